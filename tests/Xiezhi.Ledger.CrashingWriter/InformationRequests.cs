using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Ledger.CrashingWriter;

/// <summary>Acts in requests for government information, as the law of the repository has them.</summary>
public static class InformationRequests
{
    public const string Procedure = "oversight/information-request";

    /// <summary>An ordinary working day.</summary>
    public static DateOnly Monday { get; } = new(2024, 3, 4);

    public static Edition Edition { get; } = RealLaw.Book.InForce(Procedure, Monday)!;

    /// <summary>The organ that is asked, and another that wrote a part of what is asked for.</summary>
    public static Organ Asked { get; } = OrganOf("justice");
    public static Organ CoAuthor { get; } = OrganOf("finance");

    /// <summary>Opens a case of the organ that is asked.</summary>
    public static ActRequest Receive(long applicant, string wanted, DateOnly day) => Act("receive", day) with
    {
        Facts = [Value("applicant-kind", 0), new FactValue(Fact("wanted"), 0, wanted)],
        Names = [new Naming(Role("applicant"), applicant)],
        Persons = [new Person(applicant, $"申请人{applicant}", "", "")],
        Documents = [Document("request")],
    };

    public static ActRequest AskForCorrection(DateOnly day, DateOnly until) => Act("request-correction", day) with
    {
        Facts = [Value("correct-by", until.DayNumber)], Documents = [Document("correction-notice")],
    };

    public static ActRequest Correct(long applicant, DateOnly day) => Act("correct", day) with { By = Actor.OfParty(applicant) };

    public static ActRequest AskThirdParty(long third, DateOnly day) => Act("ask-third-party", day) with
    {
        Names = [new Naming(Role("third-party"), third)], Persons = [new Person(third, $"第三方{third}", "", "")], Documents = [Document("third-inquiry")],
    };

    public static ActRequest AskCoAuthor(DateOnly day) => Act("ask-co-author", day) with
    {
        Names = [new Naming(Role("co-author"), CoAuthor.Number)], Documents = [Document("author-inquiry")],
    };

    public static ActRequest Extend(DateOnly day) => Act("extend", day) with
    {
        Documents = [Document("extension-notice")], Approvals = [new Approval(Actor.OfOrgan(Asked.Number, Head), day)],
    };

    public static ActRequest Answer(DateOnly day) => Act("answer", day) with
    {
        Outcome = Edition.FindOutcome("granted")!.Index, Facts = [new FactValue(Edition.FindAct("answer")!.Ground, 0)], Documents = [Document("answer")],
    };

    public static ActRequest Withdraw(long applicant, DateOnly day) =>
        Act("withdraw", day) with { By = Actor.OfParty(applicant), Outcome = Edition.FindOutcome("withdrawn")!.Index };

    private static int Head => Asked.PostRanges["disclosure-head"].First;

    private static ActRequest Act(string act, DateOnly day) => new()
    {
        Subject = Edition.FindAct(act)!.Index, When = Moment.On(day), Today = day, By = Actor.OfOrgan(Asked.Number),
    };

    private static FactValue Value(string fact, long number) => new(Fact(fact), number);
    private static int Fact(string id) => Edition.FindFact(id)!.Index;
    private static int Role(string id) => Edition.FindRole(id)!.Index;
    private static int Document(string id) => Edition.FindDocument(id)!.Index;
    private static Organ OrganOf(string id) => RealLaw.Book.City.Organs.Single(o => o.Id == id || o.Id == $"yibin/{id}");
}
