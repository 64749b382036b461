using System.Collections.Frozen;
using System.Collections.Immutable;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Procedures;

/// <summary>A procedure as in force from a day, compiled: everything is found by its index, in the order of the file.</summary>
public sealed record Edition(string Procedure, DateOnly From, DateOnly? To, Title Title)
{
    /// <summary><c>disputes/administrative-reconsideration@2024-01-01</c>.</summary>
    public string Id { get; } = $"{Procedure}@{From:yyyy-MM-dd}";
    /// <summary>The first folder of the procedure's path, a chapter of the yearly report.</summary>
    public string Chapter => Procedure[..Procedure.IndexOf('/')];

    public required Numbering Number { get; init; }
    public Coarseness Leaf { get; init; }
    /// <summary>The hours in which its clocks by the minute run, where a city has some for this procedure; null where those of the organ or the city hold.</summary>
    public OfficeHours? Hours { get; init; }
    /// <summary>Act whose effective day chooses the edition; -1: the opening act.</summary>
    public int Moment { get; init; } = -1;
    public ImmutableArray<CitedLaw> Laws { get; init; } = [];
    public ImmutableArray<Role> Roles { get; init; } = [];
    public ImmutableArray<Fact> Facts { get; init; } = [];
    public ImmutableArray<Stage> Stages { get; init; } = [];
    public ImmutableArray<Outcome> Outcomes { get; init; } = [];
    public ImmutableArray<Document> Documents { get; init; } = [];
    public ImmutableArray<Gate> Gates { get; init; } = [];
    public ImmutableArray<Span> Spans { get; init; } = [];
    public ImmutableArray<Act> Acts { get; init; } = [];
    public ImmutableArray<Limit> Limits { get; init; } = [];
    public ImmutableArray<Mark> Marks { get; init; } = [];
    public ImmutableArray<FindingKind> Findings { get; init; } = [];
    public ImmutableArray<Link> Links { get; init; } = [];
    /// <summary>When two cases are one matter; null when each case is its own.</summary>
    public SameMatter? SameMatter { get; init; }
    public string? Doubt { get; init; }
    /// <summary>What becomes of cases that are open under the edition before; null: they stay there.</summary>
    public Transition? Transition { get; init; }
    /// <summary>What is called otherwise than before: section/id → the former id.</summary>
    public FrozenDictionary<string, string> Was { get; init; } = FrozenDictionary<string, string>.Empty;
    /// <summary>What people call the matter, for those who look for it; empty where the title is all.</summary>
    public ImmutableArray<string> Plain { get; init; } = [];
    /// <summary>SHA-256 of the edition's file and of the overlays applied to it.</summary>
    public ImmutableArray<byte> Digest { get; init; } = [];

    /// <summary>What a fold asks of the edition at every entry, found once.</summary>
    internal EditionTraits Traits => traits is { } known && known.Of(this) ? known : traits = new EditionTraits(this);

    private EditionTraits? traits;

    public Act? FindAct(string id) => Acts.FirstOrDefault(a => a.Id == id);
    public Limit? FindLimit(string id) => Limits.FirstOrDefault(l => l.Id == id);
    public Fact? FindFact(string id) => Facts.FirstOrDefault(f => f.Id == id);
    public Role? FindRole(string id) => Roles.FirstOrDefault(r => r.Id == id);
    public Document? FindDocument(string id) => Documents.FirstOrDefault(d => d.Id == id);
    public Link? FindLink(string id) => Links.FirstOrDefault(l => l.Id == id);
    public Outcome? FindOutcome(string id) => Outcomes.FirstOrDefault(o => o.Id == id);

    /// <summary>Whether the day lies within the edition's time in force; both ends count.</summary>
    public bool Covers(DateOnly day) => day >= From && (To is not { } to || day <= to);

    public bool Equals(Edition? other) => ReferenceEquals(this, other);
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);
}

/// <summary>Which of an edition's rules reach beyond the act that touches them.</summary>
internal sealed class EditionTraits(Edition edition)
{
    private readonly ImmutableArray<Limit> limits = edition.Limits;
    private readonly ImmutableArray<Act> acts = edition.Acts;
    private readonly ImmutableArray<ImmutableArray<int>> makers =
        [.. edition.Documents.Select(d => edition.Acts.Where(a => a.Documents.Contains(d.Index) || a.MayAttach.Contains(d.Index)).Select(a => a.Index).ToImmutableArray())];

    /// <summary>Limits that the closing of the case stops.</summary>
    public ImmutableArray<int> StoppedByClosing { get; } = [.. edition.Limits.Where(l => l.StopsOnClosing).Select(l => l.Index)];

    /// <summary>Limits that count back from another limit's due day.</summary>
    public ImmutableArray<int> CountedBack { get; } = [.. edition.Limits.Where(l => l.BeforeDueOf >= 0).Select(l => l.Index)];

    /// <summary>Acts whose times are counted since another act.</summary>
    public ImmutableArray<int> CountedSince { get; } = [.. edition.Acts.Where(a => a.AtMostSince >= 0).Select(a => a.Index)];

    /// <summary>Acts that each holder does for itself.</summary>
    public ImmutableArray<int> Each { get; } = [.. edition.Acts.Where(a => a.Each).Select(a => a.Index)];

    /// <summary>Whether one of several clocks of a limit bars an act.</summary>
    public bool BarsOneOfSeveral { get; } = edition.Limits.Any(l => l.IsPer && l.OnExpiry.Bars.Length > 0);

    /// <summary>Whether some limit's effect waits for the last of several clocks.</summary>
    public bool WaitsForLast { get; } = edition.Limits.Any(l => l.WaitsForLast);

    /// <summary>Whether some role has several holders.</summary>
    public bool HasMany { get; } = edition.Roles.Any(r => r.Many);

    /// <summary>The acts that make the document; empty when none does.</summary>
    public ImmutableArray<int> MakersOf(int document) => makers[document];

    /// <summary>Minimum limits: they end by themselves.</summary>
    public bool HasMinimums { get; } = edition.Limits.Any(l => l.EndsSilently);

    private readonly ulong byTheMinute = edition.Limits.Where(l => l.Length.MayBeByTheMinute).Aggregate(0UL, (bits, l) => bits | (1UL << l.Index));

    /// <summary>Whether the service of the document starts or stops a clock by the minute.</summary>
    public bool ServedToTheMinute(Document document)
    {
        if (byTheMinute == 0) { return false; }
        foreach (var limit in document.Starts) { if ((byTheMinute >> limit & 1) != 0) { return true; } }
        foreach (var limit in document.Stops) { if ((byTheMinute >> limit & 1) != 0) { return true; } }
        return false;
    }

    /// <summary>Whether these are the traits of the edition as it now is: a copy with other rules finds its own.</summary>
    public bool Of(Edition now) => now.Limits == limits && now.Acts == acts;
}
