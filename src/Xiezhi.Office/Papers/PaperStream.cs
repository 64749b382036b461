using System.Security.Cryptography;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.Papers;

/// <summary>Reads a sealed paper: any place of it, opening only the pieces that are asked for.</summary>
/// <remarks>Reading throws <see cref="PaperDamagedException"/> where the file is not what was written.</remarks>
internal sealed class PaperStream : Stream
{
    private readonly FileStream file;
    private readonly AesGcm key;
    private readonly byte[] seal = new byte[Sealing.SealedPiece];
    private readonly byte[] piece = new byte[Sealing.Piece];
    private readonly int pieces;
    private int open = -1;
    private int openLength;

    public PaperStream(string path, byte[] key)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        this.key = new AesGcm(key, Sealing.TagLength);
        pieces = (int)((file.Length + Sealing.SealedPiece - 1) / Sealing.SealedPiece);
        Length = file.Length - ((long)pieces * Sealing.TagLength);
    }

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length { get; }
    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.IsEmpty) { return 0; }
        OpenPiece((int)(Position / Sealing.Piece));
        var at = (int)(Position % Sealing.Piece);
        var count = Math.Min(buffer.Length, openLength - at);
        piece.AsSpan(at, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => Position + offset, _ => Length + offset };

    public override void Flush() { }
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            key.Dispose();
            CryptographicOperations.ZeroMemory(piece);
        }

        base.Dispose(disposing);
    }

    private void OpenPiece(int number)
    {
        if (number == open) { return; }
        file.Position = (long)number * Sealing.SealedPiece;
        var length = file.ReadAtLeast(seal, seal.Length, throwOnEndOfStream: false);
        if (length <= Sealing.TagLength) { throw new PaperDamagedException(file.Name); }
        try
        {
            Sealing.Open(key, number, number == pieces - 1, seal.AsSpan(0, length), piece);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new PaperDamagedException(file.Name);
        }

        (open, openLength) = (number, length - Sealing.TagLength);
    }
}

/// <summary>An uploaded paper is not what was written.</summary>
public sealed class PaperDamagedException(string file) : IOException($"{file} was changed or cut off since it was uploaded. Restore it from a backup of the folder.");
