using System.IO.Compression;
using System.Text;

namespace Xiezhi.Office.Tests.Papers;

/// <summary>Files as people send them.</summary>
internal static class Contents
{
    public static byte[] Pdf(int length = 200) => Filled("%PDF-1.7\n"u8, length);
    public static byte[] Png { get; } = Filled([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], 300);
    public static byte[] Jpeg { get; } = Filled([0xFF, 0xD8, 0xFF, 0xE0], 300);
    public static byte[] Docx { get; } = Zip("[Content_Types].xml", "word/document.xml");
    public static byte[] Xlsx { get; } = Zip("[Content_Types].xml", "xl/workbook.xml");
    public static byte[] WithMacros { get; } = Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin");
    public static byte[] Archive { get; } = Zip("readme.txt");
    public static byte[] Program { get; } = Filled("MZ"u8, 300);
    public static byte[] Text { get; } = Encoding.UTF8.GetBytes("噪声持续到凌晨两点。\r\n\t附照片。\n");

    public static byte[] Zip(params string[] names)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write("<x/>"u8);
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Filled(ReadOnlySpan<byte> start, int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        start.CopyTo(content);
        return content;
    }
}

/// <summary>A sender whose line breaks after so many bytes.</summary>
internal sealed class BrokenLine(byte[] content, int after, bool throws) : Stream
{
    private int sent;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => sent; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var some = Math.Min(Math.Min(count, 1000), after - sent);
        if (some == 0) { return throws ? throw new IOException("the line broke") : 0; }
        Array.Copy(content, sent, buffer, offset, some);
        sent += some;
        return some;
    }

    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
