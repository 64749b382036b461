using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using Xiezhi.Ledger.Bodies;

namespace Xiezhi.Ledger.Tests.Bodies;

public sealed class BodySealTests
{
    private static readonly Gen<byte[]> Key = Gen.Byte.Array[BodySeal.CaseKeyLength];
    private static readonly Gen<byte[]> Fresh = Gen.Byte.Array[BodySeal.FreshLength];
    private static readonly Gen<byte[]> AnyBody = Gen.Byte.Array[0, 700];
    private static readonly Gen<int> Number = Gen.Int[1, int.MaxValue];

    private readonly byte[] caseKey = RandomNumberGenerator.GetBytes(BodySeal.CaseKeyLength);

    [Fact]
    public void A_sealed_body_opens_with_its_key_number_and_commitment() =>
        Gen.Select(Key, Number, Fresh, AnyBody).Sample((key, number, fresh, body) =>
        {
            var (seal, commitment) = Seal(key, number, fresh, body);
            var opened = new byte[body.Length];
            return BodySeal.Open(key, number, commitment, seal, opened) && opened.SequenceEqual(body);
        });

    [Fact]
    public void The_seal_is_what_its_definition_says_computed_with_the_platforms_own_parts() =>
        Gen.Select(Key, Number, Fresh, AnyBody).Sample((key, number, fresh, body) =>
        {
            var message = new byte[13];
            message[0] = 0x01;
            BinaryPrimitives.WriteUInt32LittleEndian(message.AsSpan(1), (uint)number);
            fresh.CopyTo(message, 5);
            var derived = HMACSHA256.HashData(key, message);
            var ciphertext = new byte[body.Length];
            var tag = new byte[12];
            using var cipher = new AesGcm(derived.AsSpan(0, 16), 12);
            cipher.Encrypt(new byte[12], body, ciphertext, tag);

            var (seal, commitment) = Seal(key, number, fresh, body);
            return seal.SequenceEqual((byte[])[.. fresh, .. ciphertext, .. tag])
                && commitment.SequenceEqual(SHA256.HashData([0x02, .. derived[16..], .. body]));
        });

    [Fact]
    public void Another_key_or_number_opens_nothing()
    {
        var (seal, commitment) = Seal(caseKey, 3, new byte[8], [1, 2, 3]);
        var body = new byte[] { 9, 9, 9 };
        Assert.False(BodySeal.Open(RandomNumberGenerator.GetBytes(32), 3, commitment, seal, body));
        Assert.False(BodySeal.Open(caseKey, 4, commitment, seal, body));
        Assert.False(BodySeal.Open(new byte[32], 3, commitment, seal, body));
        Assert.Equal(new byte[3], body);
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_seal_or_commitment_is_found()
    {
        var (seal, commitment) = Seal(caseKey, 3, new byte[8], [1, 2, 3, 4, 5]);
        var body = new byte[5];
        for (var bit = 0; bit < seal.Length * 8; bit++) Assert.False(BodySeal.Open(caseKey, 3, commitment, Flip(seal, bit), body));
        for (var bit = 0; bit < commitment.Length * 8; bit++) Assert.False(BodySeal.Open(caseKey, 3, Flip(commitment, bit), seal, body));
        Assert.True(BodySeal.Open(caseKey, 3, commitment, seal, body));
    }

    [Fact]
    public void A_seal_that_is_cut_short_is_refused()
    {
        var (seal, commitment) = Seal(caseKey, 3, new byte[8], []);
        for (var length = 0; length < seal.Length; length++) Assert.False(BodySeal.Open(caseKey, 3, commitment, seal.AsSpan(0, length), []));
    }

    [Fact]
    public void What_is_revealed_of_one_body_opens_it_and_no_other()
    {
        var (first, firstCommitment) = Seal(caseKey, 1, [1, 1, 1, 1, 1, 1, 1, 1], [10, 20]);
        var (second, secondCommitment) = Seal(caseKey, 2, [2, 2, 2, 2, 2, 2, 2, 2], [10, 20]);
        byte[] key = new byte[16], salt = new byte[16], body = new byte[2];
        BodySeal.Reveal(caseKey, 1, first, key, salt);

        Assert.True(BodySeal.Open(key, salt, firstCommitment, first, body));
        Assert.Equal([10, 20], body);
        Assert.True(BodySeal.VerifyRevealed(body, salt, firstCommitment));
        Assert.False(BodySeal.Open(key, salt, secondCommitment, second, new byte[2]));
        Assert.False(BodySeal.VerifyRevealed([10, 21], salt, firstCommitment));
    }

    [Fact]
    public void Equal_bodies_have_different_commitments_and_ciphertexts()
    {
        var (first, firstCommitment) = Seal(caseKey, 1, RandomNumberGenerator.GetBytes(8), new byte[32]);
        var (second, secondCommitment) = Seal(caseKey, 1, RandomNumberGenerator.GetBytes(8), new byte[32]);
        Assert.NotEqual(firstCommitment, secondCommitment);
        Assert.NotEqual(first[8..40], second[8..40]);
    }

    [Fact]
    public void A_body_too_long_for_its_frame_is_refused() =>
        Assert.Throws<ArgumentException>(() => Seal(caseKey, 1, new byte[8], new byte[BodySeal.LongestBody + 1]));

    private static (byte[] Seal, byte[] Commitment) Seal(byte[] key, int number, byte[] fresh, byte[] body)
    {
        var seal = new byte[body.Length + BodySeal.Overhead];
        var commitment = new byte[BodySeal.CommitmentLength];
        Assert.Equal(seal.Length, BodySeal.Seal(key, number, fresh, body, seal, commitment));
        return (seal, commitment);
    }

    private static byte[] Flip(byte[] bytes, int bit)
    {
        var flipped = bytes.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }
}
