using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Papers;

/// <summary>A kind of file that is taken as a paper.</summary>
/// <param name="Media">Its media type.</param>
/// <param name="Endings">What its name may end with; the first is the usual one.</param>
public sealed record PaperType(string Media, Title Title, ImmutableArray<string> Endings)
{
    public static PaperType Pdf { get; } = new("application/pdf", new Title("PDF", "PDF"), [".pdf"]);
    public static PaperType Png { get; } = new("image/png", new Title("PNG图片", "PNG picture"), [".png"]);
    public static PaperType Jpeg { get; } = new("image/jpeg", new Title("JPEG图片", "JPEG picture"), [".jpg", ".jpeg"]);
    public static PaperType Docx { get; } =
        new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", new Title("Word文档", "Word document"), [".docx"]);
    public static PaperType Xlsx { get; } =
        new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", new Title("Excel表格", "Excel sheet"), [".xlsx"]);
    public static PaperType Text { get; } = new("text/plain; charset=utf-8", new Title("纯文本", "plain text"), [".txt"]);

    /// <summary>All kinds that are taken.</summary>
    public static ImmutableArray<PaperType> All { get; } = [Pdf, Png, Jpeg, Docx, Xlsx, Text];

    /// <summary>What a content is, told by its bytes alone; null when it is none of <see cref="All"/>.</summary>
    public static PaperType? Of(Stream content)
    {
        var head = new byte[8];
        content.Position = 0;
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var start = head.AsSpan(0, length);
        if (start.StartsWith("%PDF-"u8)) { return Pdf; }
        if (start.SequenceEqual((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) { return Png; }
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) { return Jpeg; }
        if (start.StartsWith("PK\u0003\u0004"u8)) { return OfArchive(content); }
        return IsText(content) ? Text : null;
    }

    /// <summary>Office documents are archives with a part of a known name; those with macros are not taken.</summary>
    private static PaperType? OfArchive(Stream content)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var names = archive.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!names.Contains("[Content_Types].xml") || names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) { return null; }
            return names.Contains("word/document.xml") ? Docx : names.Contains("xl/workbook.xml") ? Xlsx : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsText(Stream content)
    {
        content.Position = 0;
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[16 * 1024];
        var chars = new char[bytes.Length + 1];
        try
        {
            for (int read; (read = content.Read(bytes)) > 0;)
            {
                var count = decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
                foreach (var c in chars.AsSpan(0, count)) { if (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f')) { return false; } }
            }

            _ = decoder.GetChars([], 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
