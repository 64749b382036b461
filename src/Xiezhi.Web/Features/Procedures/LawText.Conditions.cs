using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Features.Procedures;

public sealed partial class LawText
{
    public string Condition(Condition condition) => condition switch
    {
        Condition.Named named => Condition(named.Is),
        Condition.All { Of: [var only] } => Condition(only),
        Condition.Any { Of: [var only] } => Condition(only),
        Condition.All all => string.Join(Words.And, all.Of.Select(Condition)),
        Condition.Any any => string.Join(Words.Or, any.Of.Select(Condition)),
        Condition.None none => Words.Not(string.Join(Words.Or, none.Of.Select(Condition))),
        Condition.FactIn fact => Words.Is(Fact(fact.Fact), string.Join(Words.Or, fact.Values.Select(value => Value(edition.Facts[fact.Fact], value)))),
        Condition.FactBetween fact => Words.Between(Fact(fact.Fact), fact.AtLeast == long.MinValue ? null : Value(edition.Facts[fact.Fact], fact.AtLeast),
            fact.AtMost == long.MaxValue ? null : Value(edition.Facts[fact.Fact], fact.AtMost)),
        Condition.FactPresent fact => Words.Known(Fact(fact.Fact), fact.Present),
        Condition.ItemField item => Words.Is($"{Fact(item.Fact)} ({item.Field})", string.Join(Words.Or, item.Values)),
        Condition.Done done => Words.IsDone(Act(done.Act)),
        Condition.Marked marked => Words.IsMarked(view.In(edition.Marks[marked.Mark].Title)),
        Condition.OutcomeIn outcome => Words.Is(Words.Outcome, string.Join(Words.Or, outcome.Outcomes.Select(Outcome))),
        Condition.StageIn stage => Words.Is(Words.Stage, string.Join(Words.Or, stage.Stages.Select(Stage))),
        Condition.ClockIs clock => Words.ClockIs(Limit(clock.Limit), Words.ClockWord(clock.State)),
        Condition.Linked linked => Words.LinkedAre(view.In(edition.Links[linked.Link].Title), linked.Open),
        Condition.GateIs gate => Words.GateIs(view.In(edition.Gates[gate.Gate].Title), gate.Met),
        Condition.InRegion within => Words.InRegion(string.Join(Words.Or, within.Regions.Select(region => view.In(region.Title)))),
        _ => throw new ArgumentException($"unknown condition {condition.GetType().Name}", nameof(condition)),
    };

    /// <summary>A fact's value as people read it. Coarse codes are not expected here: conditions are about the codes themselves.</summary>
    public string Value(Fact fact, long value) => fact.Kind switch
    {
        FactKind.YesNo => value != 0 ? Words.Yes : Words.No,
        FactKind.Code when fact.Codes is { } codes && value >= 0 && value < codes.Titles.Length => view.In(codes.Titles[(int)value]),
        FactKind.Money => Words.Money(value / 100m),
        FactKind.Day => View.Iso(DateOnly.FromDayNumber((int)value)),
        FactKind.Organ => view.Site.Book.City.FindOrgan((int)value) is { } organ ? view.In(organ.Title) : Words.Unknown,
        FactKind.Item when ItemsOf(fact) is { } items && value >= 0 && value < items.Length => view.In(items[(int)value].Title),
        _ => View.Grouped(value),
    };

    private ImmutableArray<RegisterItem>? ItemsOf(Fact fact) =>
        fact.Register is { } name && view.Site.Book.City.Registers.TryGetValue(name, out var register) ? register.Items : null;

    private string Fact(int index) => view.In(edition.Facts[index].Title);
    private string Stage(int index) => index < 0 ? Words.Closed : view.In(edition.Stages[index].Title);
}
