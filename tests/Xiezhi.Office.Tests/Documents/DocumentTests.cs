using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Tests;
using Xiezhi.Catalogue.Tests.Menus;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Documents;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Acts;

namespace Xiezhi.Office.Tests.Documents;

public sealed class DocumentTests
{
    private static readonly LawBook Law = CatalogueReader.Read(House.Catalogue, House.Yibin).Sound();
    private static readonly DocumentTemplates Templates = new(Law);
    private static readonly Edition Service = Law.InForce("services/service-case", new DateOnly(2023, 6, 5))!;
    private static readonly Actor Market = Actor.OfOrgan(Law.City.FindOrgan("market")!.Number, 5);

    public static TheoryData<string> Editions => [.. Law.Editions.Where(Wanderer.CanBegin).Select(e => e.Id)];

    [Fact]
    public void The_notice_of_acceptance_says_until_when_and_how_the_day_is_counted()
    {
        var notice = Render(Accepted(), Service, "acceptance-notice");

        Assert.Equal(("受理通知书", "宜宾市市场监督管理局", "李四"), (notice.Title, notice.Issuer, notice.Recipient));
        Assert.Equal(new DateOnly(2023, 6, 5), notice.Day);
        var text = string.Join('\n', notice.Lines.Select(l => l.Text));
        Assert.Contains("食品经营许可", text, StringComparison.Ordinal);
        Assert.Contains("2023年7月4日", text, StringComparison.Ordinal);
        Assert.Contains("端午节放假", text, StringComparison.Ordinal);
        Assert.Contains("《中华人民共和国行政许可法》第三十二条", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_stays_as_it_was_made_when_the_case_goes_on()
    {
        var walk = Accepted();
        var before = Render(walk, Service, "acceptance-notice");
        walk.Do("extend", Market, [new(Service.FindFact("extend-ground")!.Index, 0)], approval: new Approval(Market with { Officer = 1 }, walk.Day));

        var after = Render(walk, Service, "acceptance-notice");

        Assert.Equal(before.Lines, after.Lines);
        Assert.NotEqual(before.Lines, Render(walk, Service, "extension-notice").Lines);
        Assert.Null(Templates.Render(CaseOf(walk, Service, ~0UL), Service.FindDocument("decision")!, Law));
    }

    [Fact]
    public void What_people_wrote_is_text_and_never_layout_or_markup()
    {
        var walk = Accepted("# 假标题\n## 假小标题\n<script>alert(1)</script> {{ city }}");

        var application = Render(walk, Service, "application");
        var html = DocumentHtml.Write(application);

        Assert.Equal("申请书", application.Title);
        Assert.Equal(["申请内容"], application.Lines.Where(l => l.Heading).Select(l => l.Text));
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; {{ city }}", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_see_a_person_or_a_fact_reads_a_document_without_them()
    {
        var mediation = Law.InForce("disputes/dispute-mediation", new DateOnly(2023, 6, 5))!;
        var committee = Actor.OfOrgan(Law.City.Organs.First(o => o.Competences.Contains("mediation")).Number, 1);
        var walk = new Walk(mediation, Law);
        walk.Do("accept", committee, [new(mediation.FindFact("field")!.Index, 0)], [walk.Name("applicant", 77), walk.Name("other", 78)], person: new Person(77, "李四", "", ""));
        walk.Do("sign-agreement", committee, [walk.Fact("agreed", "七日内付清")], outcome: "agreement-written");

        var own = Render(walk, mediation, "agreement");
        var other = Templates.Render(CaseOf(walk, mediation, 0), mediation.FindDocument("agreement")!, Law)!;

        Assert.Contains(own.Lines, l => l.Text.Contains("李四", StringComparison.Ordinal));
        Assert.DoesNotContain(other.Lines, l => l.Text.Contains("李四", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Editions))]
    public void Every_document_with_a_template_can_be_made_wherever_an_act_has_made_it(string id)
    {
        var edition = Law.FindEdition(id)!;
        var made = new HashSet<string>(StringComparer.Ordinal);
        for (var life = 0; life < 60; life++)
        {
            var wanderer = new Wanderer(edition, Law, life);
            var entries = new List<Entry>();
            for (var step = 0; step < 30 && (wanderer.Case is not null || edition.Covers(wanderer.Today)); step++)
            {
                wanderer.PassDays();
                var by = wanderer.SomeActor();
                var menu = Decide.Menu(edition, wanderer.Case, by, wanderer.Now, wanderer.Today, Law.Calendar, Law.City).Where(i => i.Obstacle is null).ToList();
                if (menu.Count == 0 || Decide.On(edition, wanderer.Case, wanderer.Filled(wanderer.Pick(menu), by), Law.Calendar, Law.City) is not Decision.Accepted yes) { continue; }
                wanderer.Accept(yes);
                entries.AddRange(yes.Entries);
            }

            if (entries.Count == 0) { continue; }
            var @case = new DocumentCase(new CaseNumber(edition.Number.Series, 2023, 1, 1), edition, edition, [.. entries], new Sight(edition, ~0UL, 0), 1, "演示数据");
            foreach (var document in edition.Documents)
            {
                if (Templates.Render(@case, document, Law) is not { } rendered) { continue; }
                made.Add(document.Id);
                Assert.True(rendered.Title.Length > 0 && !rendered.Lines.IsEmpty, $"{id} {document.Id} is empty");
                Assert.DoesNotContain(rendered.Lines, l => l.Text.Contains("{{", StringComparison.Ordinal) || l.Text.Contains("}}", StringComparison.Ordinal));
                if (life < 2) { Valid(DocumentDocx.Write(rendered)); }
            }
        }

        Assert.True(made.Count > 0, $"{id}: no document was made");
    }

    [Fact]
    public void Every_document_that_is_served_has_a_template()
    {
        var without = Law.Editions.SelectMany(e => e.Documents.Where(d => d.To.Length > 0 && d.Template is null).Select(d => $"{e.Id} {d.Id}"));

        Assert.Equal([], without);
    }

    [Fact]
    public void The_file_has_the_layout_of_official_documents()
    {
        var bytes = DocumentDocx.Write(Render(Accepted("龚䶮㵲僰𠮷"), Service, "application"));

        Valid(bytes);
        using var package = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        var body = package.MainDocumentPart!.Document!.Body!;
        var section = body.GetFirstChild<DocumentFormat.OpenXml.Wordprocessing.SectionProperties>()!;
        var margin = section.GetFirstChild<DocumentFormat.OpenXml.Wordprocessing.PageMargin>()!;
        Assert.Equal((2098, 1588u, 1474u, 1984), (margin.Top!.Value, margin.Left!.Value, margin.Right!.Value, margin.Bottom!.Value));
        Assert.Equal(579, section.GetFirstChild<DocumentFormat.OpenXml.Wordprocessing.DocGrid>()!.LinePitch!.Value);
        Assert.Contains("龚䶮㵲僰𠮷", body.InnerText, StringComparison.Ordinal);
        Assert.Contains("演示数据", body.InnerText, StringComparison.Ordinal);
    }

    private static void Valid(byte[] docx)
    {
        using var package = WordprocessingDocument.Open(new MemoryStream(docx), false);
        Assert.Equal([], new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package).Select(e => $"{e.Path?.XPath}: {e.Description}"));
    }

    private static RenderedDocument Render(Walk walk, Edition edition, string document) => Templates.Render(CaseOf(walk, edition, ~0UL), edition.FindDocument(document)!, Law)!;

    private static DocumentCase CaseOf(Walk walk, Edition edition, ulong roles) =>
        new(new CaseNumber(edition.Number.Series, 2023, Market.Organ, 7), edition, edition, walk.Entries, new Sight(edition, roles, 0), Market.Organ, "演示数据");

    private static Walk Accepted(string asked = "在翠屏区开一家面馆")
    {
        var walk = new Walk(Service, Law);
        return walk.Do("receive", Market, [walk.Fact("item", "food-business-permit"), walk.Fact("asked", asked)], [walk.Name("applicant", 77)], person: new Person(77, "李四", "", ""))
            .Do("accept", Market);
    }
}
