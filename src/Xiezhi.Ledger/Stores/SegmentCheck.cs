using System.Security.Cryptography;

namespace Xiezhi.Ledger.Stores;

/// <summary>Whether a stored segment holds together.</summary>
internal static class SegmentCheck
{
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public static string? FaultOf(
        long first, int count, ReadOnlySpan<byte> bodiesHash, ReadOnlySpan<byte> marks, ReadOnlySpan<byte> leaves, ReadOnlySpan<byte> bodies)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bodies, hash);
        if (!hash.SequenceEqual(bodiesHash)) return "its bodies are not those that were written";

        Frames leafFrames = new(leaves), bodyFrames = new(bodies);
        Span<byte> mark = stackalloc byte[SegmentMarks.Width];
        var marked = 0;
        for (var index = first; index < first + count; index++)
        {
            if (index % Segment.BundleSize == 0)
            {
                SegmentMarks.Write(mark, leaves.Length - leafFrames.Left, bodies.Length - bodyFrames.Left);
                if (!marks[Math.Min(marked, marks.Length)..].StartsWith(mark)) return $"its mark for entry {index} is wrong";
                marked += SegmentMarks.Width;
            }
            if (!leafFrames.TryNext(out var leaf) || leaf.IsEmpty) return $"the leaf of entry {index} is cut short";
            if (!bodyFrames.TryNext(out _)) return $"the body of entry {index} is cut short";
        }
        return leafFrames.Left > 0 || bodyFrames.Left > 0 || marked != marks.Length ? "it holds more than its entries" : null;
    }
}
