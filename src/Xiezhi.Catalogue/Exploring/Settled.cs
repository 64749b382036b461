using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>What of a case will not change any more: acts that can never come, facts that nobody can set anew, and what therefore always or never holds.</summary>
internal sealed class Settled
{
    private readonly Edition edition;
    private readonly CaseState state;
    private readonly bool[] fixedFacts;
    private readonly bool[] undone;

    /// <param name="whole">False to look at the stage alone, as if nothing had been done or said.</param>
    public Settled(CaseState state, bool whole)
    {
        (this.state, edition) = (state, state.Edition);
        Possible = new bool[edition.Acts.Length];
        fixedFacts = new bool[edition.Facts.Length];
        undone = new bool[edition.Acts.Length];
        Array.Fill(Possible, true);
        Array.Fill(undone, true);
        for (var less = true; less;)
        {
            var ahead = Ahead();
            less = false;
            foreach (var act in edition.Acts)
            {
                if (!Possible[act.Index] || (IsOn(act, ahead) && !(whole && !IsDeemed(act) && Never(act)))) { continue; }
                Possible[act.Index] = false;
                less = true;
            }

            if (!whole) { continue; }
            foreach (var fact in edition.Facts) { fixedFacts[fact.Index] = !edition.Acts.Any(a => Possible[a.Index] && Changes(a, fact.Index)); }
            foreach (var act in edition.Acts) { undone[act.Index] = edition.Acts.Any(a => Possible[a.Index] && a.Undoes.Contains(act.Index)); }
        }
    }

    /// <summary>Acts that may still come.</summary>
    public bool[] Possible { get; }

    /// <summary>Whether the act counts as done for good, or never will; null while that can change.</summary>
    public bool? Done(int act) => state.Done(act) ? (undone[act] || edition.Acts[act].Each ? null : true) : Possible[act] || edition.Acts[act].Each ? null : false;

    /// <summary>Whether the gate lets pass for good, or never will; null while that can change.</summary>
    public bool? Gate(Gate gate)
    {
        var due = gate.DueWhen is { } when ? Holds(when) : true;
        if (due == false) { return true; }
        if (gate.WaivedBy >= 0 && Done(gate.WaivedBy) == true) { return true; }
        var met = And(Done(gate.MetBy), gate.When is { } asked ? Holds(asked) : true);
        if (met == true) { return true; }
        return met == false && due == true && gate.LapsesWith < 0 && (gate.WaivedBy < 0 || Done(gate.WaivedBy) == false) ? false : null;
    }

    /// <summary>Whether the condition holds for good, or never will; null while that can change.</summary>
    public bool? Holds(Condition condition) => condition switch
    {
        Condition.Named named => Holds(named.Is),
        Condition.All all => all.Of.Aggregate((bool?)true, (whole, part) => And(whole, Holds(part))),
        Condition.Any any => Any(any.Of),
        Condition.None none => !Any(none.Of),
        Condition.FactIn one => Known(one.Fact) ? state.HasFact(one.Fact) && one.Values.Contains(state.Fact(one.Fact)) : null,
        Condition.FactBetween one => Known(one.Fact) ? state.HasFact(one.Fact) && state.Fact(one.Fact) >= one.AtLeast && state.Fact(one.Fact) <= one.AtMost : null,
        Condition.FactPresent one => Known(one.Fact) ? state.HasFact(one.Fact) == one.Present : null,
        Condition.Done done => Done(done.Act),
        Condition.Marked mark => state.Marked(mark.Mark) ? true : null,
        Condition.GateIs gate => Gate(edition.Gates[gate.Gate]) is { } met ? met == gate.Met : null,
        _ => null,
    };

    private bool Known(int fact) => fixedFacts[fact];

    private bool? Any(IEnumerable<Condition> parts) => !parts.Aggregate((bool?)true, (whole, part) => And(whole, !Holds(part)));

    private static bool? And(bool? one, bool? other) => one == false || other == false ? false : one is null || other is null ? null : true;

    private bool Never(Act act) =>
        (act.AtMost != int.MaxValue && !act.Each && (act.AtMostSince < 0 ? state.Act(act.Index).Times >= act.AtMost : state.Act(act.Index).TimesSince >= act.AtMost && !Possible[act.AtMostSince]))
        || act.After.Any(a => Done(a) == false) || (act.When is { } when && Holds(when) == false)
        || act.Gates.Any(g => edition.Gates[g] is { Missing: Missing.Refuse } gate && Gate(gate) == false);

    private static bool Changes(Act act, int fact) => act.MayTakeFact(fact) || act.Draws(fact) || act.Sets.Any(s => s.Fact == fact);

    private bool IsOn(Act act, bool[] ahead) => act.From.Any(from => ahead[from]) || (act.FromAny && ahead.AsSpan(0, ahead.Length - 1).Contains(true)) || (act.FromClosed && ahead[^1])
        || (IsDeemed(act) && ahead.AsSpan(0, ahead.Length - 1).Contains(true));

    private bool IsDeemed(Act act) => edition.Limits.Any(l => l.OnExpiry.Act == act.Index);

    // Stages that can still be come to; the last one stands for the closed case. Silence can close a case wherever it stands.
    private bool[] Ahead()
    {
        var ahead = new bool[edition.Stages.Length + 1];
        ahead[state.IsClosed ? edition.Stages.Length : state.Stage] = true;
        for (var more = true; more;)
        {
            more = false;
            foreach (var act in edition.Acts)
            {
                if (!Possible[act.Index] || !IsOn(act, ahead)) { continue; }
                if (act.To >= 0 && !ahead[act.To]) { ahead[act.To] = more = true; }
            }

            if (!ahead[^1]) { ahead[^1] = more = true; }
        }

        return ahead;
    }
}
