using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Casework;

/// <summary>A finished group with the new case keys that must be on disk before it.</summary>
public sealed record PreparedGroup(GroupCommit Group, IReadOnlyList<(long Slot, byte[] Key)> Keys);

/// <summary>The only way into the log: takes sealed entries in their order, gives out ordinals, leaves, places and tree hashes, and makes one group of them for the store.</summary>
/// <remarks>Used by one thread. <see cref="TakeGroup"/> hands the finished group over; it may be committed on another thread as long as groups are committed in order.</remarks>
public sealed class LedgerWriter : IDisposable
{
    private readonly LogDictionary dictionary;
    private readonly City city;
    private readonly ImmutableArray<NoteSigner> signers;
    private readonly string origin;
    private readonly TileTree tree;
    private readonly Dictionary<(int Procedure, int Organ, int Year), Register> registers = [];
    private readonly List<(long Slot, byte[] Key)> keys = [];
    private readonly byte[] leaf = new byte[Leaf.MaxLength];
    private readonly byte[] row = new byte[1 << 20];
    private GroupCommit group;
    private long grownFrom;
    private long slotsReached;

    internal LedgerWriter(LogState state, ImmutableArray<NoteSigner> signers, City city)
    {
        dictionary = state.Dictionary;
        this.city = city;
        this.signers = signers;
        origin = state.Origin;
        tree = state.Tree;
        Slots = slotsReached = state.Slots;
        foreach (var register in state.Registers) { registers[(dictionary.Procedures.ToList().IndexOf(register.Procedure), register.Organ, register.Year)] = register; }
        grownFrom = tree.Size;
        group = new GroupCommit(tree.Size);
    }

    /// <summary>Entries in the log, those of the group in the making included.</summary>
    public long Size => tree.Size;
    public TreeHash Root => tree.Root;
    public int Waiting => group.Count;
    /// <summary>Key slots given out so far; the next case takes this one.</summary>
    public long Slots { get; private set; }
    public GroupCommit Group => group;
    public IEnumerable<Register> Registers => registers.Values;

    /// <summary>Opens a case: the next ordinal of the organ's register for the year, and a key slot.</summary>
    /// <param name="state">The case after its opening act; its register's organ is known.</param>
    /// <param name="given">Slot and key where they are given beforehand; null takes the next slot, whose key is in stock.</param>
    public CaseRecord Open(LoggedEdition edition, CaseState state, DateOnly opened, (long Slot, byte[] Key)? given = null)
    {
        var keySlot = given?.Slot ?? Slots;
        Slots = Math.Max(Slots, keySlot + 1);
        var at = PlaceOf(edition, state, opened);
        var organ = at.Organ;
        var register = RegisterAt(at) ?? new Register(registers.Count + 1, edition.Edition.Procedure, organ, opened.Year, 0);
        register = register with { Last = register.Last + 1 };
        registers[at] = register;
        group.Put(register);
        if (given is { } written) { keys.Add(written); }
        return new CaseRecord { Id = CaseId.Of(register.Id, register.Last), Edition = edition, KeySlot = keySlot, State = state, Places = [], Organ = organ, Year = opened.Year };
    }

    /// <summary>The register to which a case belongs.</summary>
    internal (int Procedure, int Organ, int Year) PlaceOf(LoggedEdition edition, CaseState state, DateOnly opened) =>
        (edition.Procedure, (int)state.Holder(edition.Edition.Number.Of) - 1, opened.Year);

    /// <summary>The register, or null while it has no case.</summary>
    internal Register? RegisterAt((int Procedure, int Organ, int Year) at) => registers.GetValueOrDefault(at);

    /// <summary>Appends one entry of a case.</summary>
    /// <param name="reopens">Whether the case was closed before it and is open after it.</param>
    /// <returns>Index of its leaf.</returns>
    public long Append(CaseRecord record, Entry entry, bool reopens, ReadOnlySpan<byte> sealedBody, ReadOnlySpan<byte> commitment)
    {
        var to = entry.Kind == Law.Cases.EntryKind.Move ? dictionary.MovedTo(record.Edition.Edition.Procedure, entry) : null;
        var length = LeafProjection.Write(record.Edition, entry, record.Organ, record.Year, record.Id.Ordinal, reopens, to, city, commitment, leaf);
        var index = Add(leaf.AsSpan(0, length), sealedBody);
        record.Places.Add(index);
        // The move itself is still read under the edition before.
        if (to is not null) { record.Edition = to; }
        return index;
    }

    /// <summary>Appends a leaf that is nobody's case: genesis, a declaration.</summary>
    public long AppendBare(ReadOnlySpan<byte> bytes) => Add(bytes, []);

    /// <summary>Closes every register of the year: states its last ordinal, so that a missing tail shows.</summary>
    public void CloseRegisters(int year, DateOnly day)
    {
        foreach (var ((procedure, organ, of), register) in registers.OrderBy(r => r.Value.Id))
        {
            if (of == year) { AppendBare(new ClosingLeaf(procedure, organ, year, register.Last, day).ToBytes()); }
        }
    }

    /// <summary>Keeps the case's row as it now stands.</summary>
    public void Put(CaseRecord record)
    {
        var length = record.Write(row);
        group.Put(record.Id, record.State.Awaits, row.AsSpan(0, length));
    }

    /// <summary>Finishes the group: signs the head, adds the grown tiles, and starts the next.</summary>
    /// <returns>The group with the keys that must be on disk before it is committed.</returns>
    public PreparedGroup TakeGroup()
    {
        foreach (var tile in tree.TilesGrownSince(grownFrom)) { group.PutTile(tile.Level, tile.Index, tree.Tile(tile.Level, tile.Index)); }
        grownFrom = tree.Size;
        if (group.Count > 0) { group.Checkpoint = new Checkpoint(origin, tree.Size, tree.Root).Sign(signers.AsSpan()).ToString(); }
        if (Slots > slotsReached) { group.Reach(LogState.SlotsProgress, slotsReached = Slots); }
        var taken = new PreparedGroup(group, [.. keys]);
        keys.Clear();
        group = new GroupCommit(tree.Size);
        return taken;
    }

    public void Dispose() => group.Dispose();

    private long Add(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> sealedBody)
    {
        var index = group.Append(bytes, sealedBody);
        tree.AppendLeaf(bytes);
        return index;
    }
}
