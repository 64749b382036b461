using System.Globalization;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Web.Texts;

namespace Xiezhi.Web.Features.Figures;

/// <summary>What a figure counts, read out from its definition as data.</summary>
internal sealed class SelectionText(Selection selection, View view)
{
    private readonly Edition? edition = view.Site.Book.EditionsOf(selection.Procedure).LastOrDefault();

    private Words Words => view.Words;

    public string Procedure => edition is null ? selection.Procedure : view.In(edition.Title);

    public string? ProcedureAddress => edition is null ? null : $"/procedures/{selection.Procedure}";

    public string Occasion => selection.On switch
    {
        Occasion.First first => Words.CountsFirst(Joined(first.Acts.Select(Act))),
        Occasion.Each each => Words.CountsEach(Joined(each.Acts.Select(Act))),
        Occasion.Closed closed => closed.Outcomes.IsEmpty ? Words.CountsClosed : Words.CountsClosedAs(Joined(closed.Outcomes.Select(Outcome))),
        _ => Words.CountsOpen,
    };

    public IEnumerable<string> Conditions
    {
        get
        {
            foreach (var condition in selection.When) { yield return Condition(condition); }
            if (selection.Level is { } level) { yield return Words.OnlyLevel(level); }
            if (selection.Organs.Length > 0) { yield return Words.OnlyOrgans(Joined(selection.Organs.Select(Organ))); }
        }
    }

    private string Condition(UnitCondition condition) => condition switch
    {
        UnitCondition.FactIn fact => Words.Is(Fact(fact.Fact), string.Join(Words.Or, fact.Values.Select(value => Value(fact.Fact, value)))),
        UnitCondition.FactBetween fact => Words.Between(Fact(fact.Fact), Number(fact.AtLeast), Number(fact.AtMost)),
        UnitCondition.Done done => string.Join(Words.Or, done.Acts.Select(act => Words.IsDone(Act(act)))),
        UnitCondition.NotDone done => Words.Not(string.Join(Words.Or, done.Acts.Select(act => Words.IsDone(Act(act))))),
        UnitCondition.ClosedBy { Outcomes.IsEmpty: true } => Words.ClosedByCutOff,
        UnitCondition.ClosedBy closed => Words.Is(Words.Outcome, string.Join(Words.Or, closed.Outcomes.Select(Outcome))),
        UnitCondition.ClockIs clock => Words.ClockIs(Limit(clock.Limit), Words.ClockOutcomeWord(clock.Outcome)),
        UnitCondition.Found found => Words.HasFinding(Finding(found.Finding), found.Present),
        _ => Words.OpenedInPeriod,
    };

    private string Joined(IEnumerable<string> parts) => string.Join(Words.Comma, parts);
    private string Organ(string id) => view.Site.Book.City.FindOrgan(id) is { } organ ? view.In(organ.Title) : id;
    private string Act(string id) => edition?.FindAct(id) is { } act ? view.In(act.Title) : id;
    private string Outcome(string id) => edition?.FindOutcome(id) is { } outcome ? view.In(outcome.Title) : id;
    private string Limit(string id) => edition?.FindLimit(id) is { } limit ? view.In(limit.Title) : id;
    private string Fact(string id) => edition?.FindFact(id) is { } fact ? view.In(fact.Title) : id;
    private string Finding(string id) => edition?.Findings.FirstOrDefault(finding => finding.Id == id) is { } found ? view.In(found.Title) : id;

    private string Value(string fact, string value) => value switch
    {
        "true" => Words.Yes,
        "false" => Words.No,
        _ => edition?.FindFact(fact)?.Codes is { } codes && codes.IndexOf(value) is >= 0 and var index ? view.In(codes.Titles[index]) : value,
    };

    private static string? Number(decimal? value) => value?.ToString("#,0.######", CultureInfo.InvariantCulture);
}
