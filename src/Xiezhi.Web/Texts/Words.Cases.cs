using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public abstract string FindCase { get; }
    public abstract string FindCaseLead { get; }
    public abstract string CaseNumber { get; }
    public abstract string Find { get; }
    public abstract string NoSuchCase(string number);
    public abstract string CaseLead { get; }
    public abstract string Standing { get; }
    public abstract string Keeper { get; }
    public abstract string EditionApplied { get; }
    public abstract string PlaceInRegister { get; }
    public abstract string Ordinal(int year, int ordinal);
    public abstract string Timeline { get; }
    public abstract string NoClocks { get; }
    public abstract string ClosedAs(string? outcome);

    public abstract string MonthOf(DateOnly month);
    public abstract string RecordedOn(DateOnly day);
    public abstract string Deemed { get; }
    public abstract string NobodyInTime { get; }
    public abstract string Finding { get; }
    public abstract string LeafIndex { get; }
    public abstract string LimitRanOut(string limit);
    public abstract string HandedOver { get; }
    public abstract string Amended(int entry);
    public abstract string Annulled(int entry);
    public abstract string StruckOut { get; }
    public abstract string ReasonGiven { get; }
    public abstract string Moved { get; }
    public abstract string InsideEntry { get; }
    public abstract string VerdictWord(Verdict verdict);

    public abstract string StartedOn { get; }
    public abstract string LastDay { get; }
    public abstract string StrictDay(DateOnly day);
    public abstract string Provisional { get; }
    public abstract string StoppedOn { get; }
    public abstract string Working { get; }
    public abstract string Overdue { get; }
    public abstract string Near { get; }
    public abstract string OnCourse { get; }
    public abstract string Obstacle(Obstacle obstacle, string fact);
    public abstract string StepSentence(Step step, string? ground);
}
