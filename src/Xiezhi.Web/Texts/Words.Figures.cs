using Xiezhi.Law.Indicators;

namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public abstract string ReportOf(int year);
    public abstract string ReportLead { get; }
    public abstract string ReportBasis(int year, long size);
    public abstract string Contents { get; }
    /// <summary>What stands before a chapter's title.</summary>
    public abstract string ChapterNumber(int number);
    public abstract string AllFigures { get; }

    public abstract string FiguresOf(int year);
    public abstract string FiguresLead { get; }
    public abstract string Figure { get; }
    public abstract string Printed { get; }
    public abstract string PrintedShort { get; }
    public abstract string PrintedAs(string printed);
    public abstract string Exact { get; }
    public abstract string Definition { get; }
    public abstract string YearWord(int year);
    public abstract string HowCounted { get; }
    public abstract string Numerator { get; }
    public abstract string Denominator { get; }
    public abstract string DividedBy { get; }
    public abstract string Equal { get; }
    public abstract string SumOf { get; }
    public abstract string CountOf { get; }
    public abstract string Colon { get; }
    public abstract string FlowBasis { get; }
    public abstract string CohortBasis { get; }
    public abstract string ZeroRule(ZeroRule rule);
    public abstract string Rounding(PrintRule rule);
    public abstract string CutOff { get; }
    public abstract string CountedFrom { get; }
    public abstract string FirstLeaves(long size);
    public abstract string UpToDate { get; }
    public abstract string LogHasMore(long leaves);
    public abstract string Checkpoint { get; }

    public abstract string CountsFirst(string acts);
    public abstract string CountsEach(string acts);
    public abstract string CountsClosed { get; }
    public abstract string CountsClosedAs(string outcomes);
    public abstract string CountsOpen { get; }
    public abstract string OnlyLevel(string level);
    public abstract string OnlyOrgans(string organs);
    public abstract string ClosedByCutOff { get; }
    public abstract string ClockOutcomeWord(ClockOutcome outcome);
    public abstract string HasFinding(string finding, bool present);
    public abstract string OpenedInPeriod { get; }

    public abstract string OtherReading { get; }
    public abstract string BarsOfRate { get; }
    public abstract string ByMonth { get; }
    public abstract string MonthShort(int month);
    public abstract string ByOrgan { get; }
    public abstract string ByCounty { get; }
    public abstract string OtherOrgans(int count);
    public abstract string Evidence { get; }
    public abstract string EvidenceLead(string entries);
    public abstract string EvidenceOfWhat { get; }
    public abstract string Narrowed { get; }
    public abstract string Widen { get; }
    public abstract string NoEvidence { get; }
    public string PartHidden => Say("数量太少，不单独显示（※）", "Too few to be shown by itself (※)");
    public string SmallPartsAbout(int fewest) => Say($"分组里少于{fewest}件的不单独显示（※），和它一起能推算出来的也不显示：免得看出说的是谁。总数不受影响。",
        $"A part with fewer than {fewest} cases is not shown by itself (※), nor what would give it away: nobody is to be recognised. The whole is not affected.");
    public abstract string CountsOn { get; }
    public abstract string LeafColumn { get; }
    public abstract string Pages { get; }
    public abstract string Back { get; }
    public abstract string Onward { get; }
    public abstract string FigureProven { get; }
    public abstract string FigureNotProven { get; }
}
