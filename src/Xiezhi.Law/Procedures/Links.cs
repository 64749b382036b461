using System.Collections.Immutable;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Procedures;

/// <summary>How the cases of this procedure open other cases and follow them.</summary>
public sealed record Link(int Index, string Id, Title Title)
{
    /// <summary>Address of the procedure of the linked cases; null when whoever acts picks one (<see cref="Follows"/>).</summary>
    public string? Opens { get; init; }
    public bool Follows => Opens is null;
    /// <summary>Role of whose holders each gets a case of its own, or -1 for one case.</summary>
    public int EachOf { get; init; } = -1;
    /// <summary>What the opened case has from ours; names of its own procedure are found when it is opened, in the edition then in force.</summary>
    public ImmutableArray<Carried> Carries { get; init; } = [];
    /// <summary>Whether the linked cases end when ours does.</summary>
    public bool Part { get; init; }
    /// <summary>Our act that the law does when the last linked case has closed, or -1.</summary>
    public int WhenAllClosed { get; init; } = -1;
    /// <summary>Limits whose clocks start and stop when the last linked case has closed.</summary>
    public ImmutableArray<int> Starts { get; init; } = [];
    public ImmutableArray<int> Stops { get; init; } = [];
}

/// <summary>A fact or role of the opened case and the one of ours from which it comes.</summary>
/// <param name="To">Id in the procedure of the opened case.</param>
/// <param name="Fact">Our fact, or -1.</param>
/// <param name="Role">Our role, or -1.</param>
public readonly record struct Carried(string To, int Fact, int Role);

/// <summary>Which earlier cases count when a case of the same matter is to be opened.</summary>
public enum Among : byte { Open, Ever, ClosedWithin }

/// <summary>When a case to be opened is about the same matter as an earlier one, and what then becomes of it.</summary>
/// <param name="Facts">Facts that are equal in cases of one matter; a case that lacks one of them is like no other.</param>
/// <param name="Roles">Roles that have the same holder.</param>
/// <param name="Within">For <see cref="Among.ClosedWithin"/>: the case is open, or closed no longer ago than this.</param>
/// <param name="Then">What follows.</param>
/// <param name="Act">For <see cref="SameMatterThen.Act"/>: the act that is done in the earlier case.</param>
public sealed record SameMatter(ImmutableArray<int> Facts, ImmutableArray<int> Roles, Among Among, Length Within, SameMatterThen Then, int Act);

public enum SameMatterThen : byte { Refuse, Merge, Act }
