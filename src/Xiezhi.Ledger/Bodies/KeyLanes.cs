using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Bodies;

/// <summary>Keys and salts of up to eight bodies at once, each derived as <see cref="BodySeal"/> derives it: a library call for each costs more than the hashing itself.</summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class KeyLanes
{
    public const int Lanes = ShaLanes.Lanes;
    public const int Length = BodySeal.KeyLength + BodySeal.SaltLength;

    private readonly uint[] space = new uint[ShaLanes.SpaceWords];
    private readonly byte[] inner = new byte[BodySeal.InnerLength];
    private readonly byte[] outers = new byte[Lanes * BodySeal.OuterLength];
    private int count;

    /// <summary>How many bodies wait for their keys.</summary>
    public int Count => count;

    /// <summary>Adds a body while there are fewer than eight.</summary>
    public void Add(ReadOnlySpan<byte> caseKey, int number, ReadOnlySpan<byte> fresh)
    {
        BodySeal.Prepare(caseKey, number, fresh, inner, outers.AsSpan(count * BodySeal.OuterLength, BodySeal.OuterLength));
        new ShaLanes(space, ShaLanes.BlocksOf(BodySeal.InnerLength)).Load(count, inner[0], inner.AsSpan(1));
        count++;
    }

    /// <summary>Writes key and salt, 32 bytes, for each body in the order in which they were added; the next may then be added.</summary>
    /// <returns>How many bodies there were.</returns>
    public int Derive(Span<byte> keys)
    {
        keys = keys[..(count * Length)];
        new ShaLanes(space, ShaLanes.BlocksOf(BodySeal.InnerLength)).Hash(keys);
        var outer = new ShaLanes(space, ShaLanes.BlocksOf(BodySeal.OuterLength));
        for (var lane = 0; lane < count; lane++)
        {
            var message = outers.AsSpan(lane * BodySeal.OuterLength, BodySeal.OuterLength);
            keys.Slice(lane * Length, Length).CopyTo(message[^Length..]);
            outer.Load(lane, message[0], message[1..]);
        }

        outer.Hash(keys);
        (var derived, count) = (count, 0);
        return derived;
    }
}
