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
        Numbers(valid), Digits(valid), Lines(valid),
        Gen.Byte.Array[0, 200],
        Gen.Byte.Array[1, 8].Select(more => (byte[])[.. valid, .. more]));

    /// <summary>A number of the binary formats put in the place of a byte: as large as it can be, larger, longer than it needs to be, none.</summary>
    private static Gen<byte[]> Numbers(byte[] valid)
    {
        byte[][] extremes =
        [
            [0], [0x7F], [0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF, 0x07], [0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x80, 0x00], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF],
        ];
        return Gen.Select(Gen.Int[0, valid.Length - 1], Gen.Int[0, extremes.Length - 1], Gen.Int[0, 3]).Select((at, which, over) =>
            (byte[])[.. valid[..at], .. extremes[which], .. valid[Math.Min(valid.Length, at + over)..]]);
    }

    /// <summary>A run of digits of a text format put in the place of another: a size, an index, a length that lies.</summary>
    private static Gen<byte[]> Digits(byte[] valid)
    {
        string[] extremes = ["0", "00", "-1", "+1", "1", "255", "256", "4294967296", "9223372036854775807", "9223372036854775808", new string('9', 300), "1e9", "٣", ""];
        List<(int From, int To)> runs = [];
        for (var at = 0; at < valid.Length; at++)
        {
            if (!char.IsAsciiDigit((char)valid[at])) { continue; }
            if (runs is [.., var last] && last.To == at) { runs[^1] = (last.From, at + 1); }
            else { runs.Add((at, at + 1)); }
        }

        return runs.Count == 0 ? Gen.Const(valid) : Gen.Select(Gen.Int[0, runs.Count - 1], Gen.Int[0, extremes.Length - 1]).Select((run, which) =>
            (byte[])[.. valid[..runs[run].From], .. System.Text.Encoding.UTF8.GetBytes(extremes[which]), .. valid[runs[run].To..]]);
    }

    /// <summary>Lines taken out, doubled, moved or repeated without end.</summary>
    private static Gen<byte[]> Lines(byte[] valid) => Gen.Select(Gen.Int[0, 40], Gen.Int[0, 40], Gen.Int[0, 4]).Select((a, b, kind) =>
    {
        var lines = System.Text.Encoding.Latin1.GetString(valid).Split('\n').ToList();
        var (from, to) = (a % lines.Count, b % lines.Count);
        var line = lines[from];
        switch (kind)
        {
            case 0: lines.RemoveAt(from); break;
            case 1: lines.Insert(to, line); break;
            case 2: (lines[from], lines[to]) = (lines[to], lines[from]); break;
            case 3: lines.InsertRange(from, Enumerable.Repeat(line, 500)); break;
            default: lines[from] = line + "\r"; break;
        }

        return System.Text.Encoding.Latin1.GetBytes(string.Join('\n', lines));
    });

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
