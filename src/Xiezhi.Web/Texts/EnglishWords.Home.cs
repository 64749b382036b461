using System.Collections.Immutable;

namespace Xiezhi.Web.Texts;

public sealed partial class EnglishWords
{
    public override string HomeTitle => "A figure in this report is not typed, it is counted";
    public override string HomeLead(string city) => $"Every matter in {city} takes the steps and keeps the limits that the law prescribes, and each " +
        "step enters a ledger that nobody can quietly change. " +
        "The yearly report is counted from it: every figure opens down to its cases and articles, and whoever doubts it can count again.";
    public override string ReadReport(int year) => $"Read the report of {year}";
    public override string CountAgain => "Count again";
    public override string MonthsOf(int year) => $"the months of {year}";
    public override string WaysIn => "Ways in";
    public override string WayReport => "A year of government by the law, each figure a link to what it rests on";
    public override string WayFigures => "Definitions, formulas, months, organs and evidence";
    public override string WayProcedures => "Steps, limits, articles and legal effects";
    public override string WayCalendar => "Which days count, and which weekends are worked";
    public override string WayVerify => "The signed head of the log, and how to count again";
    public override string WayAbout => "What is proven and what cannot be";

    public override string AboutLead(string city) => $"These pages show the ledger of cases of {city}. Before reading its figures, know where they " +
        "come from and what they prove.";
    public override string GeneratedTitle => "The acts are generated";
    public override ImmutableArray<string> Generated(string city) =>
    [
        "The organs, laws, procedures and limits are real; the cases are not. A program generated a year of acts with set volumes and shares, and " +
            $"the same rules decided each of them. They are not records of {city} and say nothing about the work of any organ or person.",
        "Names are invented, identity numbers fail their checksum, telephone numbers lie in no assigned range. A generated ledger carries this mark " +
            "for ever, from its first entry.",
    ];
    public override string ProvenTitle => "What is proven";
    public override ImmutableArray<string> Proven { get; } =
    [
        "Nothing was changed: every entry lies in a hash tree whose root the log's key has signed; changing, removing or inserting one breaks the root.",
        "The figures are sound: whoever counts the public entries with the same definitions must get the same numbers.",
        "The figures are complete: cases are numbered without a gap for each organ, procedure and year, so a missing one shows.",
        "The limits are right: each due day comes with its working, by the published calendar and a rule that names its article.",
    ];
    public override string NotProvenTitle => "What cannot be proven";
    public override ImmutableArray<string> NotProven { get; } =
    [
        "A matter that was never registered: what did not enter the ledger is unknown to it.",
        "Whether an entry is true: the ledger proves what was recorded and when, not that it was so.",
        "Whether two parties are one person: the public entries hold no identities.",
    ];
    public override string HiddenTitle => "What is not public";
    public override string Hidden => "A public entry holds codes, days, the organ, the outcome and verdicts on limits. Parties, documents, texts and " +
        "grounds are not in it; a commitment stands for them, " +
        "so that one entry can later be shown and proven to somebody entitled to see it, without revealing any other.";

    public override string VerifyLead => "There is no need to trust this site. Take the public log away, check signature, tree and numbering on your " +
        "own machine, and count every figure again with the same definitions.";
    public override string LogHeadTitle => "The head of the log";
    public override string LogSize => "Entries";
    public override string RootHash => "Root hash";
    public override string LogKey => "Key of the log";
    public override string SignedNote => "The signed head";
    public override string RecountTitle => "Count again";
    public override ImmutableArray<(string What, string Command)> Recount { get; } =
    [
        ("Export the public log (public entries only, no content of any case):", "./xiezhi log export --data data --out log"),
        ("On any machine, count again from the exported folder alone:", "./xiezhi recount log"),
        ("Check the data folder itself, hashing every entry again:", "./xiezhi fsck --data data"),
        ("See the entries behind a figure, such as the appeals accepted:", "./xiezhi evidence --data data --figure appeals_accepted --take 10"),
    ];
    public override string RecountResult => "If signature, tree or numbering are wrong anywhere, or a figure differs from the report, the command " +
        "says where and ends with 1; if all is well it ends with 0.";
}
