using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Xiezhi.Law.Procedures;

/// <summary>What becomes of cases that are open when a new edition comes into force.</summary>
public enum OpenCases : byte { Stay = 0, Move = 1, Marked = 2 }

/// <summary>What becomes of a running clock when its case moves: it stays as it is, is measured anew from the same start, or starts again on the first day in force.</summary>
public enum ClockMove : byte { Keep = 0, Remeasure = 1, Restart = 2 }

/// <summary>How a case gets from the edition before into this one.</summary>
/// <param name="From">First day of the edition that the cases come from.</param>
/// <param name="Stages">Stage of this edition for each stage of that one, by id.</param>
/// <param name="Facts">Values for what that edition did not ask.</param>
/// <param name="Running">For every running clock that <paramref name="Clocks"/> does not name.</param>
/// <param name="Clocks">By the index of the limit in this edition.</param>
public sealed record Transition(DateOnly From, OpenCases OpenCases, FrozenDictionary<string, int> Stages, ImmutableArray<FactValue> Facts, ClockMove Running,
    FrozenDictionary<int, ClockMove> Clocks)
{
    public string? Doubt { get; init; }

    public ClockMove Of(int limit) => Clocks.TryGetValue(limit, out var own) ? own : Running;
}

/// <summary>Which item of one edition is which of another: by id, or by what it was called.</summary>
/// <param name="from">The earlier edition.</param>
/// <param name="to">The later edition.</param>
public sealed class EditionMap(Edition from, Edition to)
{
    private readonly ImmutableArray<int> acts = Of("acts", from.Acts.Select(a => a.Id), to.Acts.Select(a => a.Id), to);
    private readonly ImmutableArray<int> facts = Of("facts", from.Facts.Select(f => f.Id), to.Facts.Select(f => f.Id), to);
    private readonly ImmutableArray<int> roles = Of("roles", from.Roles.Select(r => r.Id), to.Roles.Select(r => r.Id), to);
    private readonly ImmutableArray<int> limits = Of("limits", from.Limits.Select(l => l.Id), to.Limits.Select(l => l.Id), to);
    private readonly ImmutableArray<int> spans = Of("spans", from.Spans.Select(s => s.Id), to.Spans.Select(s => s.Id), to);
    private readonly ImmutableArray<int> documents = Of("documents", from.Documents.Select(d => d.Id), to.Documents.Select(d => d.Id), to);
    private readonly ImmutableArray<int> outcomes = Of("outcomes", from.Outcomes.Select(o => o.Id), to.Outcomes.Select(o => o.Id), to);
    private readonly ImmutableArray<int> marks = Of("marks", from.Marks.Select(m => m.Id), to.Marks.Select(m => m.Id), to);

    private readonly ImmutableArray<int> links = Of("links", from.Links.Select(l => l.Id), to.Links.Select(l => l.Id), to);

    /// <summary>Index in the later edition, or -1; so for the others.</summary>
    public int Act(int index) => acts[index];
    public int Fact(int index) => facts[index];
    public int Role(int index) => roles[index];
    public int Limit(int index) => limits[index];
    public int Span(int index) => spans[index];
    public int Document(int index) => documents[index];
    public int Outcome(int index) => index < 0 ? -1 : outcomes[index];
    public int Link(int index) => links[index];
    public int Mark(int index) => marks[index];

    /// <summary>The value as the later edition writes it: a code by its id. Null when that has no such value.</summary>
    public long? Value(int fact, long value)
    {
        if (facts[fact] is not (>= 0 and var there) || from.Facts[fact].Kind != to.Facts[there].Kind) { return null; }
        if (from.Facts[fact] is not { Kind: FactKind.Code, Codes: { } codes }) { return value; }
        return codes.In(to.Facts[there].Codes!, (int)value) is >= 0 and var code ? code : null;
    }

    private static ImmutableArray<int> Of(string section, IEnumerable<string> ids, IEnumerable<string> there, Edition to)
    {
        var byFormer = there.Select((id, i) => (Former: to.Was.GetValueOrDefault($"{section}/{id}", id), i)).ToDictionary(p => p.Former, p => p.i, StringComparer.Ordinal);
        return [.. ids.Select(id => byFormer.GetValueOrDefault(id, -1))];
    }
}
