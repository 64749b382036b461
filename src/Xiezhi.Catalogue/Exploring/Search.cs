using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>A search for the answer to one question about one edition, breadth first, so that a fault is told by the shortest course to it.</summary>
internal sealed class Search
{
    private readonly Edition edition;
    private readonly WorkingCalendar calendar;
    private readonly Question question;
    private readonly Moves moves;
    private readonly StateKey key;
    private readonly List<Node> nodes = [];
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly HashSet<(Rule, string)> told;
    private readonly List<ExplorationFault> faults;
    private readonly bool[] done;

    /// <param name="told">What was found wrong so far, by this search and others.</param>
    /// <param name="done">Acts that were accepted somewhere, by this search or another.</param>
    public Search(Edition edition, WorkingCalendar calendar, Question question, Moves moves, List<ExplorationFault> told, bool[] done)
    {
        (this.edition, this.calendar, this.question, this.moves, this.done) = (edition, calendar, question, moves, done);
        key = new StateKey(edition, question);
        faults = told;
        this.told = [.. told.Select(fault => (fault.Rule, fault.Subject))];
    }

    /// <summary>How many different states were found.</summary>
    public int States => nodes.Count - 1;
    /// <summary>How many moves were tried in them.</summary>
    public int Tried { get; private set; }

    /// <summary>Searches until all is known, the act that is looked for was done, or there are too many states.</summary>
    /// <returns>Whether all is known.</returns>
    public bool Run(int most)
    {
        nodes.Add(new Node(null, edition.From, -1, Move.Wait));
        var next = 0;
        for (; next < nodes.Count && nodes.Count < most && !Found; next++) { Expand(next); }
        FindDeadEnds(next);
        return next == nodes.Count || Found;
    }

    private bool Found => question.Act >= 0 && done[question.Act];

    private void Expand(int at)
    {
        var node = nodes[at];
        var relevant = node.State is { } stands ? key.In(stands, node.Day) : null;
        foreach (var move in moves.All)
        {
            if (relevant is not null && !(move.Kind == EntryKind.Serve ? relevant.Documents : relevant.Acts)[move.Subject]) { continue; }
            if (Carried(node, move) is { } after) { Reach(at, move, after, node.Day); }
        }

        if (node.State is { } state && key.NextEnd(state, node.Day) is { } end)
        {
            Tried++;
            Reach(at, Move.Wait, Decide.Sweep(state, Moment.On(end.AddDays(1)), calendar, moves.City).Case, end.AddDays(1));
        }
    }

    // The case after a move, or null when the law refuses it.
    private CaseState? Carried(Node node, Move move)
    {
        var state = node.State;
        var happened = false;
        foreach (var request in moves.Requests(move, state, node.Day))
        {
            Tried++;
            if (Decide.On(edition, state, request, calendar, moves.City) is not Decision.Accepted accepted) { break; }
            (state, happened) = (accepted.Case, true);
        }

        if (happened && move.Kind == EntryKind.Act) { done[move.Subject] = true; }
        return happened ? state : null;
    }

    private void Reach(int from, Move move, CaseState state, DateOnly day)
    {
        var name = key.Of(state, day);
        if (known.TryGetValue(name, out var there)) { nodes[there].Before.Add(from); }
        else
        {
            there = nodes.Count;
            known.Add(name, there);
            nodes.Add(new Node(state, day, from, move));
            nodes[there].Before.Add(from);
        }

        if (Caps.Broken(state, calendar, moves.City) is var (clock, latest))
        {
            var limit = edition.Limits[clock.Limit];
            Tell(Rule.PastCap, limit.Id, $"'{limit.Id}' can come to end on {clock.Strict:yyyy-MM-dd}, past the most that the law allows ({latest:yyyy-MM-dd})", new Node(state, day, from, move),
                $"strict: {{ {limit.Id}: {clock.Strict:yyyy-MM-dd} }}");
        }

        if (state.IsClosed && RunsOn(nodes[from].State, state) is { } forever)
        {
            Tell(Rule.RunsForEver, forever.Id, $"a clock of '{forever.Id}' still runs when the case is closed, and nothing can stop it then; let its 'until' be possible from closed, or end it by its expiry",
                new Node(state, day, from, move), $"clocks: {{ {forever.Id}: running }}");
        }
    }

    /// <summary>The limit of a clock that the closing ought to have ended, or that nothing ends in a closed case.</summary>
    private Limit? RunsOn(CaseState? before, CaseState after)
    {
        foreach (ref readonly var clock in after.Clocks)
        {
            if (!clock.Runs) { continue; }
            var limit = edition.Limits[clock.Limit];
            if (limit is { IsCycle: true, RunsAfterClosing: true }) { continue; }
            var endsItself = limit.OnExpiry.EndsClock || limit.Kind == LimitKind.AtLeast;
            var stopped = edition.Acts.Any(a => a.FromClosed && (a.To >= 0 || a.Stops.Contains(limit.Index))) || edition.Documents.Any(d => d.Stops.Contains(limit.Index)) || edition.Limits.Any(l => l.StopsAtEnd.Contains(limit.Index));
            if (!endsItself && !stopped) { return limit; }
            if (limit.RunsAfterClosing || before is not { IsOpen: true }) { continue; }
            foreach (ref readonly var earlier in before.Clocks)
            {
                if (earlier.Runs && earlier.Limit == clock.Limit && earlier.Of == clock.Of && earlier.Start == clock.Start) { return limit; }
            }
        }

        return null;
    }

    // Whatever lies beyond what was looked at, or waits for a day that nobody knows, is taken to end.
    private void FindDeadEnds(int lookedAt)
    {
        var ends = new bool[nodes.Count];
        var ahead = new Stack<int>();
        for (var i = 1; i < nodes.Count; i++)
        {
            if (i >= lookedAt || nodes[i].State!.IsClosed || key.WaitsForUnknown(nodes[i].State!)) { ends[i] = true; ahead.Push(i); }
        }

        while (ahead.TryPop(out var at))
        {
            foreach (var before in nodes[at].Before) { if (!ends[before]) { ends[before] = true; ahead.Push(before); } }
        }

        for (var i = 1; i < nodes.Count; i++)
        {
            if (ends[i]) { continue; }
            var stage = edition.Stages[nodes[i].State!.Stage];
            Tell(Rule.DeadEnd, stage.Id, $"a case can come into the stage '{stage.Id}' in such a way that it never ends", nodes[i], $"stage: {stage.Id}");
        }
    }

    private void Tell(Rule rule, string subject, string message, Node last, string then)
    {
        if (!told.Add((rule, subject))) { return; }
        var course = new List<(Node Before, Node After)>();
        for (var node = last; node.From >= 0; node = nodes[node.From]) { course.Insert(0, (nodes[node.From], node)); }
        faults.Add(new ExplorationFault(rule, subject, message, Counterexample.Story(edition, moves, message, course, then)));
    }
}

/// <summary>A state that was found, with the move that led to it first.</summary>
/// <param name="State">Null before the case is opened.</param>
/// <param name="Day">The day that it has become.</param>
internal sealed record Node(CaseState? State, DateOnly Day, int From, Move Move)
{
    /// <summary>States from which one move leads here.</summary>
    public List<int> Before { get; } = [];
}
