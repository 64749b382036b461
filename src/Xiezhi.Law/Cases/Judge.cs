using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>Whether something holds: it does, it does not, or facts that nobody has given yet will tell.</summary>
internal enum Holding : byte { No, Open, Yes }

/// <summary>Whether conditions and gates hold in a case as it stands.</summary>
internal static class Judge
{
    public static bool Holds(CaseState c, Condition condition, City city) => Ask(c, condition, city, unread: null) == Holding.Yes;

    /// <summary>Whether the condition holds, before the facts of an act are known.</summary>
    /// <param name="unread">The act whose facts are still to come; null when all are laid over the case: then nothing is <see cref="Holding.Open"/>.</param>
    public static Holding Ask(CaseState c, Condition condition, City city, Act? unread)
    {
        switch (condition)
        {
            case Condition.Named named: return Ask(c, named.Is, city, unread);
            case Condition.All all:
                var whole = Holding.Yes;
                foreach (var part in all.Of)
                {
                    whole = Least(whole, Ask(c, part, city, unread));
                    if (whole == Holding.No) { break; }
                }

                return whole;
            case Condition.Any any: return AskAny(c, any.Of, city, unread);
            case Condition.None none: return Not(AskAny(c, none.Of, city, unread));
            case Condition.FactIn fact: return Taken(unread, fact.Fact) ?? Of(c.HasFact(fact.Fact) && fact.Values.Contains(c.Fact(fact.Fact)));
            case Condition.FactBetween fact: return Taken(unread, fact.Fact) ?? Of(c.HasFact(fact.Fact) && c.Fact(fact.Fact) >= fact.AtLeast && c.Fact(fact.Fact) <= fact.AtMost);
            case Condition.FactPresent fact: return Taken(unread, fact.Fact) ?? Of(c.HasFact(fact.Fact) == fact.Present);
            case Condition.ItemField item:
                return Taken(unread, item.Fact) ?? Of(c.HasFact(item.Fact) && city.Registers.TryGetValue(c.Edition.Facts[item.Fact].Register!, out var register)
                    && register.Items[(int)c.Fact(item.Fact)].Fields.TryGetValue(item.Field, out var value) && item.Values.Contains(value));
            case Condition.Done done: return Of(c.Done(done.Act));
            case Condition.Marked mark: return c.Marked(mark.Mark) ? Holding.Yes : MayMark(c, unread, mark.Mark) ? Holding.Open : Holding.No;
            case Condition.OutcomeIn outcome: return Of(outcome.Outcomes.Contains(c.Outcome));
            case Condition.StageIn stage: return Of(stage.Stages.Contains(c.Stage));
            case Condition.GateIs gate: return AskGate(c, c.Edition.Gates[gate.Gate], city, unread) is var met && gate.Met ? met : Not(met);
            case Condition.Linked linked: return Of(c.AnyLinkedOpen(linked.Link) == linked.Open);
            case Condition.InRegion within:
                foreach (var region in within.Regions) { if (city.IsIn(c.Keeper, region)) { return Holding.Yes; } }
                return Holding.No;
            case Condition.ClockIs clock:
                if (unread is not null && MayStart(unread, c.Edition.Limits[clock.Limit])) { return Holding.Open; }
                foreach (var running in c.Clocks) { if (running.Limit == clock.Limit && running.State == clock.State) { return Holding.Yes; } }
                return Holding.No;
            default: throw new ArgumentException($"unknown condition {condition.GetType().Name}", nameof(condition));
        }
    }

    /// <summary>The name of the guard that fails, for the refusal to name it.</summary>
    public static string NameOf(Condition condition) => condition is Condition.Named named ? named.Id : condition is Condition.All { Of: [var only] } ? NameOf(only) : "when";

    public static bool GateHolds(CaseState c, Gate gate, City city) => AskGate(c, gate, city, unread: null) == Holding.Yes;

    /// <summary>Yes when the gate is met, not due, lawfully left out, or lapsed with the party's unused limit.</summary>
    public static Holding AskGate(CaseState c, Gate gate, City city, Act? unread)
    {
        var spared = gate.DueWhen is { } due ? Not(Ask(c, due, city, unread)) : Holding.No;
        if (spared == Holding.Yes) { return Holding.Yes; }
        if (gate.WaivedBy >= 0 && c.Done(gate.WaivedBy)) { return Holding.Yes; }
        if (gate.LapsesWith >= 0)
        {
            if (unread is not null && MayStart(unread, c.Edition.Limits[gate.LapsesWith])) { spared = Holding.Open; }
            if (Unused(c, gate.LapsesWith)) { return Holding.Yes; }
        }

        var met = !c.Done(gate.MetBy) ? Holding.No : gate.When is { } when ? Ask(c, when, city, unread) : Holding.Yes;
        return met > spared ? met : spared;
    }

    /// <summary>Whether the limit's clock ended unused; of several, the clock of each.</summary>
    private static bool Unused(CaseState c, int limit)
    {
        var any = false;
        foreach (ref readonly var clock in c.Clocks)
        {
            if (clock.Limit != limit || clock.State == ClockState.Void) { continue; }
            if (clock.State != ClockState.Ended) { return false; }
            any = true;
        }

        return any;
    }

    /// <summary>Whether facts of the act may start the limit's clock, and with it end another one of that limit.</summary>
    public static bool MayStart(Act act, Limit limit)
    {
        if (limit.BeforeFact >= 0 && act.MayTakeFact(limit.BeforeFact)) { return true; }
        foreach (var fact in limit.FromFacts) { if (act.MayTakeFact(fact)) { return true; } }
        return false;
    }

    /// <summary>Whether a clock that the act's facts start may be over already and leave the mark.</summary>
    private static bool MayMark(CaseState c, Act? unread, int mark)
    {
        if (unread is null) { return false; }
        foreach (var limit in c.Edition.Limits)
        {
            if ((limit.OnExpiry.Marks == mark || limit.OnExpiry.OpensRight == mark) && MayStart(unread, limit)) { return true; }
        }

        return false;
    }

    private static Holding AskAny(CaseState c, ImmutableArray<Condition> parts, City city, Act? unread)
    {
        var most = Holding.No;
        foreach (var part in parts)
        {
            var one = Ask(c, part, city, unread);
            if (one == Holding.Yes) { return one; }
            if (one > most) { most = one; }
        }

        return most;
    }

    private static Holding? Taken(Act? unread, int fact) => unread is not null && unread.MayTakeFact(fact) ? Holding.Open : null;
    private static Holding Of(bool holds) => holds ? Holding.Yes : Holding.No;
    private static Holding Not(Holding one) => (Holding)(Holding.Yes - one);
    private static Holding Least(Holding one, Holding other) => one < other ? one : other;
}

/// <summary>Ids that the language itself defines.</summary>
public static class WellKnown
{
    public const string Overdue = "overdue";
    public const string PromiseMissed = "promise-missed";
    public const string GateMissing = "gate-missing";
    public const string LinkRefused = "link-refused";
}
