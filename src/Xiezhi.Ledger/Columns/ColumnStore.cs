using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>A compact read model, one row a case, that follows the log leaf by leaf and knows nothing but its leaves. Figures are counted from it.</summary>
/// <remarks>
/// One writer and many readers: <see cref="Add(long, ReadOnlySpan{byte})"/> within <see cref="Writing"/>, once for a group of leaves;
/// what reads takes the other side itself.
/// </remarks>
public sealed partial class ColumnStore : IDisposable
{
    /// <summary>Of entries out of line so many are named; a log with more is broken throughout.</summary>
    private const int MostEntriesNamed = 1000;

    private readonly ReaderWriterLockSlim gate = new(LockRecursionPolicy.SupportsRecursion);
    private readonly List<ProcedureColumns> procedures = [];
    private readonly List<EditionCodes> editions = [];
    private readonly List<OrganLeaf> organs = [];
    // Leaves that are no acts, as they came: saved columns give them back first, and so learn all their words again.
    private readonly List<(long Index, byte[] Leaf)> declarations = [];
    private readonly List<Gap.EntryOutOfLine> outOfLine = [];
    private readonly Dictionary<(int Procedure, int Organ, int Year, int Ordinal), ErasureLeaf> erasures = [];

    public ColumnStore(ColumnPlan plan) => Plan = plan;

    public ColumnPlan Plan { get; }

    /// <summary>Leaves of the log that the columns reflect.</summary>
    public long Size { get; private set; }

    /// <summary>The first leaf of the log; null before it was added.</summary>
    public GenesisLeaf? Genesis { get; private set; }

    /// <summary>Organs by their number in the log, each as declared last.</summary>
    public IReadOnlyList<OrganLeaf> Organs => organs;

    /// <summary>The erasure of a case; null while its content was not erased.</summary>
    /// <param name="organ">Number in the log of the organ that keeps the register.</param>
    public ErasureLeaf? ErasureOf(string procedure, int organ, int year, int ordinal)
    {
        using var held = Reading();
        return Find(procedure) is { } found ? erasures.GetValueOrDefault((found.Number, organ, year, ordinal)) : null;
    }

    /// <summary>Every erasure, with the register of its case.</summary>
    public IReadOnlyList<(RegisterKey Register, ErasureLeaf Erasure)> Erasures()
    {
        using var held = Reading();
        return [.. erasures.Values.Select(e => (new RegisterKey(procedures[e.Procedure].Id, e.Organ, e.Year), e))];
    }

    /// <summary>Keeps readers out until it is disposed of.</summary>
    public Held Writing()
    {
        gate.EnterWriteLock();
        return new Held(gate, writes: true);
    }

    /// <summary>Takes the next leaf of the log in.</summary>
    /// <param name="leafIndex">Its index, which must be <see cref="Size"/>.</param>
    /// <exception cref="LeafFormatException">The bytes are no leaf.</exception>
    /// <exception cref="InvalidDataException">The leaf uses a number that no earlier leaf declared.</exception>
    public void Add(long leafIndex, ReadOnlySpan<byte> leaf)
    {
        if (leaf.Length > 0 && leaf[0] == Leaf.FirstByte(LeafKind.Act))
        {
            Add(leafIndex, ActLeaf.Read(leaf));
            return;
        }

        Follow(leafIndex);
        Declare(leaf);
        // There may be as many moved days as cases, and no leaf rests on them.
        if (Leaf.KindOf(leaf) != LeafKind.Moved) { declarations.Add((leafIndex, leaf.ToArray())); }
        Size++;
    }

    /// <summary>Takes the next leaf of the log in, which is an act that somebody has already read or is about to write.</summary>
    public void Add(long leafIndex, in ActLeaf leaf)
    {
        Follow(leafIndex);
        if ((uint)leaf.Edition >= (uint)editions.Count)
        {
            throw Undeclared(leafIndex, "edition", leaf.Edition);
        }

        if ((uint)leaf.Organ >= (uint)organs.Count || leaf.ActingOrgan >= organs.Count)
        {
            throw Undeclared(leafIndex, "organ", leaf.ActingOrgan >= organs.Count ? leaf.ActingOrgan.Value : leaf.Organ);
        }

        var codes = editions[leaf.Edition];
        var table = codes.Procedure.Table(leaf.Organ, leaf.Year);
        var follows = table.Add(leafIndex, leaf, codes) && (erasures.Count == 0 || !erasures.ContainsKey((codes.Procedure.Number, leaf.Organ, leaf.Year, leaf.Ordinal)));
        if (!follows && outOfLine.Count < MostEntriesNamed)
        {
            outOfLine.Add(new Gap.EntryOutOfLine(Key(table), leaf.Ordinal, leaf.Number, leafIndex));
        }

        Note(table, leaf);

        Size++;
    }

    /// <summary>What is missing: ordinals below the last one of a register, entries that do not follow the one before, closing entries that disagree.</summary>
    public IReadOnlyList<Gap> Gaps()
    {
        using var held = Reading();
        var gaps = new List<Gap>(outOfLine);
        foreach (var table in procedures.SelectMany(procedure => procedure.Tables))
        {
            gaps.AddRange(table.MissingOrdinals().Select(ordinal => new Gap.MissingCase(Key(table), ordinal)));
            if (table.StatedLast is { } stated && stated != table.Rows)
            {
                gaps.Add(new Gap.ClosingDisagrees(Key(table), stated, table.Rows));
            }
        }

        foreach (var erased in erasures.Values)
        {
            var table = procedures[erased.Procedure].Table(erased.Organ, erased.Year);
            if (erased.Ordinal > table.Rows) { gaps.Add(new Gap.MissingCase(Key(table), erased.Ordinal)); }
        }

        return gaps;
    }

