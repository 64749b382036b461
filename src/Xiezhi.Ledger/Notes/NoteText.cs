using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Xiezhi.Ledger.Notes;

/// <summary>The small rules that notes, keys and checkpoints share.</summary>
internal static class NoteText
{
    private static readonly SearchValues<char> ControlsButNewline =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(character => character != '\n')]);

    public static bool IsKeyName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Contains('+') || HasControls(name))
            return false;
        foreach (var character in name)
        {
            if (char.IsWhiteSpace(character))
                return false;
        }
        return true;
    }

    public static bool HasControls(ReadOnlySpan<char> text) => text.ContainsAny(ControlsButNewline);

    /// <summary>Decodes Base64 written in its one canonical way; null for anything else.</summary>
    public static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }

    /// <summary>First four bytes of SHA-256 over name, newline, signature type and public key, as a big-endian number.</summary>
    public static uint KeyId(string name, ReadOnlySpan<byte> typeAndKey)
    {
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. typeAndKey]);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash);
    }
}
