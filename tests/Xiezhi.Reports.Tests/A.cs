using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Reports.Tests;

/// <summary>Builders with good defaults.</summary>
internal static class A
{
    public static Indicator Indicator { get; } = new("appeals_accepted", new Title("受理群众诉求", "Appeals taken in"), new Title("本期登记的诉求。", "Appeals registered in the period."),
        new Measure.Count(new Selection("services/citizen-appeal", new Occasion.First(["register"]))), new PrintRule("件", 1, Scale.TenThousand) { UnitEn = "appeals" }) { Chapter = "services" };

    public static Figure Figure { get; } = new(Indicator, Period.OfYear(2023), 5000) { Unrounded = 968_012, Entries = 968_012 };

    public static ReportContext Context { get; } = new("宜宾市", 2023, Synthetic: true, Scale: 1, new LogHead(5000, "cm9vdA=="));

    public static Figure Rate(string id, long numerator, long denominator) => Figure with
    {
        Indicator = Indicator with { Id = id, Title = new Title($"{id}率", id), Print = new PrintRule("%") },
        Unrounded = numerator * 100m / denominator,
        Numerator = numerator,
        Denominator = denominator,
        Entries = denominator,
    };

    public static ReportTemplate Template(params ImmutableArray<(string Zh, string En)> paragraphs) => new("yearly", Text(("{city}{year}年报告", "Report of {city} for {year}")),
        [new ReportChapter("services", new Title("服务", "Services"), [.. paragraphs.Select(pair => new ReportBlock.Paragraph(Text(pair))), new ReportBlock.Items([.. paragraphs.Select(Text)])])]);

    private static ReportText Text((string Zh, string En) pair) => new(ReportRun.Cut(pair.Zh), ReportRun.Cut(pair.En));
}
