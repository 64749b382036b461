namespace Xiezhi.Ledger.Stores;

/// <summary>A segment as it was read from a store.</summary>
internal static class StoredSegment
{
    /// <summary>Goes through its entries from <paramref name="from"/> on and before <paramref name="end"/>.</summary>
    /// <param name="bodies">Null-length when bodies are not wanted.</param>
    /// <returns>False when the visitor has enough.</returns>
    public static bool Visit(
        long first, int count, ReadOnlySpan<byte> marks, ReadOnlySpan<byte> leaves, ReadOnlySpan<byte> bodies, bool withBodies, long from, long end, EntryVisitor visit)
    {
        end = Math.Min(end, first + count);
        if (from >= end) return true;
        var mark = new SegmentMarks(first, count, marks).AtOrBefore(Math.Max(from, first));
        var leafFrames = Frames.From(leaves, mark.LeafOffset);
        var bodyFrames = withBodies ? Frames.From(bodies, mark.BodyOffset) : default;
        for (var index = mark.Index; index < end; index++)
        {
            var leaf = leafFrames.Next();
            var body = withBodies ? bodyFrames.Next() : default;
            if (index >= from && !visit(index, leaf, body)) return false;
        }

        return true;
    }

    /// <summary>The index behind the last of <paramref name="count"/> entries.</summary>
    public static long End(long first, long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count > long.MaxValue - first ? long.MaxValue : first + count;
    }

    /// <summary>Where an entry lies: its segment, the mark to read from, and the next mark in the segment, if there is one.</summary>
    public readonly record struct Place(long Segment, long End, SegmentMarks.Mark From, SegmentMarks.Mark? To)
    {
        /// <returns>Null when the segment ends before the entry.</returns>
        public static Place? Of(long index, long first, int count, ReadOnlySpan<byte> marks)
        {
            if (index >= first + count) return null;
            var all = new SegmentMarks(first, count, marks);
            return new Place(first, first + count, all.AtOrBefore(index), all.After(index));
        }

        /// <summary>The entry's frame among those that lie from the mark on.</summary>
        public byte[] Frame(ReadOnlySpan<byte> stretch, long index)
        {
            var frames = new Frames(stretch);
            for (var skipped = From.Index; skipped < index; skipped++) frames.Next();
            return frames.Next().ToArray();
        }
    }
}
