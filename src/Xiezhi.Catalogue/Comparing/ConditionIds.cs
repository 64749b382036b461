using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Comparing;

/// <summary>A condition in ids, so that the conditions of two editions can be compared whatever numbers their parts have.</summary>
internal sealed class ConditionIds(Edition edition)
{
    public string Of(Condition condition) => condition switch
    {
        Condition.Named named => Of(named.Is),
        Condition.All { Of: [var only] } => Of(only),
        Condition.All all => $"all({string.Join(' ', all.Of.Select(Of))})",
        Condition.Any any => $"any({string.Join(' ', any.Of.Select(Of))})",
        Condition.None none => $"none({string.Join(' ', none.Of.Select(Of))})",
        Condition.FactIn fact => $"{Fact(fact.Fact)}={string.Join(',', fact.Values.Select(v => Value(fact.Fact, v)))}",
        Condition.FactBetween fact => $"{fact.AtLeast}<={Fact(fact.Fact)}<={fact.AtMost}",
        Condition.FactPresent fact => $"{Fact(fact.Fact)}?{fact.Present}",
        Condition.ItemField item => $"{Fact(item.Fact)}.{item.Field}={string.Join(',', item.Values)}",
        Condition.Done done => $"done:{edition.Acts[done.Act].Id}",
        Condition.Marked mark => $"mark:{edition.Marks[mark.Mark].Id}",
        Condition.OutcomeIn outcome => $"outcome:{string.Join(',', outcome.Outcomes.Select(o => edition.Outcomes[o].Id))}",
        Condition.StageIn stage => $"stage:{string.Join(',', stage.Stages.Select(s => s < 0 ? "closed" : edition.Stages[s].Id))}",
        Condition.ClockIs clock => $"clock:{edition.Limits[clock.Limit].Id}={clock.State}",
        Condition.GateIs gate => $"gate:{edition.Gates[gate.Gate].Id}={gate.Met}",
        Condition.Linked linked => $"linked:{edition.Links[linked.Link].Id}={linked.Open}",
        Condition.InRegion within => $"in:{string.Join(',', within.Regions.Select(r => r.Id))}",
        _ => throw new ArgumentException($"unknown condition {condition.GetType().Name}", nameof(condition)),
    };

    private string Fact(int fact) => edition.Facts[fact].Id;

    private string Value(int fact, long value) => edition.Facts[fact].Codes is { } codes && value >= 0 && value < codes.Codes.Length ? codes.Codes[(int)value] : $"{value}";
}
