using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Xiezhi.Ledger.Leaves;

/// <summary>An item of a list inside an act leaf: a clock verdict, a finding or a public fact.</summary>
public interface ILeafItem<T> where T : unmanaged, ILeafItem<T>
{
    /// <exception cref="LeafFormatException">The bytes are no such item.</exception>
    static abstract T Read(ref LeafReader reader);

    void Write(ref LeafWriter writer);

    /// <summary>Whether the list may go on with this item after <paramref name="before"/>.</summary>
    bool MayFollow(T before);
}

/// <summary>The items of one list of an act leaf, either given to be written or lying in the bytes of a leaf that was read; costs no allocation.</summary>
public readonly ref struct LeafList<T> where T : unmanaged, ILeafItem<T>
{
    /// <summary>Most items that one list can hold, so that its count is always one byte.</summary>
    public const int MaxCount = 127;

    // Either the items as they lie in memory or as they stand in a leaf.
    private readonly ReadOnlySpan<byte> bytes;
    private readonly bool fromLeaf;

    private LeafList(ReadOnlySpan<T> given)
    {
        bytes = MemoryMarshal.AsBytes(given);
        Count = given.Length;
    }

    private LeafList(ReadOnlySpan<byte> written, int count)
    {
        bytes = written;
        fromLeaf = true;
        Count = count;
    }

    public int Count { get; }

    /// <summary>The list of items to be written; the span must outlive the leaf.</summary>
    public static implicit operator LeafList<T>(ReadOnlySpan<T> items) => new(items);

    public static implicit operator LeafList<T>(Span<T> items) => new(items);

    public static implicit operator LeafList<T>(T[] items) => new(items);

    public Enumerator GetEnumerator() => new(this);

    public T[] ToArray()
    {
        var items = new T[Count];
        var next = 0;
        foreach (var item in this)
            items[next++] = item;
        return items;
    }

    /// <summary>Reads a list that is present, checking each of its items.</summary>
    internal static LeafList<T> Read(scoped ref LeafReader reader)
    {
        var start = reader.Offset;
        int count = reader.Byte();
        if (count is 0 or > MaxCount)
            LeafReader.Refuse(start, $"a list that is present has 1 to {MaxCount} items, not {count}.");
        start = reader.Offset;
        var before = T.Read(ref reader);
        for (var i = 1; i < count; i++)
        {
            var at = reader.Offset;
            var item = T.Read(ref reader);
            if (!item.MayFollow(before))
                LeafReader.Refuse(at, "the list is out of order.");
            before = item;
        }
        return new LeafList<T>(reader.Since(start), count);
    }

    internal void Write(ref LeafWriter writer)
    {
        if (Count > MaxCount)
            throw new ArgumentException($"An act leaf holds at most {MaxCount} items of {typeof(T).Name}, not {Count}.");
        writer.Byte((byte)Count);
        T? before = null;
        foreach (var item in this)
        {
            if (before is { } last && !item.MayFollow(last))
                throw new ArgumentException($"In an act leaf {item} cannot follow {last}.");
            item.Write(ref writer);
            before = item;
        }
    }

    /// <summary>Walks the list in the order in which it stands in the leaf.</summary>
    public ref struct Enumerator
    {
        private readonly LeafList<T> list;
        private LeafReader reader;
        private int next;

        internal Enumerator(LeafList<T> list)
        {
            this.list = list;
            reader = new LeafReader(list.bytes);
        }

        public T Current { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (next >= list.Count)
                return false;
            Current = list.fromLeaf ? T.Read(ref reader) : MemoryMarshal.Cast<byte, T>(list.bytes)[next];
            next++;
            return true;
        }
    }
}
