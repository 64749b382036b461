using CsCheck;
using Xiezhi.Ledger.Bodies;

namespace Xiezhi.Ledger.Tests.Bodies;

public sealed class KeyLanesTests
{
    private static readonly Gen<(byte[] Key, int Number, byte[] Fresh)> Body =
        Gen.Select(Gen.Byte.Array[BodySeal.CaseKeyLength], Gen.Int[1, int.MaxValue], Gen.Byte.Array[BodySeal.FreshLength]);

    [Fact]
    public void Keys_derived_together_are_those_derived_one_by_one() => Body.Array[0, KeyLanes.Lanes].Array[1, 3].Sample(batches =>
    {
        var lanes = new KeyLanes();
        foreach (var batch in batches)
        {
            foreach (var (key, number, fresh) in batch) { lanes.Add(key, number, fresh); }
            var keys = new byte[KeyLanes.Lanes * KeyLanes.Length];
            Assert.Equal(batch.Length, lanes.Derive(keys));
            byte[] oneByOne = [.. batch.SelectMany(Revealed)];
            Assert.Equal(oneByOne, keys[..oneByOne.Length]);
        }
    });

    private static byte[] Revealed((byte[] Key, int Number, byte[] Fresh) body)
    {
        byte[] key = new byte[BodySeal.KeyLength], salt = new byte[BodySeal.SaltLength];
        BodySeal.Reveal(body.Key, body.Number, [.. body.Fresh, .. new byte[BodySeal.Overhead]], key, salt);
        return [.. key, .. salt];
    }
}
