using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Xiezhi.Ledger.Merkle;

/// <summary>
/// SHA-256 (FIPS 180-4) of eight short messages at once, one in each lane of a vector. A tree hashes millions of messages of one or two
/// blocks, for which a library call costs five times as much as the hashing itself. What it does and how long that takes depends on no bit of a message, and the
/// tests hold every length against the library, which also serves where vectors are not in hardware.
/// </summary>
internal ref struct ShaLanes
{
    /// <summary>How many messages are hashed at once.</summary>
    public const int Lanes = 8;

    /// <summary>How many words of working space a batch needs.</summary>
    public const int SpaceWords = MaxBlocks * WordsInBlock * Lanes;

    /// <summary>Longest message, its prefix included: two blocks less the padding.</summary>
    public const int MaxMessage = (MaxBlocks * BlockBytes) - PaddingBytes;

    private const int MaxBlocks = 2;
    private const int BlockBytes = 64;
    private const int WordsInBlock = 16;
    private const int Rounds = 64;
    private const int DigestWords = 8;
    private const int PaddingBytes = 9;

    // Word t of every message, lane beside lane, then word t + 1.
    private readonly Span<uint> words;
    private readonly int blocks;

    /// <param name="space">Working space of <see cref="SpaceWords"/>; need not be cleared.</param>
    /// <param name="blocks">How many blocks each of the messages takes.</param>
    public ShaLanes(Span<uint> space, int blocks)
    {
        words = space[..(blocks * WordsInBlock * Lanes)];
        this.blocks = blocks;
    }

    /// <summary>Whether lanes are faster than the library here.</summary>
    public static bool Usable => Vector256.IsHardwareAccelerated;

    /// <summary>How many blocks a message takes with its padding.</summary>
    public static int BlocksOf(int length) => (length + PaddingBytes + BlockBytes - 1) / BlockBytes;

    /// <summary>Puts a message, with a byte before it, into a lane.</summary>
    [SkipLocalsInit]
    public readonly void Load(int lane, byte prefix, scoped ReadOnlySpan<byte> message)
    {
        Span<byte> padded = stackalloc byte[MaxBlocks * BlockBytes];
        padded = padded[..(blocks * BlockBytes)];
        padded[0] = prefix;
        message.CopyTo(padded[1..]);
        padded[message.Length + 1] = 0x80;
        padded[(message.Length + 2)..].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(padded[^sizeof(uint)..], (uint)(message.Length + 1) * 8);
        for (int at = 0, word = lane; at < padded.Length; at += sizeof(uint), word += Lanes)
            words[word] = BinaryPrimitives.ReadUInt32BigEndian(padded[at..]);
    }

    /// <summary>Hashes all lanes and writes the digests of the first ones; a lane that was not loaded gives a digest of nothing in particular.</summary>
    /// <param name="digests">Receives 32 bytes for each of the first lanes.</param>
    public readonly void Hash(scoped Span<byte> digests)
    {
        Span<Vector256<uint>> state = stackalloc Vector256<uint>[DigestWords];
        for (var i = 0; i < DigestWords; i++)
            state[i] = Vector256.Create(Start[i]);
        var blockWords = MemoryMarshal.Cast<uint, Vector256<uint>>(words);
        for (var block = 0; block < blocks; block++)
            Compress(state, blockWords.Slice(block * WordsInBlock, WordsInBlock));
        for (var lane = 0; lane < digests.Length / TreeHash.Length; lane++)
        {
            for (var i = 0; i < DigestWords; i++)
                BinaryPrimitives.WriteUInt32BigEndian(digests[((lane * TreeHash.Length) + (i * sizeof(uint)))..], state[i][lane]);
        }
    }

    private static void Compress(Span<Vector256<uint>> state, Span<Vector256<uint>> schedule)
    {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3]);
        var (e, f, g, h) = (state[4], state[5], state[6], state[7]);
        ref var w = ref MemoryMarshal.GetReference(schedule);
        ref var k = ref MemoryMarshal.GetReference(RoundConstants);
        for (var t = 0; t < Rounds; t++)
        {
            ref var word = ref Unsafe.Add(ref w, t & 15);
            if (t >= WordsInBlock)
            {
                var early = Unsafe.Add(ref w, (t + 1) & 15);
                var late = Unsafe.Add(ref w, (t + 14) & 15);
                word += (Rotated(early, 7) ^ Rotated(early, 18) ^ (early >> 3))
                    + (Rotated(late, 17) ^ Rotated(late, 19) ^ (late >> 10))
                    + Unsafe.Add(ref w, (t + 9) & 15);
            }
            var first = h + (Rotated(e, 6) ^ Rotated(e, 11) ^ Rotated(e, 25)) + (((f ^ g) & e) ^ g) + Vector256.Create(Unsafe.Add(ref k, t)) + word;
            var second = (Rotated(a, 2) ^ Rotated(a, 13) ^ Rotated(a, 22)) + ((a & b) | (c & (a | b)));
            (h, g, f, e) = (g, f, e, d + first);
            (d, c, b, a) = (c, b, a, first + second);
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Rotated(Vector256<uint> word, int right) => (word >> right) | (word << (32 - right));

    private static ReadOnlySpan<uint> Start =>
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];
}
