using System.Collections.Immutable;
using Xiezhi.Law.Registers;

namespace Xiezhi.Law.Procedures;

/// <summary>One step that somebody takes in a case.</summary>
public sealed record Act(int Index, string Id, Title Title)
{
    /// <summary>Roles that may do it; empty with <see cref="ByLaw"/> means the system alone.</summary>
    public ImmutableArray<int> By { get; init; } = [];
    public bool ByLaw { get; init; }
    /// <summary>True when each holder of its roles does it for itself: it counts as done, and has its effects, when all present holders have done it.</summary>
    public bool Each { get; init; }
    public int Officers { get; init; } = 1;
    /// <summary>Role whose approval travels in the same entry, or -1.</summary>
    public int ApprovedBy { get; init; } = -1;
    public bool Opens { get; init; }
    public bool FromAny { get; init; }
    public bool FromClosed { get; init; }
    public ImmutableArray<int> From { get; init; } = [];
    /// <summary>Stage entered, or -1 to stay.</summary>
    public int To { get; init; } = -1;
    public ImmutableArray<int> Closes { get; init; } = [];
    public ImmutableArray<int> After { get; init; } = [];
    /// <summary>Times in the whole case, or since the last <see cref="AtMostSince"/>; int.MaxValue without a cap.</summary>
    public int AtMost { get; init; } = int.MaxValue;
    public int AtMostSince { get; init; } = -1;
    public Condition? When { get; init; }
    public ImmutableArray<int> Gates { get; init; } = [];
    /// <summary>Code fact that keeps the ground the actor must pick, or -1.</summary>
    public int Ground { get; init; } = -1;
    public ImmutableArray<int> Takes { get; init; } = [];
    public ImmutableArray<int> MayTake { get; init; } = [];
    public ImmutableArray<FactValue> Sets { get; init; } = [];
    public ImmutableArray<int> Names { get; init; } = [];
    public ImmutableArray<int> MayName { get; init; } = [];
    public ImmutableArray<int> Releases { get; init; } = [];
    public ImmutableArray<int> Documents { get; init; } = [];
    public ImmutableArray<int> MayAttach { get; init; } = [];
    /// <summary>Acts whose latest effective day becomes this act's; empty: the day it happened.</summary>
    public ImmutableArray<int> AsOf { get; init; } = [];
    public bool ToTheMinute { get; init; }
    public ImmutableArray<int> Undoes { get; init; } = [];
    public ImmutableArray<int> Remeasures { get; init; } = [];
    /// <summary>Links that this act opens.</summary>
    public ImmutableArray<int> OpensLinks { get; init; } = [];
    /// <summary>What it writes into registers.</summary>
    public ImmutableArray<Writing> Writes { get; init; } = [];
    /// <summary>Numbers that it draws: they are facts that nobody gives.</summary>
    public ImmutableArray<Allotment> Allots { get; init; } = [];
    public int Finding { get; init; } = -1;
    public bool Inside { get; init; }
    public Basis? Basis { get; init; }
    /// <summary>Articles cited besides <see cref="Basis"/>.</summary>
    public ImmutableArray<Basis> Further { get; init; } = [];
    /// <summary>Rows of the reference table of limits: procedure/stage; an order of steps has rows too, without a length.</summary>
    public string? Reference { get; init; }
    public string? Doubt { get; init; }

    /// <summary>Limits that this act starts and stops, spans that it opens and ends; compiled from the limits and spans.</summary>
    public ImmutableArray<int> Starts { get; init; } = [];
    public ImmutableArray<int> Stops { get; init; } = [];
    public ImmutableArray<int> OpensSpans { get; init; } = [];
    public ImmutableArray<int> EndsSpans { get; init; } = [];
    /// <summary>Limits that hold this act while they run.</summary>
    public ImmutableArray<int> HeldBy { get; init; } = [];
    /// <summary>Limits that this act extends, shortens.</summary>
    public ImmutableArray<int> Extends { get; init; } = [];
    public ImmutableArray<int> Shortens { get; init; } = [];

    /// <summary>Whether the fact is a number that the act draws.</summary>
    public bool Draws(int fact)
    {
        foreach (var allotted in Allots) { if (allotted.Fact == fact) { return true; } }
        return false;
    }

    public bool MayTakeFact(int fact) => Takes.Contains(fact) || MayTake.Contains(fact) || Ground == fact;
}
