using Xiezhi.Law.Indicators;

namespace Xiezhi.Web.Texts;

public sealed partial class EnglishWords
{
    public override string ReportOf(int year) => $"Report {year}";
    public override string ReportLead => "Every figure is a link to its definition, its working and the entries behind it.";
    public override string ReportBasis(int year, long size) => $"Period: 1 January to 31 December {year}. Counted from the first {size:N0} entries of " +
        "the log; root hash";
    public override string Contents => "Contents";
    public override string ChapterNumber(int number) => $"{number}. ";
    public override string AllFigures => "All figures";

    public override string FiguresOf(int year) => $"Figures of {year}";
    public override string FiguresLead => "Each figure is counted from the public entries by a definition that is itself data. It opens to its " +
        "working, its parts and its evidence.";
    public override string Figure => "Figure";
    public override string Printed => "As printed";
    public override string PrintedShort => "as printed";
    public override string PrintedAs(string printed) => $"printed as {printed}";
    public override string Exact => "Exact value";
    public override string Definition => "Definition";
    public override string YearWord(int year) => $"{year}";
    public override string HowCounted => "How it is counted";
    public override string Numerator => "Numerator";
    public override string Denominator => "Denominator";
    public override string DividedBy => "divided by";
    public override string Equal => "equals";
    public override string SumOf => "Sum";
    public override string CountOf => "Count";
    public override string Colon => ": ";
    public override string FlowBasis => "Flow: the numerator counts what happened in the period, whenever its case began.";
    public override string CohortBasis => "Cohort: the numerator is the part of the denominator that satisfies more by the cut-off.";
    public override string ZeroRule(ZeroRule rule) => rule switch
    {
        Law.Indicators.ZeroRule.None => "No value when the denominator is zero.",
        Law.Indicators.ZeroRule.Zero => "0% when the denominator is zero.",
        _ => "100% when the denominator is zero.",
    };
    public override string Rounding(PrintRule rule) => rule.Qualifier switch
    {
        Qualifier.Exact => "Rounded half up to the digits shown.",
        Qualifier.Nearly => "Brought up to the digits shown; “nearly” when the exact value is smaller.",
        _ => "Cut down to the digits shown; “more than” when the exact value is larger.",
    };
    public override string CutOff => "Cut-off";
    public override string CountedFrom => "Counted from";
    public override string FirstLeaves(long size) => $"the first {size:N0} entries of the log";
    public override string UpToDate => "up to date";
    public override string LogHasMore(long leaves) => $"the log has {leaves:N0} newer entries";
    public override string Checkpoint => "Checkpoint";

    public override string CountsFirst(string acts) => $"a case counts once, on the day of its first: {acts}";
    public override string CountsEach(string acts) => $"each of these acts counts: {acts}";
    public override string CountsClosed => "a case counts once, on the day it closed";
    public override string CountsClosedAs(string outcomes) => $"a case counts once, on the day it closed as: {outcomes}";
    public override string CountsOpen => "cases still open at the end of the cut-off day";
    public override string OnlyLevel(string level) => $"the register is kept at the level: {level}";
    public override string OnlyOrgans(string organs) => $"the register is kept by: {organs}";
    public override string ClosedByCutOff => "closed by the cut-off";
    public override string ClockOutcomeWord(ClockOutcome outcome) => outcome switch { ClockOutcome.Met => "met", ClockOutcome.Late => "late", _ => "ended" };
    public override string HasFinding(string finding, bool present) => present ? $"with the finding “{finding}”" : $"without the finding “{finding}”";
    public override string OpenedInPeriod => "opened in the period";

    public override string OtherReading => "Another reading:";
    public override string BarsOfRate => "The bars are as long as the denominator; the per cent beside each is its own rate.";
    public override string ByMonth => "By month";
    public override string MonthShort(int month) => Month(month)[..3];
    public override string ByOrgan => "By organ";
    public override string ByCounty => "By county";
    public override string OtherOrgans(int count) => $"{count} other organs";
    public override string Evidence => "Evidence";
    public override string EvidenceLead(string entries) => $"{entries} entries in all. Each row is the public entry that makes a unit count; its case " +
        "number opens all that is public of the case. A month or an organ in the charts above narrows the list.";
    public override string EvidenceOfWhat => "Which part to see";
    public override string Narrowed => "Only:";
    public override string Widen => "remove";
    public override string NoEvidence => "There are no entries in this part.";
    public override string CountsOn => "Counts on";
    public override string LeafColumn => "Leaf";
    public override string Pages => "Pages";
    public override string Back => "Back";
    public override string Onward => "Onward";
    public override string FigureProven => "Proven: this number was counted from the public entries by the definition above, and whoever counts again " +
        "gets the same; cases are numbered without a gap, so a missing one shows.";
    public override string FigureNotProven => "Not proven: matters that were never registered, and whether an entry is true.";
}
