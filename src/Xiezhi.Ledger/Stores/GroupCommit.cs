using System.Buffers.Binary;

namespace Xiezhi.Ledger.Stores;

/// <summary>
/// What one transaction adds to the ledger: entries in their order, and all that changes with them. Filled by one thread, given to
/// <see cref="ILedgerStore.Commit"/> once, then disposed of; its buffers are borrowed from the pool.
/// </summary>
/// <param name="first">Index in the log of the first entry that will be appended: the size of the log when this group is committed.</param>
public sealed class GroupCommit(long first) : IDisposable
{
    private const int CaseHead = 12;
    private readonly List<Segment> segments = [];
    private readonly PooledBuffer cases = new(16 * 1024);
    private readonly PooledBuffer hashes = new(1024);
    private readonly List<CaseSlot> slots = [];
    private readonly List<TileSlot> tiles = [];
    private readonly Dictionary<int, Register> registers = [];
    private readonly Dictionary<UInt128, Answer> answers = [];
    private readonly Dictionary<string, long> progress = [];

    public long First { get; } = first >= 0 ? first : throw new ArgumentOutOfRangeException(nameof(first));
    public int Count { get; private set; }
    public IReadOnlyList<Segment> Segments => segments;
    public IReadOnlyCollection<Register> Registers => registers.Values;
    public IReadOnlyDictionary<UInt128, Answer> Answers => answers;

    /// <summary>Counters that the folder keeps with the log, such as the weeks that a replay has finished.</summary>
    public IReadOnlyDictionary<string, long> Progress => progress;

    /// <summary>The signed head of the log after this group; null when none is signed with it.</summary>
    public string? Checkpoint { get; set; }

    /// <param name="body">The sealed body; empty when the entry has none.</param>
    /// <returns>The entry's index in the log.</returns>
    /// <exception cref="ArgumentException">Leaf or body is longer than 65,535 bytes, or the leaf is empty.</exception>
    public long Append(ReadOnlySpan<byte> leaf, ReadOnlySpan<byte> body)
    {
        if (leaf.Length is 0 or > ushort.MaxValue) throw new ArgumentException($"A leaf has 1 to {ushort.MaxValue} bytes, not {leaf.Length}.", nameof(leaf));
        if (body.Length > ushort.MaxValue) throw new ArgumentException($"A body has at most {ushort.MaxValue} bytes, not {body.Length}.", nameof(body));
        if (segments.Count == 0 || segments[^1].Count == Segment.Capacity)
            segments.Add(new Segment(First + Count, room: segments.Count == 0 ? 4096 : Segment.Capacity * 64));
        segments[^1].Append(leaf, body);
        return First + Count++;
    }

    /// <summary>Keeps the case's new state; of several in one group the last counts.</summary>
    /// <param name="due">The earliest day on which something falls due in the case; null when nothing will.</param>
    public void Put(CaseId id, DateOnly? due, ReadOnlySpan<byte> state)
    {
        var at = cases.Length;
        var row = cases.Take(CaseHead + state.Length);
        BinaryPrimitives.WriteInt64LittleEndian(row, id.Value);
        BinaryPrimitives.WriteInt32LittleEndian(row[8..], due?.DayNumber ?? -1);
        state.CopyTo(row[CaseHead..]);
        slots.Add(new CaseSlot(id.Value, slots.Count, at, row.Length));
    }

    public void Put(Register register) => registers[register.Id] = register;

    /// <summary>Keeps a tile of the tree, whole or partial; a fuller one takes the place of a partial one.</summary>
    /// <param name="level">1 or more: level 0 is computed from the entries.</param>
    /// <param name="tile">1 to 256 hashes of 32 bytes.</param>
    public void PutTile(int level, long index, ReadOnlySpan<byte> tile)
    {
        if (level < 1 || index < 0) throw new ArgumentOutOfRangeException(nameof(level), $"There is no stored tile {level}/{index}.");
        if (tile.Length is 0 or > 256 * 32 || tile.Length % 32 != 0) throw new ArgumentException("A tile holds 1 to 256 hashes of 32 bytes.", nameof(tile));
        tiles.Add(new TileSlot(level, index, hashes.Length, tile.Length));
        tile.CopyTo(hashes.Take(tile.Length));
    }

    /// <summary>Remembers what a request led to, so that its retry returns the same.</summary>
    /// <param name="key">The first 16 bytes of the idempotency key's SHA-256.</param>
    /// <exception cref="ArgumentException">The key was answered in this group already.</exception>
    public void Remember(UInt128 key, Answer answer) => answers.Add(key, answer);

    public void Reach(string name, long value) => progress[name] = value;

    /// <summary>The case rows in the order of their ids, each case once.</summary>
    internal IEnumerable<CaseSlot> CasesInOrder()
    {
        var ordered = slots.ToArray();
        Array.Sort(ordered, static (a, b) => a.Id != b.Id ? a.Id.CompareTo(b.Id) : a.Turn.CompareTo(b.Turn));
        for (var i = 0; i < ordered.Length; i++)
            if (i + 1 == ordered.Length || ordered[i].Id != ordered[i + 1].Id) yield return ordered[i];
    }

    internal CaseRow Row(CaseSlot slot) => new(cases.Written.Slice(slot.At, slot.Length));
    internal IReadOnlyList<TileSlot> Tiles => tiles;
    internal ReadOnlySpan<byte> Hashes(TileSlot tile) => hashes.Written.Slice(tile.At, tile.Length);

    public void Dispose()
    {
        foreach (var segment in segments) segment.Dispose();
        cases.Dispose();
        hashes.Dispose();
    }

    internal readonly record struct CaseSlot(long Id, int Turn, int At, int Length);
    internal readonly record struct TileSlot(int Level, long Index, int At, int Length);
}
