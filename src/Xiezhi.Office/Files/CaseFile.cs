using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Acts;

namespace Xiezhi.Office.Files;

/// <summary>A case as one viewer may see it: what he may not see is not in it.</summary>
/// <param name="State">The case as it stands, for stage, clocks and holders; its facts are for the gate's eyes, pages show <paramref name="Facts"/>.</param>
/// <param name="Menu">What the viewer may do now, and what the law refuses and why.</param>
public sealed record CaseFile(CaseNumber Number, CaseId Id, Edition Edition, CaseState State, ImmutableArray<FileEntry> Entries, ImmutableArray<FilePerson> Persons,
    ImmutableArray<FileFact> Facts, ImmutableArray<FilePaper> Papers, ImmutableArray<ActOption> Menu)
{
    /// <summary>The cases that are linked with this one, as far as the viewer sees that there are such.</summary>
    public ImmutableArray<FileLink> Linked { get; init; } = [];

    /// <summary>That its content was erased; null while it is there.</summary>
    public ErasureLeaf? Erasure { get; init; }

    /// <summary>Whether the viewer may ask that an entry be put right, a role handed over, the case moved.</summary>
    public bool MayPutRight { get; init; }

    /// <summary>The later edition that the case may be moved to; null where there is none, or the viewer may not ask for it.</summary>
    public Edition? MovesTo { get; init; }

    /// <summary>How many entries the case has: what <see cref="ActInput.Seen"/> repeats.</summary>
    public int Seen => State.Entries;
}

/// <param name="Leaf">Index in the log.</param>
/// <param name="Entry">The entry without the facts, persons and documents that the viewer may not see.</param>
/// <param name="Edition">The edition under which it was recorded: its acts, facts and limits are of that one.</param>
/// <param name="Stands">False for what was struck out.</param>
public sealed record FileEntry(long Leaf, Entry Entry, Edition Edition, bool Stands)
{
    /// <summary>Of a correction or a move: what it made of the clocks, with old and new; empty for every other entry.</summary>
    public ImmutableArray<ClockChange> Changes { get; init; } = [];

    /// <summary>The edition that <see cref="Changes"/> speaks of: of a move, the one moved to.</summary>
    public Edition ChangedUnder { get; init; } = Edition;

    /// <summary>Of an entry that puts another right: that one as it stood until then; null for every other entry.</summary>
    public Entry? Was { get; init; }
}

/// <summary>A case that this one has opened, or that has opened this one.</summary>
/// <param name="Link">Title of the link by which this case opened it; null for the case that opened this one, or into which it was merged.</param>
public sealed record FileLink(Title? Link, CaseNumber Number, Edition Edition, CaseState State);

/// <param name="Role">The part that the person has in the case.</param>
public sealed record FilePerson(Role Role, Person Person);

/// <param name="Value">The latest value.</param>
public sealed record FileFact(Fact Fact, FactValue Value);

/// <summary>An uploaded paper.</summary>
/// <param name="Id">What addresses it: 26 letters and digits that nobody can guess.</param>
/// <param name="Document">Index of the document of the edition that it is.</param>
/// <param name="Type">The sniffed media type.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Entry">Number of the entry that brought it.</param>
public sealed record FilePaper(string Id, int Document, string Name, string Type, long Length, int Entry, Instant Received);
