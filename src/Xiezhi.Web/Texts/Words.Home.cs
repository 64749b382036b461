using System.Collections.Immutable;

namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public abstract string HomeTitle { get; }
    public abstract string HomeLead(string city);
    public abstract string ReadReport(int year);
    public abstract string CountAgain { get; }
    public abstract string MonthsOf(int year);
    public abstract string WaysIn { get; }
    public abstract string WayReport { get; }
    public abstract string WayFigures { get; }
    public abstract string WayProcedures { get; }
    public abstract string WayCalendar { get; }
    public abstract string WayVerify { get; }
    public abstract string WayAbout { get; }

    public abstract string AboutLead(string city);
    public abstract string GeneratedTitle { get; }
    public abstract ImmutableArray<string> Generated(string city);
    public abstract string ProvenTitle { get; }
    public abstract ImmutableArray<string> Proven { get; }
    public abstract string NotProvenTitle { get; }
    public abstract ImmutableArray<string> NotProven { get; }
    public abstract string HiddenTitle { get; }
    public abstract string Hidden { get; }

    public abstract string VerifyLead { get; }
    public abstract string LogHeadTitle { get; }
    public abstract string LogSize { get; }
    public abstract string RootHash { get; }
    public abstract string LogKey { get; }
    public abstract string SignedNote { get; }
    public abstract string RecountTitle { get; }
    public abstract ImmutableArray<(string What, string Command)> Recount { get; }
    public abstract string RecountResult { get; }
}
