using CsCheck;

namespace Xiezhi.Ledger.Tests;

/// <summary>Bytes as somebody hostile or a failing disk would send them: a valid input cut, changed, doubled or mixed up, and now and then mere noise.</summary>
internal static class Mutations
{
    public static Gen<byte[]> Of(byte[] valid) => Gen.OneOf(
        Edits(valid, 1), Edits(valid, 1), Edits(valid, 4),
        Gen.Int[0, valid.Length].Select(length => valid[..length]),
        Gen.Int[0, valid.Length].Select(from => valid[from..]),
        Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Int[0, valid.Length - 1]).Select((a, b) => (byte[])[.. valid[..Math.Max(a, b)], .. valid[Math.Min(a, b)..]]),
        Gen.Byte.Array[0, 200],
        Gen.Byte.Array[1, 8].Select(more => (byte[])[.. valid, .. more]));

    /// <summary>Bytes flipped, put in or taken out at some places.</summary>
    private static Gen<byte[]> Edits(byte[] valid, int count) => Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Byte, Gen.Int[0, 3]).Array[count].Select(edits =>
    {
        var bytes = valid.ToList();
        foreach (var (at, value, kind) in edits)
        {
            var place = Math.Min(at, bytes.Count - 1);
            if (place < 0) { break; }
            switch (kind)
            {
                case 0: bytes[place] = value; break;
                case 1: bytes[place] ^= (byte)(1 << (value & 7)); break;
                case 2: bytes.Insert(place, value); break;
                default: bytes.RemoveAt(place); break;
            }
        }

        return bytes.ToArray();
    });
}
