using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Xiezhi.Office.Documents;

/// <summary>A document as DOCX, in the layout of official documents: 22 lines of 28 signs a page.</summary>
/// <remarks>Source: GB/T 9704-2012. Lengths are twips, sizes half points.</remarks>
public static class DocumentDocx
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Song = "宋体";
    private const string Title = "方正小标宋简体";
    private const string FangSong = "仿宋_GB2312";
    private const string Hei = "黑体";
    private const string Kai = "楷体_GB2312";
    private const uint LinePitch = 579;
    private const string BodySize = "32";
    private const string TitleSize = "44";
    private const string FooterSize = "28";

    /// <summary>Faces that stand in where the one that the standard names is not installed.</summary>
    private static readonly (string Name, string Alternative)[] Faces =
        [(Title, "方正小标宋_GBK"), (FangSong, "仿宋"), (Hei, "SimHei"), (Kai, "楷体"), (Song, "SimSun")];

    /// <summary>The bytes of the file.</summary>
    public static byte[] Write(RenderedDocument document)
    {
        using var stream = new MemoryStream();
        using (var package = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = package.AddMainDocumentPart();
            var odd = Footer(main, JustificationValues.Right, "right");
            var even = Footer(main, JustificationValues.Left, "left");
            main.Document = new Document(new Body([.. Paragraphs(document), Section(odd, even)]));
            main.AddNewPart<DocumentSettingsPart>().Settings = new Settings(new EvenAndOddHeaders());
            main.AddNewPart<FontTablePart>().Fonts = new Fonts(Faces.Select(f => new Font(new AltName { Val = f.Alternative }) { Name = f.Name }));
        }

        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Paragraphs(RenderedDocument document)
    {
        yield return Centred(document.Issuer, Title, TitleSize);
        yield return Centred(document.Title, Title, TitleSize);
        yield return Centred(document.Number, FangSong, BodySize);
        yield return Line([], "", FangSong);
        if (document.Recipient is { } recipient) { yield return Line([], $"{recipient}：", FangSong); }
        foreach (var line in document.Lines) { yield return Line([Indented()], line.Text, line.Heading ? Hei : FangSong); }
        yield return Line([], "", FangSong);
        yield return Line([Signed(), new Justification { Val = JustificationValues.Right }], document.Signature, FangSong, keepNext: true);
        yield return Line([Signed(), new Justification { Val = JustificationValues.Right }], DocumentModel.Day(document.Day), FangSong);
        if (document.Notice is { } notice) { yield return Line([], $"（{notice}）", Kai); }
    }

    // Two signs in, at the first line.
    private static Indentation Indented() => new() { FirstLineChars = 200, FirstLine = "640" };

    // Four signs in from the right.
    private static Indentation Signed() => new() { RightChars = 400, Right = "1280" };

    private static Paragraph Centred(string text, string face, string size) =>
        new(new ParagraphProperties(Exact(), new Justification { Val = JustificationValues.Center }), Run(text, face, size));

    private static Paragraph Line(OpenXmlElement[] layout, string text, string face, bool keepNext = false)
    {
        var properties = new ParagraphProperties();
        if (keepNext) { properties.Append(new KeepNext()); }
        properties.Append(Exact());
        properties.Append(layout);
        return new Paragraph(properties, Run(text, face, BodySize));
    }

    private static SpacingBetweenLines Exact() => new() { Line = $"{LinePitch}", LineRule = LineSpacingRuleValues.Exact };

    private static Run Run(string text, string face, string size) => new(
        new RunProperties(new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = face }, new Spacing { Val = -5 }, new FontSize { Val = size },
            new FontSizeComplexScript { Val = size }, new Languages { EastAsia = "zh-CN" }),
        new Text(Printable(text)) { Space = SpaceProcessingModeValues.Preserve });

    // A file of XML holds no sign that XML does not know.
    private static string Printable(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value is 9 or >= 32 and not 0xFFFE and not 0xFFFF));

    private static string Footer(MainDocumentPart main, JustificationValues side, string indent)
    {
        var part = main.AddNewPart<FooterPart>();
        var inward = indent == "right" ? new Indentation { RightChars = 100, Right = "280" } : new Indentation { LeftChars = 100, Left = "280" };
        part.Footer = new Footer(new Paragraph(
            new ParagraphProperties(inward, new Justification { Val = side }),
            Page("— "), new Run(new FieldChar { FieldCharType = FieldCharValues.Begin }), new Run(new FieldCode(" PAGE ") { Space = SpaceProcessingModeValues.Preserve }),
            new Run(new FieldChar { FieldCharType = FieldCharValues.Separate }), Page("1"), new Run(new FieldChar { FieldCharType = FieldCharValues.End }), Page(" —")));
        return main.GetIdOfPart(part);
    }

    private static Run Page(string text) =>
        new(new RunProperties(new RunFonts { Ascii = Song, HighAnsi = Song, EastAsia = Song }, new FontSize { Val = FooterSize }), new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static SectionProperties Section(string odd, string even) => new(
        new FooterReference { Type = HeaderFooterValues.Default, Id = odd },
        new FooterReference { Type = HeaderFooterValues.Even, Id = even },
        new PageSize { Width = 11906, Height = 16838 },
        new PageMargin { Top = 2098, Left = 1588, Right = 1474, Bottom = 1984, Header = 851, Footer = 1304, Gutter = 0 },
        new DocGrid { Type = DocGridValues.Lines, LinePitch = (int)LinePitch });
}
