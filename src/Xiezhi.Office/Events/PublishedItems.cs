using System.Collections.Immutable;

namespace Xiezhi.Office.Events;

/// <summary>The latest decisions that the law has published: closings of cases whose procedure has a public document. Follows the log as far as it has grown when asked.</summary>
/// <remarks>Safe for several threads.</remarks>
public sealed class PublishedItems(EventReader events)
{
    private const int Most = 50;
    private const int LeavesAtOnce = 8192;
    /// <summary>So far back the first look goes at most: what is older than so many entries is no news.</summary>
    private const int FarthestBack = 1_000_000;
    private readonly Lock reading = new();
    private ImmutableArray<CaseEvent> latest = [];
    private long read = -1;

    /// <summary>The newest first.</summary>
    public ImmutableArray<CaseEvent> Latest()
    {
        lock (reading)
        {
            if (read < 0) { ReadBack(); }
            while (read < events.Size)
            {
                var found = events.Read(read, LeavesAtOnce, IsPublished, int.MaxValue, out read);
                if (found.Count > 0) { latest = [.. found.Reverse().Concat(latest).Take(Most)]; }
            }

            return latest;
        }
    }

    private void ReadBack()
    {
        var size = events.Size;
        var found = new List<CaseEvent>();
        for (var end = size; end > 0 && end > size - FarthestBack && found.Count < Most; end -= LeavesAtOnce)
        {
            var first = Math.Max(0, end - LeavesAtOnce);
            found.AddRange(events.Read(first, (int)(end - first), IsPublished, int.MaxValue, out _).Reverse());
        }

        latest = [.. found.Take(Most)];
        read = size;
    }

    private static bool IsPublished(CaseEvent what) => what.Outcome is not null && what.Edition.Documents.Any(document => document.Public);
}
