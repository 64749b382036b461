using System.Buffers.Binary;

namespace Xiezhi.Law.Cases;

/// <summary>An uploaded paper that comes with an entry. The entry keeps what it is and its content's hash; the content lies elsewhere.</summary>
/// <param name="Document">Index of the document of the edition that it is; the entry attaches or serves that document.</param>
public readonly record struct Paper(int Document, ContentHash Content);

/// <summary>SHA-256 of a content, as a value.</summary>
public readonly record struct ContentHash(UInt128 High, UInt128 Low)
{
    public const int Length = 32;

    /// <summary>Reads the 32 bytes of a SHA-256.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static ContentHash Read(ReadOnlySpan<byte> sha256) => sha256.Length == Length
        ? new(BinaryPrimitives.ReadUInt128BigEndian(sha256), BinaryPrimitives.ReadUInt128BigEndian(sha256[16..]))
        : throw new ArgumentException($"A SHA-256 has {Length} bytes, not {sha256.Length}.", nameof(sha256));

    /// <summary>Writes the 32 bytes.</summary>
    public void Write(Span<byte> output)
    {
        BinaryPrimitives.WriteUInt128BigEndian(output, High);
        BinaryPrimitives.WriteUInt128BigEndian(output[16..], Low);
    }

    /// <summary>64 hexadecimal digits, as sha256sum prints them.</summary>
    public override string ToString() => $"{High:x32}{Low:x32}";
}
