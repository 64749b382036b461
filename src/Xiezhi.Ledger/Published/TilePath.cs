using System.Globalization;
using System.Text;
using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Published;

/// <summary>Where tiles and entry bundles lie under a log's address or folder, as c2sp.org/tlog-tiles says.</summary>
public static class TilePath
{
    /// <summary>Name of the signed checkpoint.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>Name of the log's verifier key.</summary>
    public const string VerifierKey = "vkey";

    /// <summary>Name of the policy that says which witnesses must have cosigned the checkpoint; not there where a log has no witnesses.</summary>
    public const string WitnessPolicy = "witness.policy";

    /// <summary>Name of the newest head that has the quorum of those witnesses; the checkpoint may be some leaves ahead of it.</summary>
    public const string Cosigned = "cosigned";

    private const int HighestLevel = 63;

    /// <summary>Path of a tile of hashes, such as <c>tile/0/x001/x234/067.p/12</c>.</summary>
    /// <param name="level">0 holds leaf hashes.</param>
    /// <param name="index">Index of the tile in its level.</param>
    /// <param name="width">How many hashes it holds; fewer than 256 make it a partial tile.</param>
    public static string Tile(int level, long index, int width) => level is >= 0 and <= HighestLevel
        ? Encode($"tile/{level}/", index, width)
        : throw new ArgumentOutOfRangeException(nameof(level), level, $"Levels of tiles go from 0 to {HighestLevel}.");

    /// <summary>Path of an entry bundle, such as <c>tile/entries/x001/x234/067</c>.</summary>
    /// <param name="index">Index of the bundle.</param>
    /// <param name="width">How many leaves it holds; fewer than 256 make it a partial bundle.</param>
    public static string Entries(long index, int width) => Encode("tile/entries/", index, width);

    /// <summary>Level by which <see cref="Parse"/> names entry bundles.</summary>
    public const int EntriesLevel = -1;

    /// <summary>What a path names, or null when it is not written exactly as a tile's or a bundle's.</summary>
    /// <returns>An entry bundle has level <see cref="EntriesLevel"/>.</returns>
    public static TileName? Parse(string path)
    {
        var parts = path.Split('/');
        if (parts.Length < 3 || parts[0] != "tile") { return null; }
        var level = parts[1] == "entries" ? EntriesLevel : int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var stated) && stated <= HighestLevel ? stated : -2;
        var width = parts.Length > 3 && parts[^2].EndsWith(".p", StringComparison.Ordinal) ? parts[^1] : null;
        var digits = string.Concat(width is null ? parts[2..] : parts[2..^1]).Replace("x", "", StringComparison.Ordinal);
        if (width is not null) { digits = digits[..^2]; }
        if (level < EntriesLevel || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) { return null; }
        var count = width is null ? TileTree.TileWidth : int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var partial) && partial is > 0 and < TileTree.TileWidth ? partial : 0;
        if (count == 0) { return null; }
        // One tile has one name: what would be written otherwise is another path.
        var name = level == EntriesLevel ? Entries(index, count) : Tile(level, index, count);
        return name == path ? new TileName(level, index, count) : null;
    }

    private static string Encode(string start, long index, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (width is < 1 or > TileTree.TileWidth)
            throw new ArgumentOutOfRangeException(nameof(width), width, $"A tile holds 1 to {TileTree.TileWidth} hashes.");
        var path = new StringBuilder(start);
        // Three digits an element, so that no folder grows beyond a thousand names; all but the last begin with an x.
        var digits = index.ToString("000");
        digits = digits.PadLeft((digits.Length + 2) / 3 * 3, '0');
        for (var at = 0; at < digits.Length; at += 3)
            path.Append(at + 3 < digits.Length ? "x" : "").Append(digits, at, 3).Append(at + 3 < digits.Length ? "/" : "");
        if (width < TileTree.TileWidth)
            path.Append(".p/").Append(width);
        return path.ToString();
    }
}
