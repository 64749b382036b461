using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>What of an edition can make one case go another way than a second one: the rest is left out when two states are compared.</summary>
internal sealed class Interest
{
    private readonly Edition edition;
    private readonly Condition[] asked;
    private readonly Alive[] byStage;

    public Interest(Edition edition)
    {
        this.edition = edition;
        asked = [.. AskedBy(edition.Acts, edition.Gates)];
        Outcomes = asked.Any(c => c is Condition.OutcomeIn);
        byStage = [.. Enumerable.Range(0, edition.Stages.Length + 1).Select(AliveIn)];
        Limits = [.. edition.Limits.Where(l => Matters(l)).Select(l => l.Index)];
    }

    /// <summary>Whether something asks with which outcome a case was closed.</summary>
    public bool Outcomes { get; }
    /// <summary>Limits whose clocks do more than record a finding.</summary>
    public int[] Limits { get; }

    /// <summary>All comparisons of the edition, taken apart.</summary>
    public IEnumerable<Condition> Comparisons => asked;

    /// <summary>Whether something asks for the fact, wherever a case stands.</summary>
    public bool AsksFor(int fact) => asked.Any(c => IsAbout(c, fact)) || Selects(fact);

    /// <summary>What can still matter in a case that has come to where this one is.</summary>
    public Alive In(CaseState state) => byStage[state.IsClosed ? edition.Stages.Length : state.Stage];

    // From a stage some acts are never possible again; what only they ask for no longer makes two cases differ. The last stage stands for the closed case.
    private Alive AliveIn(int stage)
    {
        var ahead = Ahead(stage);
        var possible = edition.Acts.Where(act => IsPossible(act, ahead)).ToList();
        var gates = edition.Gates.Where(gate => possible.Exists(act => act.Gates.Contains(gate.Index))).ToList();
        var questions = AskedBy(possible, gates).ToList();
        return new Alive(
            [.. edition.Acts.Where(act => (act.AtMost != int.MaxValue && possible.Contains(act)) || possible.Exists(a => a.After.Contains(act.Index))
                || gates.Exists(g => g.MetBy == act.Index || g.WaivedBy == act.Index) || questions.Exists(c => c is Condition.Done done && done.Act == act.Index)).Select(a => a.Index)],
            [.. edition.Facts.Where(fact => questions.Exists(c => IsAbout(c, fact.Index)) || Selects(fact.Index)).Select(f => f.Index)]);
    }

    private bool[] Ahead(int stage)
    {
        var ahead = new bool[edition.Stages.Length + 1];
        ahead[stage] = true;
        for (var more = true; more;)
        {
            more = false;
            foreach (var act in edition.Acts.Where(act => IsPossible(act, ahead)))
            {
                foreach (var to in (int[])[act.To, act.Closes.IsEmpty ? -1 : edition.Stages.Length])
                {
                    if (to < 0 || ahead[to]) { continue; }
                    ahead[to] = more = true;
                }
            }

            // Silence can close a case wherever it stands.
            if (!ahead[^1]) { ahead[^1] = more = true; }
        }

        return ahead;
    }

    private bool IsPossible(Act act, bool[] ahead) => act.From.Any(from => ahead[from]) || (act.FromClosed && ahead[^1])
        || (edition.Limits.Any(l => l.OnExpiry.Act == act.Index) && ahead.AsSpan(0, ahead.Length - 1).Contains(true));

    private IEnumerable<Condition> AskedBy(IEnumerable<Act> acts, IEnumerable<Gate> gates) =>
        acts.Select(act => act.When).Concat(edition.Limits.Select(limit => limit.When)).Concat(gates.SelectMany(gate => (Condition?[])[gate.When, gate.DueWhen])).SelectMany(Parts);

    private static IEnumerable<Condition> Parts(Condition? condition) => condition switch
    {
        null => [],
        Condition.Named named => Parts(named.Is),
        Condition.All all => all.Of.SelectMany(Parts),
        Condition.Any any => any.Of.SelectMany(Parts),
        Condition.None none => none.Of.SelectMany(Parts),
        _ => [condition],
    };

    private bool Selects(int fact) => edition.Limits.Any(l => l.PerFact == fact || (l.Length is LengthRule.Choose choose && choose.Fact == fact));

    private static bool IsAbout(Condition condition, int fact) => condition switch
    {
        Condition.FactIn one => one.Fact == fact,
        Condition.FactBetween one => one.Fact == fact,
        Condition.FactPresent one => one.Fact == fact,
        Condition.ItemField one => one.Fact == fact,
        _ => false,
    };

    private bool Matters(Limit limit) => limit.StartsAtEnd.Length > 0 || limit.StopsAtEnd.Length > 0 ||
        limit.OnExpiry.EndsClock || limit.ExtendedBy is not null || (limit.Kind == LimitKind.AtLeast && limit.Holds.Length > 0)
        || (limit.OnExpiry.OpensRight >= 0 && asked.Any(c => c is Condition.Marked mark && mark.Mark == limit.OnExpiry.OpensRight))
        || asked.Any(c => c is Condition.ClockIs clock && clock.Limit == limit.Index) || edition.Gates.Any(g => g.LapsesWith == limit.Index)
        || edition.Limits.Any(l => l.BeforeDueOf == limit.Index && l.OnExpiry.EndsClock);

    /// <summary>Whether it matters how a clock of the limit ended.</summary>
    public bool AsksHowEnded(int limit) => edition.Limits[limit].OnExpiry.Bars.Length > 0
        || asked.Any(c => c is Condition.ClockIs clock && clock.Limit == limit) || edition.Gates.Any(g => g.LapsesWith == limit);
}

/// <summary>What of a case can still make its way another one.</summary>
/// <param name="Acts">Acts of which it matters whether, or how often, they were done.</param>
/// <param name="Facts">Facts that something asks for.</param>
internal sealed record Alive(int[] Acts, int[] Facts);
