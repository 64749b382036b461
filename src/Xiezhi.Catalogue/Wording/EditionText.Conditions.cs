using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Wording;

public sealed partial class EditionText
{
    /// <summary>What must hold, as a phrase.</summary>
    public Title Condition(Condition condition) => condition switch
    {
        Condition.Named named => Condition(named.Is),
        Condition.All { Of: [var only] } => Condition(only),
        Condition.Any { Of: [var only] } => Condition(only),
        Condition.All all => Joined(all.Of.Select(Condition), "，并且", " and "),
        Condition.Any any => Joined(any.Of.Select(Condition), "，或者", " or "),
        Condition.None none => Joined(none.Of.Select(Condition), "，或者", " or ") is var inner ? Both($"并非（{inner.Zh}）", $"not ({inner.En})") : default,
        Condition.FactIn fact => Joined(fact.Values.Select(v => Value(edition.Facts[fact.Fact], v)), "或", " or ") is var values
            ? Both($"{Fact(fact.Fact).Zh}为{values.Zh}", $"{Fact(fact.Fact).En} is {values.En}") : default,
        Condition.FactBetween fact => Between(fact),
        Condition.FactPresent fact => fact.Present ? Both($"已有{Fact(fact.Fact).Zh}", $"{Fact(fact.Fact).En} is known") : Both($"没有{Fact(fact.Fact).Zh}", $"{Fact(fact.Fact).En} is not known"),
        Condition.ItemField item => Both($"{Fact(item.Fact).Zh}的{item.Field}为{string.Join('或', item.Values)}", $"{item.Field} of {Fact(item.Fact).En} is {string.Join(" or ", item.Values)}"),
        Condition.Done done => Both($"已{Act(done.Act).Zh}", $"{Act(done.Act).En} is done"),
        Condition.Marked mark => Both($"记有“{edition.Marks[mark.Mark].Title.Zh}”", $"marked '{edition.Marks[mark.Mark].Title.En}'"),
        Condition.OutcomeIn outcome => Joined(outcome.Outcomes.Select(Outcome), "或", " or ") is var outcomes ? Both($"结果为{outcomes.Zh}", $"the outcome is {outcomes.En}") : default,
        Condition.StageIn stage => Joined(stage.Stages.Select(Stage), "或", " or ") is var stages ? Both($"阶段为{stages.Zh}", $"the stage is {stages.En}") : default,
        Condition.ClockIs clock => Both($"“{Limit(clock.Limit).Zh}”{StateZh(clock.State)}", $"'{Limit(clock.Limit).En}' is {clock.State.ToString().ToLowerInvariant()}"),
        Condition.GateIs gate => Both($"“{edition.Gates[gate.Gate].Title.Zh}”{(gate.Met ? "已经过" : "未经过")}", $"'{edition.Gates[gate.Gate].Title.En}' is {(gate.Met ? "met" : "missing")}"),
        Condition.Linked linked => edition.Links[linked.Link].Title is var other && linked.Open ? Both($"“{other.Zh}”尚未办结", $"'{other.En}' is open") : Both($"“{other.Zh}”都已办结", $"all of '{other.En}' are closed"),
        Condition.InRegion within => Joined(within.Regions.Select(r => r.Title), "或", " or ") is var regions ? Both($"属于{regions.Zh}", $"in {regions.En}") : default,
        _ => Both(condition.GetType().Name, condition.GetType().Name),
    };

    /// <summary>A value of a fact as people read it.</summary>
    public static Title Value(Fact fact, long value) => fact.Kind switch
    {
        FactKind.YesNo => value != 0 ? Both("是", "yes") : Both("否", "no"),
        FactKind.Code when fact.Codes is { } codes && value >= 0 && value < codes.Titles.Length => codes.Titles[(int)value],
        FactKind.Money => Both($"{value / 100m:0.##}元", $"¥{value / 100m:0.##}"),
        FactKind.Day when value is >= 0 and <= 3652058 => Both($"{DateOnly.FromDayNumber((int)value):yyyy-MM-dd}", $"{DateOnly.FromDayNumber((int)value):yyyy-MM-dd}"),
        FactKind.Length when value >= 0 => Length(new Law.Time.Length((int)(value >> 8), (Law.Time.DayUnit)(value & 0xFF))),
        _ => Both($"{value}", $"{value}"),
    };

    private Title Between(Condition.FactBetween fact)
    {
        var name = Fact(fact.Fact);
        var (low, high) = (Value(edition.Facts[fact.Fact], fact.AtLeast), Value(edition.Facts[fact.Fact], fact.AtMost));
        return fact.AtLeast == long.MinValue ? Both($"{name.Zh}至多{high.Zh}", $"{name.En} at most {high.En}")
            : fact.AtMost == long.MaxValue ? Both($"{name.Zh}至少{low.Zh}", $"{name.En} at least {low.En}")
            : Both($"{name.Zh}为{low.Zh}至{high.Zh}", $"{name.En} from {low.En} to {high.En}");
    }

    private static string StateZh(ClockState state) => state switch
    {
        ClockState.Running => "正在计算", ClockState.Met => "按期", ClockState.Late => "逾期", ClockState.Ended => "届满", _ => "失效",
    };
}
