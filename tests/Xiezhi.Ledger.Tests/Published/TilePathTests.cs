using Xiezhi.Ledger.Published;

namespace Xiezhi.Ledger.Tests.Published;

public sealed class TilePathTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 999, 256, "tile/0/999")]
    [InlineData(0, 1_000, 256, "tile/0/x001/000")]
    [InlineData(1, 273, 112, "tile/1/273.p/112")]
    [InlineData(0, 1_234_067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 1_234_067, 12, "tile/0/x001/x234/067.p/12")]
    [InlineData(63, 9_999_999_999, 1, "tile/63/x009/x999/x999/999.p/1")]
    public void A_tile_lies_where_the_specification_says(int level, long index, int width, string path)
    {
        Assert.Equal(path, TilePath.Tile(level, index, width));
        Assert.Equal(new Ledger.Merkle.TileName(level, index, width), TilePath.Parse(path));
    }

    [Fact]
    public void Entries_lie_beside_the_levels() => Assert.Equal("tile/entries/x001/x234/067.p/8", TilePath.Entries(1_234_067, 8));

    [Fact]
    public void There_is_no_tile_of_no_hashes_no_negative_index_and_no_level_64()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.Tile(0, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.Tile(0, 0, 257));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.Tile(0, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.Tile(64, 0, 1));
    }
}
