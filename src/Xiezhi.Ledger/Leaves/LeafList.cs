using System.Runtime.CompilerServices;

namespace Xiezhi.Ledger.Leaves;

/// <summary>An item of a list inside an act leaf: a clock verdict, a finding or a public fact.</summary>
public interface ILeafItem<T> where T : struct, ILeafItem<T>
{
    /// <exception cref="LeafFormatException">The bytes are no such item.</exception>
    static abstract T Read(ref LeafReader reader);

    void Write(ref LeafWriter writer);
}

/// <summary>The items of one list of an act leaf, either given to be written or lying in the bytes of a leaf that was read; costs no allocation.</summary>
public readonly ref struct LeafList<T> where T : struct, ILeafItem<T>
{
    /// <summary>Most items that one list can hold, so that its count is always one byte.</summary>
    public const int MaxCount = 127;

    private readonly ReadOnlySpan<T> given;
    private readonly ReadOnlySpan<byte> written;

    private LeafList(ReadOnlySpan<T> given)
    {
        this.given = given;
        Count = given.Length;
    }

    private LeafList(ReadOnlySpan<byte> written, int count)
    {
        this.written = written;
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
        for (var i = 0; i < count; i++)
            T.Read(ref reader);
        return new LeafList<T>(reader.Since(start), count);
    }

    internal void Write(ref LeafWriter writer)
    {
        if (Count > MaxCount)
            throw new ArgumentException($"An act leaf holds at most {MaxCount} items of {typeof(T).Name}, not {Count}.");
        writer.Byte((byte)Count);
        foreach (var item in this)
            item.Write(ref writer);
    }

    /// <summary>Walks the list in the order in which it stands in the leaf.</summary>
    public ref struct Enumerator
    {
        private readonly ReadOnlySpan<T> given;
        private readonly int count;
        private LeafReader reader;
        private int next;

        internal Enumerator(LeafList<T> list)
        {
            given = list.given;
            count = list.Count;
            reader = new LeafReader(list.written);
        }

        public T Current { get; private set; }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public bool MoveNext()
        {
            if (next >= count)
                return false;
            Current = given.IsEmpty ? T.Read(ref reader) : given[next];
            next++;
            return true;
        }
    }
}
