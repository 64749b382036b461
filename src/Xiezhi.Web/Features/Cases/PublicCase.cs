using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Leaves;
using LeafKind = Xiezhi.Ledger.Leaves.EntryKind;

namespace Xiezhi.Web.Features.Cases;

/// <summary>What the public leaves of one case say; there is nothing else in it.</summary>
/// <param name="Register">The organ that keeps the register.</param>
/// <param name="Entries">In their order, dense from number one.</param>
public sealed record PublicCase(CaseNumber Number, Edition Edition, Organ Register, ImmutableArray<PublicEntry> Entries)
{
    /// <summary>That its content was erased; null while it is there.</summary>
    public ErasureLeaf? Erasure { get; init; }

    /// <summary>Numbers of the entries that later ones have struck out.</summary>
    public IReadOnlySet<int> StruckOut => Entries.Where(e => e.Kind == LeafKind.Annul).Select(e => e.Subject).ToHashSet();
}

/// <summary>One public leaf of a case, its codes turned into places of the edition.</summary>
/// <param name="Leaf">Index in the log.</param>
/// <param name="Number">Of the entry in its case, 1-based.</param>
public sealed record PublicEntry(long Leaf, int Number, LeafKind Kind, int Subject, DateOnly Effective, DateOnly Recorded)
{
    /// <summary>The edition under which it was recorded: its codes are of that one.</summary>
    public required Edition Edition { get; init; }

    public bool Deemed { get; init; }

    public bool Reopens { get; init; }

    /// <summary>Number in the city of the acting organ where it is not the one that keeps the register; else 0.</summary>
    public int Acting { get; init; }

    /// <summary>Index of the outcome, or -1.</summary>
    public int Outcome { get; init; } = -1;

    public ImmutableArray<ClockVerdict> Verdicts { get; init; } = [];

    /// <summary>Kinds of finding, as indices of the edition.</summary>
    public ImmutableArray<int> Findings { get; init; } = [];

    /// <summary>Public facts by their index in the edition; the value of a coarse code is the index of its parent.</summary>
    public ImmutableArray<FactValue> Facts { get; init; } = [];

    /// <summary>Reads a leaf as published.</summary>
    public static PublicEntry Of(long index, ActLeaf leaf, LoggedEdition edition)
    {
        var verdicts = ImmutableArray.CreateBuilder<ClockVerdict>();
        foreach (var verdict in leaf.Verdicts) { verdicts.Add(verdict); }
        var findings = ImmutableArray.CreateBuilder<int>();
        foreach (var finding in leaf.Findings) { findings.Add(finding.Kind); }
        var facts = ImmutableArray.CreateBuilder<FactValue>();
        foreach (var mark in leaf.Facts)
        {
            var fact = edition.Edition.Facts[edition.PublicFacts.IndexOf(mark.Fact)];
            facts.Add(new FactValue(fact.Index, fact.Kind == FactKind.Day ? mark.Value + Ledger.Leaves.Leaf.DayZero.DayNumber : mark.Value));
        }

        return new PublicEntry(index, leaf.Number, leaf.Kind, leaf.Subject, leaf.EffectiveDay, leaf.RecordedDay)
        {
            Edition = edition.Edition,
            Deemed = leaf.Deemed,
            Reopens = leaf.Reopens,
            Acting = leaf.ActingOrgan + 1 ?? 0,
            Outcome = leaf.Outcome ?? -1,
            Verdicts = verdicts.ToImmutable(),
            Findings = findings.ToImmutable(),
            Facts = facts.ToImmutable(),
        };
    }

    /// <summary>The entry as far as the leaf knows it, for folding the case anew; null for kinds that change no clock.</summary>
    /// <param name="happened">The day on which a deemed act fell due; every other entry happened when it took effect, as far as the public knows.</param>
    internal Entry? AsEntry(DateOnly happened) => Kind > LeafKind.Expiry && !(Kind == LeafKind.Linked && Outcome >= 0) ? null : new Entry
    {
        Number = Number,
        Kind = (Law.Cases.EntryKind)Kind,
        Subject = Subject,
        Effective = Effective,
        Happened = Moment.On(happened),
        Recorded = Recorded,
        Deemed = Deemed,
        Outcome = Outcome,
        Facts = Facts,
    };
}
