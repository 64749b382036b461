using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Law.Cases;

/// <summary>What a decision may know of other cases: whoever asks for the decision has looked it up. The law asks nobody else.</summary>
/// <remarks>A number is whatever the caller tells cases apart by, other than 0; the law only hands it on. While one decision is made the answers do not change.</remarks>
public interface IOtherCases
{
    /// <summary>The edition in force on the day, or null.</summary>
    Edition? InForce(string procedure, DateOnly day);

    /// <summary>The case as it stands; null when there is none or it takes no more acts.</summary>
    CaseState? Find(long number);

    /// <summary>The case's entries so far, with their persons and texts; empty for a case that this decision opens.</summary>
    ImmutableArray<Entry> History(long number);

    /// <summary>The number that a case will have which this decision opens: called once for each, in the order in which they are opened.</summary>
    long NumberFor(CaseState opened, DateOnly day);

    /// <summary>The cases of the procedure, open and closed, whose <see cref="CaseState.Matter"/> is this, in the order in which they were opened.</summary>
    ImmutableArray<long> OfMatter(Edition edition, ImmutableArray<long> matter);

    /// <summary>The registers that the acts of all cases write.</summary>
    IRegisters Registers { get; }
}

/// <summary>Where no other case is known: what would open one is refused.</summary>
public sealed class NoOtherCases : IOtherCases
{
    public static NoOtherCases Known { get; } = new();

    public Edition? InForce(string procedure, DateOnly day) => null;
    public CaseState? Find(long number) => null;
    public ImmutableArray<Entry> History(long number) => [];
    public long NumberFor(CaseState opened, DateOnly day) => throw new InvalidOperationException("no case can be opened where no other case is known");
    public ImmutableArray<long> OfMatter(Edition edition, ImmutableArray<long> matter) => [];
    public IRegisters Registers => NoRegisters.Known;
}
