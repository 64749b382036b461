using System.Collections.Immutable;

namespace Xiezhi.Law.Procedures;

public enum ClockState : byte { Running, Met, Late, Ended, Void }

/// <summary>What must hold. A comparison with a fact not set is false.</summary>
public abstract record Condition
{
    private Condition() { }

    public sealed record All(ImmutableArray<Condition> Of) : Condition;
    public sealed record Any(ImmutableArray<Condition> Of) : Condition;
    public sealed record None(ImmutableArray<Condition> Of) : Condition;
    public sealed record FactIn(int Fact, ImmutableArray<long> Values) : Condition;
    /// <summary>Both ends count; long.MinValue and long.MaxValue leave an end open.</summary>
    public sealed record FactBetween(int Fact, long AtLeast, long AtMost) : Condition;
    public sealed record FactPresent(int Fact, bool Present) : Condition;
    /// <summary>A field of the register item that the fact names, compared as a number or code index of the field's own order.</summary>
    public sealed record ItemField(int Fact, string Field, ImmutableArray<string> Values) : Condition;
    public sealed record Done(int Act) : Condition;
    public sealed record Marked(int Mark) : Condition;
    public sealed record OutcomeIn(ImmutableArray<int> Outcomes) : Condition;
    public sealed record StageIn(ImmutableArray<int> Stages) : Condition;
    public sealed record ClockIs(int Limit, ClockState State) : Condition;
    /// <summary>Whether one of the linked cases is open, or none is.</summary>
    public sealed record Linked(int Link, bool Open) : Condition;
    /// <summary>Whether the organ that keeps the case's register is one of the regions.</summary>
    public sealed record InRegion(ImmutableArray<Region> Regions) : Condition;
    public sealed record GateIs(int Gate, bool Met) : Condition;
    /// <summary>A guard of the procedure, kept by name so that a refusal can name it.</summary>
    public sealed record Named(string Id, Condition Is) : Condition;
}

public enum Missing : byte { Refuse, Mark }

/// <summary>A requirement judged when an act passes it.</summary>
public sealed record Gate(int Index, string Id, Title Title, int MetBy, Missing Missing)
{
    public Condition? When { get; init; }
    public Condition? DueWhen { get; init; }
    /// <summary>Act that leaves it out lawfully, or -1.</summary>
    public int WaivedBy { get; init; } = -1;
    /// <summary>Party's limit after whose unused end the gate is no longer due, or -1.</summary>
    public int LapsesWith { get; init; } = -1;
    public Basis? Basis { get; init; }
    /// <summary>Articles cited besides <see cref="Basis"/>.</summary>
    public ImmutableArray<Basis> Further { get; init; } = [];
    /// <summary>Rows of the reference table of limits: procedure/stage; an order of steps has rows too, without a length.</summary>
    public string? Reference { get; init; }
}
