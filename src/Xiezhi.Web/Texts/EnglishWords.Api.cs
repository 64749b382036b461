using System.Collections.Immutable;

namespace Xiezhi.Web.Texts;

public sealed partial class EnglishWords
{
    public override string ApiTitle => "Interface for programs";
    public override string ApiLead =>
        "Other software reads procedures, cases, figures and evidence here, and acts here: by the very rules that hold on the pages, decided by the same catalogue of the law.";
    public override string ApiDocument => "The OpenAPI 3.1 document";
    public override string ApiRules => "What holds for all";
    public override ImmutableArray<(string Name, string Text)> ApiRuleTexts =>
    [
        ("Who asks", "Send a token, made under “My account”, as Authorization: Bearer; a party may send the code of its case as Xiezhi-Tracking-Code instead. Cookies have no say. What is not open to you is answered 404, as what is not there; of a case whose content was lawfully erased everybody is answered 410, and its public record stays."),
        ("Sending again", "POST asks for an Idempotency-Key. Where no answer came, send the request again under the same key: what was done is not done twice, and the answer is the first one with Idempotency-Replayed: true; the key for another content gives 422. A refused request leaves no trace and is decided anew."),
        ("Two at once", "The ETag of a case is its number of entries; send it back as If-Match when you act: 412 when somebody acted since, and nothing is recorded."),
        ("Pages", "next in an answer, and the Link header, is the address of the page that follows; cases that arrive meanwhile neither repeat nor hide one."),
        ("Days", "Days are written 2024-01-02, minutes 2024-01-02T09:30, both Beijing time; today is the day of the city's clock."),
        ("Personal data", "Public leaves hold no name and no text. Personal data of a file go to its parties and the organs that handle it, and each reading is recorded."),
    ];
    public override string ApiNeedsToken => "token needed";
    public override string ApiRequired => ", required";
    public override string ApiBody => "Body";
    public override string ApiProblems => "Problems";
    public override string ApiProblemsHow =>
        "What is not done is answered as application/problem+json (RFC 9457): code is for the program, words say in both languages what to do. 409 is the law's no: article is the article it rests on, what is the act, fact, role or limit in the way; errors of a 400 names every unreadable place at once; 412 tells how many entries you saw and how many there are.";
    public override string ApiFeeds => "Feeds";
    public override ImmutableArray<(string Address, string Text)> ApiFeedTexts =>
    [
        ("/feeds/deadlines/….ics", "An officer's deadlines as a calendar (iCalendar); its address is made under “My account” and can be revoked. Number, procedure and limit only, nothing about anybody."),
        ("/feeds/published.atom", "Decisions that the law publishes, and the yearly reports (Atom)."),
    ];

    public override string ApiPlace(string place) => place switch { "path" => "in the path", "query" => "in the query", _ => "header" };
}