    /// <summary>Every register with its highest ordinal, by procedure, year and organ.</summary>
    public IReadOnlyList<(RegisterKey Register, int Last)> Registers()
    {
        using var held = Reading();
        return [.. procedures.SelectMany(procedure => procedure.Tables).Select(table => (Key(table), table.Rows))];
    }

    public void Dispose() => gate.Dispose();

    internal Held Reading()
    {
        gate.EnterReadLock();
        return new Held(gate, writes: false);
    }

    /// <summary>Places of the leaves that give numbers and words to all others.</summary>
    internal IEnumerable<long> DeclarationPlaces => declarations.Where(d => Leaf.KindOf(d.Leaf) is LeafKind.Genesis or LeafKind.Organ or LeafKind.Edition).Select(d => d.Index);

    internal IEnumerable<EditionLeaf> EditionLeaves() => declarations.Where(d => Leaf.KindOf(d.Leaf) == LeafKind.Edition).Select(d => EditionLeaf.Read(d.Leaf));

    internal ProcedureColumns? Find(string procedure) => procedures.Find(found => found.Id == procedure);

    private static RegisterKey Key(RegisterTable table) => new(table.Procedure.Id, table.Organ, table.Year);

    private void Follow(long leafIndex)
    {
        if (leafIndex != Size)
        {
            throw new ArgumentOutOfRangeException(nameof(leafIndex), leafIndex, $"Columns follow the log leaf by leaf; the next one is {Size}.");
        }
    }

    private void Declare(ReadOnlySpan<byte> leaf)
    {
        switch (Leaf.KindOf(leaf))
        {
            case LeafKind.Genesis: Genesis = GenesisLeaf.Read(leaf); break;
            case LeafKind.Edition: Declare(EditionLeaf.Read(leaf)); break;
            case LeafKind.Organ: Declare(OrganLeaf.Read(leaf)); break;
            case LeafKind.Closing: Declare(ClosingLeaf.Read(leaf)); break;
            // Figures count what leaves say of acts; days that the calendar gives do not enter into them.
            case LeafKind.Calendar: _ = CalendarLeaf.Read(leaf); break;
            case LeafKind.Moved: _ = MovedLeaf.Read(leaf); break;
            case LeafKind.Persons: Declare(PersonsLeaf.Read(leaf)); break;
            case LeafKind.Publication: Declare(PublicationLeaf.Read(leaf)); break;
            case LeafKind.Erasure: Declare(ErasureLeaf.Read(leaf)); break;
            default: throw new InvalidDataException($"Leaf {Size} is of a kind that columns do not know.");
        }
    }

    private void Declare(EditionLeaf edition)
    {
        if (edition.Number != editions.Count || edition.Procedure > procedures.Count
            || (edition.Procedure < procedures.Count && procedures[edition.Procedure].Id != edition.ProcedureId))
        {
            throw OutOfLine(edition.Id, $"edition {edition.Number} of procedure {edition.Procedure}");
        }

        if (edition.Procedure == procedures.Count)
        {
            procedures.Add(new ProcedureColumns(edition.Procedure, edition.ProcedureId, Plan.For(edition.ProcedureId)));
        }

        editions.Add(new EditionCodes(edition, procedures[edition.Procedure]));
    }

    private void Declare(OrganLeaf organ)
    {
        if (organ.Number > organs.Count || organ.Number >= ushort.MaxValue || (organ.Number < organs.Count && organs[organ.Number].Id != organ.Id))
        {
            throw OutOfLine(organ.Id, $"organ {organ.Number}");
        }

        if (organ.Number == organs.Count)
        {
            organs.Add(organ);
        }
        else
        {
            organs[organ.Number] = organ;
        }
    }

    private void Declare(ClosingLeaf closing)
    {
        if (closing.Procedure >= procedures.Count)
        {
            throw Undeclared(Size, "procedure", closing.Procedure);
        }

        if (closing.Organ >= organs.Count)
        {
            throw Undeclared(Size, "organ", closing.Organ);
        }

        procedures[closing.Procedure].Table(closing.Organ, closing.Year).StatedLast = closing.LastOrdinal;
    }

    private void Declare(ErasureLeaf erasure)
    {
        if (erasure.Procedure >= procedures.Count) { throw Undeclared(Size, "procedure", erasure.Procedure); }
        if (erasure.Organ >= organs.Count || erasure.By >= organs.Count) { throw Undeclared(Size, "organ", Math.Max(erasure.Organ, erasure.By)); }
        if (!erasures.TryAdd((erasure.Procedure, erasure.Organ, erasure.Year, erasure.Ordinal), erasure))
        {
            throw new InvalidDataException($"Leaf {Size} erases case {erasure.Ordinal} of {procedures[erasure.Procedure].Id}, organ {erasure.Organ}, {erasure.Year}, which an earlier leaf has erased. The log cannot be counted; run fsck.");
        }
    }

    private InvalidDataException OutOfLine(string id, string number) =>
        new($"Leaf {Size} declares '{id}' as {number}, which does not follow what was declared before. The log cannot be counted; run fsck.");

    private static InvalidDataException Undeclared(long leaf, string what, int number) =>
        new($"Leaf {leaf} names {what} {number}, which no earlier leaf declares. The log cannot be counted; run fsck.");

    /// <summary>A side of the gate, held until it is disposed of.</summary>
    public readonly struct Held : IDisposable
    {
        private readonly ReaderWriterLockSlim gate;
        private readonly bool writes;

        internal Held(ReaderWriterLockSlim gate, bool writes)
        {
            this.gate = gate;
            this.writes = writes;
        }

        public void Dispose()
        {
            if (writes)
            {
                gate.ExitWriteLock();
            }
            else
            {
                gate.ExitReadLock();
            }
        }
    }
}
