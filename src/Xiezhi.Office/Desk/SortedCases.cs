using System.Runtime.InteropServices;

namespace Xiezhi.Office.Desk;

/// <summary>Cases in the order of due day and id, in blocks short enough that adding and removing move little. Guarded by whoever holds it.</summary>
internal sealed class SortedCases
{
    private const int Widest = 512;
    private readonly List<List<OpenCase>> blocks = [[]];

    public int Count { get; private set; }

    public int Blocks => blocks.Count;

    public ReadOnlySpan<OpenCase> Block(int index) => CollectionsMarshal.AsSpan(blocks[index]);

    public void Add(OpenCase added)
    {
        var at = BlockOf(added);
        var block = blocks[at];
        block.Insert(Place(block, added), added);
        Count++;
        if (block.Count <= Widest) { return; }
        blocks.Insert(at + 1, block[(Widest / 2)..]);
        block.RemoveRange(Widest / 2, block.Count - (Widest / 2));
    }

    public void Remove(OpenCase removed)
    {
        var at = BlockOf(removed);
        var place = Place(blocks[at], removed);
        if (place == blocks[at].Count || Compare(blocks[at][place], removed.Due, removed.Id.Value) != 0) { return; }
        blocks[at].RemoveAt(place);
        Count--;
        if (blocks[at].Count == 0 && blocks.Count > 1) { blocks.RemoveAt(at); }
    }

    public static int Compare(OpenCase left, int due, long id) => left.Due != due ? left.Due.CompareTo(due) : left.Id.Value.CompareTo(id);

    /// <summary>The last block whose first case is not behind the sought one.</summary>
    private int BlockOf(OpenCase sought)
    {
        var (low, high) = (0, blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (blocks[middle].Count == 0 || Compare(blocks[middle][0], sought.Due, sought.Id.Value) > 0) { high = middle - 1; }
            else { low = middle; }
        }

        return low;
    }

    private static int Place(List<OpenCase> block, OpenCase sought)
    {
        var (low, high) = (0, block.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(block[middle], sought.Due, sought.Id.Value) < 0) { low = middle + 1; }
            else { high = middle; }
        }

        return low;
    }
}
