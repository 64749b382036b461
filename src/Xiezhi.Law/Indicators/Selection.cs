using System.Collections.Immutable;

namespace Xiezhi.Law.Indicators;

/// <summary>The units that are counted: cases of one procedure, or acts in them, picked out by what their public leaves say.</summary>
/// <remarks>Everything is named by its id, so that one selection reads every edition of the procedure.</remarks>
/// <param name="Procedure">Address without edition: <c>services/citizen-appeal</c>.</param>
/// <param name="On">What makes a unit count, and on which day.</param>
public sealed record Selection(string Procedure, Occasion On)
{
    /// <summary>All of these must hold; what has a day of its own must have happened by the cut-off.</summary>
    public ImmutableArray<UnitCondition> When { get; init; } = [];

    /// <summary>Level of the organ that keeps the register (<c>city</c>, <c>county</c> …); null means any.</summary>
    public string? Level { get; init; }

    /// <summary>Ids of the organs whose registers count; empty means all.</summary>
    public ImmutableArray<string> Organs { get; init; } = [];

    public bool Equals(Selection? other) =>
        other is not null && Procedure == other.Procedure && On.Equals(other.On) && Level == other.Level
        && When.SequenceEqual(other.When) && Organs.SequenceEqual(other.Organs);

    public override int GetHashCode() => HashCode.Combine(Procedure, On, Level, When.Length, Organs.Length);
}

/// <summary>What makes a unit count. The effective day of it must lie in the period.</summary>
public abstract record Occasion
{
    private Occasion() { }

    /// <summary>A case counts once, on the day of the first of these acts in it; deemed acts count like others.</summary>
    /// <param name="Acts">Ids, in ascending order.</param>
    public sealed record First(ImmutableArray<string> Acts) : Occasion
    {
        public bool Equals(First? other) => other is not null && Acts.SequenceEqual(other.Acts);
        public override int GetHashCode() => HashCode.Combine(1, Acts[0]);
    }

    /// <summary>Each of these acts counts by itself, however many a case has; facts are those that stood when the act was done.</summary>
    /// <param name="Acts">Ids, in ascending order.</param>
    public sealed record Each(ImmutableArray<string> Acts) : Occasion
    {
        public bool Equals(Each? other) => other is not null && Acts.SequenceEqual(other.Acts);
        public override int GetHashCode() => HashCode.Combine(2, Acts[0]);
    }

    /// <summary>A case counts on the day that closed it; one that was reopened counts again only when it closes again, on that day.</summary>
    /// <param name="Outcomes">Ids in ascending order; empty means any outcome.</param>
    public sealed record Closed(ImmutableArray<string> Outcomes) : Occasion
    {
        public bool Equals(Closed? other) => other is not null && Outcomes.SequenceEqual(other.Outcomes);
        public override int GetHashCode() => HashCode.Combine(3, Outcomes.Length);
    }

    /// <summary>A stock: a case counts when it is open at the end of the cut-off day. A reopened case counts as open since its opening.</summary>
    public sealed record Open : Occasion;
}

/// <summary>How a clock of a case came out.</summary>
public enum ClockOutcome : byte
{
    /// <summary>Stopped by its last day, rolled or not.</summary>
    Met,

    /// <summary>Stopped after its last day, or overdue still.</summary>
    Late,

    /// <summary>Ran out with an effect of its own.</summary>
    Ended,
}

/// <summary>What a counted unit must satisfy. A comparison with a fact that nobody set is false.</summary>
public abstract record UnitCondition
{
    private UnitCondition() { }

    /// <summary>The fact has one of these values: code ids, numbers as digits, <c>true</c> or <c>false</c>.</summary>
    public sealed record FactIn(string Fact, ImmutableArray<string> Values) : UnitCondition
    {
        public bool Equals(FactIn? other) => other is not null && Fact == other.Fact && Values.SequenceEqual(other.Values);
        public override int GetHashCode() => HashCode.Combine(Fact, Values.Length);
    }

    /// <summary>Both ends count; null leaves an end open. Money is in yuan.</summary>
    public sealed record FactBetween(string Fact, decimal? AtLeast, decimal? AtMost) : UnitCondition;

    /// <summary>One of the acts was done by the cut-off.</summary>
    public sealed record Done(ImmutableArray<string> Acts) : UnitCondition
    {
        public bool Equals(Done? other) => other is not null && Acts.SequenceEqual(other.Acts);
        public override int GetHashCode() => HashCode.Combine(Acts[0]);
    }

    /// <summary>None of the acts was done by the cut-off.</summary>
    public sealed record NotDone(ImmutableArray<string> Acts) : UnitCondition
    {
        public bool Equals(NotDone? other) => other is not null && Acts.SequenceEqual(other.Acts);
        public override int GetHashCode() => HashCode.Combine(Acts[0], 1);
    }

    /// <summary>The case was closed by the cut-off, with one of the outcomes; empty means any.</summary>
    public sealed record ClosedBy(ImmutableArray<string> Outcomes) : UnitCondition
    {
        public bool Equals(ClosedBy? other) => other is not null && Outcomes.SequenceEqual(other.Outcomes);
        public override int GetHashCode() => Outcomes.Length;
    }

    /// <summary>The last verdict on the limit.</summary>
    public sealed record ClockIs(string Limit, ClockOutcome Outcome) : UnitCondition;

    /// <summary>The case has, or has not, a finding of this kind.</summary>
    public sealed record Found(string Finding, bool Present) : UnitCondition;

    /// <summary>The case was opened within the period itself.</summary>
    public sealed record OpenedInPeriod : UnitCondition;
}
