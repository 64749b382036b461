using System.Security.Cryptography;
using CsCheck;
using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Tests.Merkle;

public sealed class ShaLanesTests
{
    [Fact]
    public void Every_length_in_every_lane_hashes_as_the_library_says()
    {
        Assert.SkipUnless(ShaLanes.Usable, "This machine has no vectors of 256 bits; the library hashes everything.");
        for (var length = 0; length < ShaLanes.MaxMessage; length++)
            Gen.Byte.Array[length].Array[1, ShaLanes.Lanes].Sample(HashAsTheLibrary, iter: 20);
    }

    [Fact]
    public void The_longest_message_is_two_blocks_less_the_padding()
    {
        Assert.Equal(119, ShaLanes.MaxMessage);
        Assert.Equal([1, 1, 2, 2, 3], new[] { 1, 55, 56, 119, 120 }.Select(ShaLanes.BlocksOf));
    }

    [Fact]
    public void Rows_of_every_width_fold_to_the_root_of_the_definition()
    {
        for (var width = 1; width <= 1024; width *= 2)
        {
            var hashes = ReferenceTree.SomeLeafHashes(width);
            byte[] row = [.. hashes.SelectMany(hash => hash)];

            TreeHashing.FoldInPlace(row);

            Assert.Equal(ReferenceTree.Root(hashes), row[..TreeHash.Length]);
        }
    }

    private static void HashAsTheLibrary(byte[][] messages)
    {
        var lanes = new ShaLanes(stackalloc uint[ShaLanes.SpaceWords], ShaLanes.BlocksOf(messages[0].Length + 1));
        for (var lane = 0; lane < messages.Length; lane++)
            lanes.Load(lane, 0x01, messages[lane]);
        var digests = new byte[messages.Length * TreeHash.Length];

        lanes.Hash(digests);

        Assert.Equal([.. messages.SelectMany(message => SHA256.HashData([0x01, .. message]))], digests);
    }
}
