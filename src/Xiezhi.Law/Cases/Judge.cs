using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>Whether conditions and gates hold in a case as it stands.</summary>
internal static class Judge
{
    public static bool Holds(CaseState c, Condition condition, City city)
    {
        switch (condition)
        {
            case Condition.Named named: return Holds(c, named.Is, city);
            case Condition.All all:
                foreach (var part in all.Of) { if (!Holds(c, part, city)) { return false; } }
                return true;
            case Condition.Any any:
                foreach (var part in any.Of) { if (Holds(c, part, city)) { return true; } }
                return false;
            case Condition.None none:
                foreach (var part in none.Of) { if (Holds(c, part, city)) { return false; } }
                return true;
            case Condition.FactIn fact: return c.HasFact(fact.Fact) && fact.Values.Contains(c.Fact(fact.Fact));
            case Condition.FactBetween fact: return c.HasFact(fact.Fact) && c.Fact(fact.Fact) >= fact.AtLeast && c.Fact(fact.Fact) <= fact.AtMost;
            case Condition.FactPresent fact: return c.HasFact(fact.Fact) == fact.Present;
            case Condition.ItemField item:
                return c.HasFact(item.Fact) && city.Registers.TryGetValue(c.Edition.Facts[item.Fact].Register!, out var register)
                    && register.Items[(int)c.Fact(item.Fact)].Fields.TryGetValue(item.Field, out var value) && item.Values.Contains(value);
            case Condition.Done done: return c.Act(done.Act).Counts;
            case Condition.Marked mark: return c.Marked(mark.Mark);
            case Condition.OutcomeIn outcome: return outcome.Outcomes.Contains(c.Outcome);
            case Condition.StageIn stage: return stage.Stages.Contains(c.Stage);
            case Condition.GateIs gate: return GateHolds(c, c.Edition.Gates[gate.Gate], city) == gate.Met;
            case Condition.ClockIs clock:
                foreach (var running in c.Clocks) { if (running.Limit == clock.Limit && running.State == clock.State) { return true; } }
                return false;
            default: throw new ArgumentException($"unknown condition {condition.GetType().Name}", nameof(condition));
        }
    }

    /// <summary>The name of the guard that fails, for the refusal to name it.</summary>
    public static string NameOf(Condition condition) => condition is Condition.Named named ? named.Id : condition is Condition.All { Of: [var only] } ? NameOf(only) : "when";

    /// <summary>True when the gate is met, not due, lawfully left out, or lapsed with the party's unused limit.</summary>
    public static bool GateHolds(CaseState c, Gate gate, City city)
    {
        if (gate.DueWhen is { } due && !Holds(c, due, city)) { return true; }
        if (gate.WaivedBy >= 0 && c.Act(gate.WaivedBy).Counts) { return true; }
        if (gate.LapsesWith >= 0)
        {
            foreach (var clock in c.Clocks) { if (clock.Limit == gate.LapsesWith && clock.State == ClockState.Ended) { return true; } }
        }

        return c.Act(gate.MetBy).Counts && (gate.When is not { } when || Holds(c, when, city));
    }
}

/// <summary>Ids that the language itself defines.</summary>
public static class WellKnown
{
    public const string Overdue = "overdue";
    public const string PromiseMissed = "promise-missed";
    public const string GateMissing = "gate-missing";
}
