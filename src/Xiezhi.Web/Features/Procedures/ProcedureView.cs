using System.Collections.Immutable;
using Xiezhi.Catalogue.Comparing;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Features.Procedures;

/// <summary>One edition of a procedure as a page shows it.</summary>
public sealed record ProcedureView(Edition Edition, LawBook Book, DateOnly Today)
{
    public bool InForce => Edition.Covers(Today);

    /// <summary>The other editions of the procedure, oldest first.</summary>
    public ImmutableArray<Edition> Others => [.. Book.EditionsOf(Edition.Procedure).Where(other => other != Edition)];

    /// <summary>What this edition says otherwise than the one before it; null of the first.</summary>
    public Comparison? Changes => Book.EditionsOf(Edition.Procedure).LastOrDefault(other => other.From < Edition.From) is { } before ? Comparison.Of(before, Edition) : null;

    /// <summary>The acts by who may do them, in the order of the file.</summary>
    public ImmutableArray<ActorView> Actors =>
    [
        .. Edition.Acts.GroupBy(act => (Roles: string.Join(' ', act.By), act.ByLaw))
            .Select(group => new ActorView([.. group.First().By.Select(role => Edition.Roles[role])], [.. group])),
    ];

    public ImmutableArray<LimitView> Limits => [.. Edition.Limits.Select(limit => LimitView.Of(Edition, limit))];

    /// <summary>What the public leaves of a case may say besides acts and days.</summary>
    public ImmutableArray<Fact> PublicFacts => [.. Edition.Facts.Where(fact => fact.Publicity != Publicity.Private)];
}

/// <param name="Roles">Whoever of these acts; empty means the law alone.</param>
public sealed record ActorView(ImmutableArray<Role> Roles, ImmutableArray<Act> Acts);

/// <summary>A limit with what starts and stops it.</summary>
public sealed record LimitView(
    Limit Limit, ImmutableArray<Act> StartedBy, ImmutableArray<Document> StartedByService, ImmutableArray<Act> StoppedBy, ImmutableArray<Document> StoppedByService)
{
    public static LimitView Of(Edition edition, Limit limit) => new(limit,
        [.. edition.Acts.Where(act => act.Starts.Contains(limit.Index))], [.. edition.Documents.Where(document => document.Starts.Contains(limit.Index))],
        [.. edition.Acts.Where(act => act.Stops.Contains(limit.Index))], [.. edition.Documents.Where(document => document.Stops.Contains(limit.Index))]);
}
