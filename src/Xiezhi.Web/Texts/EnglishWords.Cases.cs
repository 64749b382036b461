using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Texts;

public sealed partial class EnglishWords
{
    public override string FindCase => "Find a case by its number";
    public override string FindCaseLead => "The number of a case leads to its public part: acts, days, organs, outcome and limits.";
    public override string CaseNumber => "Case number";
    public override string Find => "Find";
    public override string NoSuchCase(string number) => number.Length == 0 ? "That is not a case number." : $"There is no case with the number “{number}”.";
    public override string CaseLead => "Only what the public entries say; parties, documents and grounds are not public.";
    public override string Standing => "Stands at";
    public override string Keeper => "Register kept by";
    public override string EditionApplied => "Edition applied";
    public override string PlaceInRegister => "Place in the register";
    public override string Ordinal(int year, int ordinal) => $"no. {ordinal:N0} of {year}";
    public override string Timeline => "What was done";
    public override string NoClocks => "No limit is being counted.";
    public override string ClosedAs(string? outcome) => outcome is null ? "closed" : $"closed: {outcome}";

    public override string MonthOf(DateOnly month) => $"{Month(month.Month)} {month.Year}";
    public override string RecordedOn(DateOnly day) => $"recorded {day:yyyy-MM-dd}";
    public override string Deemed => "deemed by law";
    public override string NobodyInTime => "nobody did it in time";
    public override string Finding => "Finding:";
    public override string LeafIndex => "Leaf";
    public override string LimitRanOut(string limit) => $"The limit “{limit}” ran out";
    public override string HandedOver => "Handed over";
    public override string Amended(int entry) => $"Entry {entry} put right";
    public override string Annulled(int entry) => $"Entry {entry} struck out";
    public override string StruckOut => "Struck out";
    public override string ReasonGiven => "Reason:";
    public override string Moved => "Moved to another edition";
    public override string InsideEntry => "Inside matter";
    public override string VerdictWord(Verdict verdict) => verdict switch
    {
        Verdict.Met => "in time",
        Verdict.MetByRolling => "in time (moved on)",
        Verdict.Late => "late",
        Verdict.Ended => "ended",
        Verdict.Overdue => "overdue",
        _ => "void",
    };

    public override string StartedOn => "Started";
    public override string LastDay => "Last day";
    public override string StrictDay(DateOnly day) => $"{day:yyyy-MM-dd} if not moved";
    public override string Provisional => "provisional";
    public override string StoppedOn => "Stopped";
    public override string Working => "The working";
    public override string Overdue => "Overdue";
    public override string Near => "Near its end";
    public override string OnCourse => "On course";
    public override string Obstacle(Obstacle obstacle, string fact) => obstacle.Kind switch
    {
        ObstacleKind.OnlyMonths => "Public entries show months only, so the due day cannot be counted again by the public.",
        ObstacleKind.Several => "This limit runs for several by themselves and public entries do not say who they are, so its days cannot be counted again by the public.",
        ObstacleKind.NeedsMinute => "This limit runs by the minute and public entries show days, so its end cannot be counted again by the public.",
        _ => $"The due day depends on “{fact}”, which is not public; only the verdict is.",
    };
    public override string StepSentence(Step step, string? ground) => StepText.English(step, ground);
}
