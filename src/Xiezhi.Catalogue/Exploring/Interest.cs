using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>What of an edition can make one case go another way than a second one: the rest is left out when two states are compared.</summary>
internal sealed class Interest
{
    private readonly Edition edition;
    private readonly List<Condition> asked = [];

    public Interest(Edition edition)
    {
        this.edition = edition;
        foreach (var act in edition.Acts) { Ask(act.When); }
        foreach (var limit in edition.Limits) { Ask(limit.When); }
        foreach (var gate in edition.Gates) { Ask(gate.When); Ask(gate.DueWhen); }
        Outcomes = asked.Any(c => c is Condition.OutcomeIn);
        Acts = [.. edition.Acts.Where(MattersWhetherDone).Select(a => a.Index)];
        Facts = [.. edition.Facts.Where(Decides).Select(f => f.Index)];
        Limits = [.. edition.Limits.Where(l => Matters(l)).Select(l => l.Index)];
    }

    /// <summary>Whether something asks with which outcome a case was closed.</summary>
    public bool Outcomes { get; }
    /// <summary>Acts of which it matters whether, or how often, they were done.</summary>
    public int[] Acts { get; }
    public int[] Facts { get; }
    /// <summary>Limits whose clocks do more than record a finding.</summary>
    public int[] Limits { get; }

    /// <summary>All comparisons of the edition, taken apart.</summary>
    public IEnumerable<Condition> Comparisons => asked;

    private void Ask(Condition? condition)
    {
        switch (condition)
        {
            case null: break;
            case Condition.Named named: Ask(named.Is); break;
            case Condition.All all: foreach (var part in all.Of) { Ask(part); } break;
            case Condition.Any any: foreach (var part in any.Of) { Ask(part); } break;
            case Condition.None none: foreach (var part in none.Of) { Ask(part); } break;
            default: asked.Add(condition); break;
        }
    }

    private bool MattersWhetherDone(Act act) =>
        act.AtMost != int.MaxValue || edition.Acts.Any(a => a.After.Contains(act.Index)) || asked.Any(c => c is Condition.Done done && done.Act == act.Index)
        || edition.Gates.Any(g => g.MetBy == act.Index || g.WaivedBy == act.Index);

    private bool Decides(Fact fact) =>
        asked.Any(c => c switch
        {
            Condition.FactIn one => one.Fact == fact.Index,
            Condition.FactBetween one => one.Fact == fact.Index,
            Condition.FactPresent one => one.Fact == fact.Index,
            Condition.ItemField one => one.Fact == fact.Index,
            _ => false,
        })
        || edition.Limits.Any(l => l.PerFact == fact.Index || l.Length is LengthRule.Choose choose && choose.Fact == fact.Index);

    private bool Matters(Limit limit) => limit.StartsAtEnd.Length > 0 || limit.StopsAtEnd.Length > 0 ||
        limit.OnExpiry.EndsClock || limit.ExtendedBy is not null || (limit.Kind == LimitKind.AtLeast && limit.Holds.Length > 0)
        || (limit.OnExpiry.OpensRight >= 0 && asked.Any(c => c is Condition.Marked mark && mark.Mark == limit.OnExpiry.OpensRight))
        || asked.Any(c => c is Condition.ClockIs clock && clock.Limit == limit.Index) || edition.Gates.Any(g => g.LapsesWith == limit.Index)
        || edition.Limits.Any(l => l.BeforeDueOf == limit.Index && l.OnExpiry.EndsClock);

    /// <summary>Whether it matters how a clock of the limit ended.</summary>
    public bool AsksHowEnded(int limit) => edition.Limits[limit].OnExpiry.Bars.Length > 0
        || asked.Any(c => c is Condition.ClockIs clock && clock.Limit == limit) || edition.Gates.Any(g => g.LapsesWith == limit);
}
