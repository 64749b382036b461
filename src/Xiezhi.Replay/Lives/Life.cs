using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Replay.Days;
using Xiezhi.Replay.People;

namespace Xiezhi.Replay.Lives;

/// <summary>What a step is: an act, the service of a document, or a limit that runs out without anybody acting.</summary>
internal enum Happening : byte { Act, Serve, Lapse }

/// <summary>A fact that a step gives: a value, or a text.</summary>
internal readonly record struct Given(int Fact, Value? Value, Phrases? Text);

/// <summary>One thing that happens in a life.</summary>
internal sealed record Step(Happening Kind, int Subject)
{
    /// <summary>The step from which the wait is counted; −1 for the opening.</summary>
    public int Since { get; init; } = -1;

    public WaitRule? After { get; init; }

    public required Hours Hours { get; init; }

    /// <summary>The role that acts.</summary>
    public int By { get; init; } = -1;

    /// <summary>The role that approves, or −1.</summary>
    public int ApprovedBy { get; init; } = -1;

    public ImmutableArray<Given> With { get; init; } = [];

    /// <summary>Roles that the act names.</summary>
    public ImmutableArray<int> Names { get; init; } = [];

    public ImmutableArray<int> Documents { get; init; } = [];

    public int Officers { get; init; } = 1;

    public Value? Outcome { get; init; }

    /// <summary>The role on which a document is served, or −1 for its only receiver.</summary>
    public int On { get; init; } = -1;

    /// <summary>For each role how often it was named before this step's naming; the n of <see cref="Seat.Organ"/>.</summary>
    public ImmutableArray<byte> Namings { get; init; } = [];
}

/// <summary>Where a group of equal lives lies beside the turns of the year.</summary>
internal enum Crossing : byte { Into, Within, OutOf }

/// <summary>So many cases of a life that lie alike: over the turn into the year, within it, or over the turn out of it.</summary>
/// <param name="Before">The last step that comes before the turn.</param>
/// <param name="After">The first step that comes after it, or −1 when the life does not end.</param>
internal sealed record Cohort(Crossing Crossing, int Cases, int Before, int After);

/// <summary>A script that many cases follow, with the exact number of them.</summary>
internal sealed record Life(string Id)
{
    public ImmutableArray<Step> Steps { get; init; } = [];

    /// <summary>The step that closes the case for good, or −1 when it stays open.</summary>
    public int Closing { get; init; } = -1;

    public ImmutableArray<Cohort> Cohorts { get; init; } = [];

    /// <summary>Who has each role, by role.</summary>
    public ImmutableArray<Part> Parts { get; init; } = [];

    /// <summary>The party roles that some step names, acts in or asks for approval.</summary>
    public ImmutableArray<int> Parties { get; init; } = [];

    /// <summary>The rows of the deck that such a case can have; null when it can have any.</summary>
    public bool[]? Rows { get; init; }

    public override string ToString() => Id;
}

/// <summary>Who has a role: an organ by its seat, or a person.</summary>
/// <param name="Kind">Party, organ or officer; an officer belongs to the organ of <paramref name="Of"/>.</param>
/// <param name="People">For a party, who they are; null otherwise.</param>
internal sealed record Part(Role Role, RoleKind Kind, int Of, Seat? Seat, Crowd? People);

/// <summary>A year of one procedure.</summary>
internal sealed record Load(string Procedure, Edition Edition)
{
    public required Arrivals Arrivals { get; init; }

    /// <summary>Weight of each row of the deck; one row of weight 1 when nothing is dealt.</summary>
    public double[] Deck { get; init; } = [1];

    public ImmutableArray<Life> Lives { get; init; } = [];

    /// <summary>How many cases open in the year.</summary>
    public int Opened => Lives.Sum(l => l.Cohorts.Where(c => c.Crossing != Crossing.Into).Sum(c => c.Cases));
}
