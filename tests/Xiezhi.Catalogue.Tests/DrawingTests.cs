using System.Globalization;
using System.Xml.Linq;
using Xiezhi.Catalogue.Drawing;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Tests;

public sealed class DrawingTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly LawBook Book = CatalogueReader.Read(House.Catalogue).Sound();

    [Fact]
    public void Every_edition_is_drawn_with_all_its_stages_acts_outcomes_and_limits()
    {
        foreach (var edition in Book.Editions)
        {
            var texts = Texts(edition, english: false);

            Assert.All(edition.Stages, s => Assert.Contains(s.Title.Zh, texts));
            Assert.All(edition.Acts, a => Assert.Contains(texts, t => t.StartsWith(a.Title.Zh, StringComparison.Ordinal)));
            Assert.All(edition.Outcomes.Where(o => !o.BuiltIn), o => Assert.Contains(o.Title.Zh, texts));
            Assert.All(edition.Limits, l => Assert.Contains(texts, t => t.StartsWith(l.Title.Zh, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Boxes_do_not_cover_each_other_and_nothing_lies_outside()
    {
        foreach (var edition in Book.Editions)
        {
            var layout = new Layout(edition, english: true);
            foreach (var box in layout.Boxes)
            {
                Assert.True(box.X >= 0 && box.Right <= layout.Width && box.Y >= 0 && box.Y + box.Height <= layout.Bottom, edition.Id);
                Assert.DoesNotContain(layout.Boxes, other => other != box && other.X < box.Right && box.X < other.Right && other.Y < box.Y + box.Height && box.Y < other.Y + other.Height);
            }

            Assert.All(layout.Brackets, b => Assert.True(b.From >= 0 && b.From < b.To && b.To <= layout.Width && b.Y > layout.Bottom, $"{edition.Id} {b.Limit.Id}"));
        }
    }

    [Fact]
    public void It_says_what_it_is_and_where_the_case_stands()
    {
        var edition = Book.FindEdition("disputes/administrative-reconsideration@2024-01-01")!;

        var drawn = XElement.Parse(ProcedureDrawing.Svg(edition, here: 0, alone: false));

        Assert.Equal("img", drawn.Attribute("role")!.Value);
        Assert.Equal(drawn.Attribute("aria-labelledby")!.Value, $"{drawn.Element(Svg + "title")!.Attribute("id")!.Value} {drawn.Element(Svg + "desc")!.Attribute("id")!.Value}");
        Assert.Contains(edition.Stages[0].Title.Zh, drawn.Element(Svg + "desc")!.Value, StringComparison.Ordinal);
        Assert.Single(drawn.Descendants(Svg + "rect"), r => r.Attribute("class")!.Value.Contains("here", StringComparison.Ordinal));
        Assert.Single(XElement.Parse(ProcedureDrawing.Svg(edition, here: CaseState.Closed)).Descendants(Svg + "rect"), r => r.Attribute("class")!.Value == "box end here");
    }

    [Fact]
    public void A_title_with_signs_of_xml_is_escaped()
    {
        var edition = Book.FindEdition("services/permit-bar@2019-04-23")!;
        var odd = edition with { Stages = [.. edition.Stages.Select(s => s with { Title = new Title("<&\">", "<&\">") })] };

        Assert.Contains("<&\">", XElement.Parse(ProcedureDrawing.Svg(odd)).Descendants(Svg + "text").Select(t => t.Value));
    }

    private static List<string> Texts(Edition edition, bool english)
    {
        var drawn = XElement.Parse(ProcedureDrawing.Svg(edition, english));
        Assert.True(drawn.ToString().Length < 60_000, string.Create(CultureInfo.InvariantCulture, $"{edition.Id} {drawn.ToString().Length}"));
        return [.. drawn.Descendants(Svg + "text").Select(t => t.Value)];
    }
}
