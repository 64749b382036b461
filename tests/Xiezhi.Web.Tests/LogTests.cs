using System.Net;
using System.Text;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Verification;
using Xiezhi.Reports;

namespace Xiezhi.Web.Tests;

/// <summary>The public log under <c>/log</c>.</summary>
public sealed class LogTests(RunningSite site)
{
    [Fact]
    public async Task Every_file_of_an_export_is_served_as_it_is()
    {
        var folder = Directory.CreateTempSubdirectory("xiezhi-log-").FullName;
        try
        {
            site.City.Export(Path.Combine(folder, "log"));
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')).ToList();

            Assert.Contains("log/tile/entries/001", files);
            Assert.Contains(files, file => file.Contains("tile/1/000.p/", StringComparison.Ordinal));
            foreach (var file in files)
            {
                using var answer = await site.GetAsync("/" + file);
                var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken), bytes);
                site.City.AssertNamesNobody(file, bytes);
                Assert.Equal(file.Contains("tile/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "public, max-age=5", answer.Headers.CacheControl?.ToString());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_stranger_recounts_the_served_log()
    {
        using var files = new ServedFiles(new Uri(site.Address, "/log"));

        var log = PublishedLog.Open(files);
        var published = PublishedFigures.Parse(files.Read(PublishedFigures.FileName));
        var definitions = files.Read(PublishedFigures.DefinitionsFileName);
        var recount = Recount.Of(log, DefinitionJson.Read(definitions), published.Period, published.Size);

        Assert.Equal(DefinitionJson.Digest(definitions), published.Definitions);
        Assert.Empty(recount.Gaps);
        Assert.Equal(published.Figures.Length, recount.Figures.Length);
        Assert.All(published.Figures, (figure, at) => Assert.True(figure.Says(recount.Figures[at]), $"{figure} is not {recount.Figures[at]}"));
    }

    [Fact]
    public async Task The_file_of_a_figure_can_be_had_and_is_sound()
    {
        using var answer = await site.GetAsync("/verify/figure/audit_suggestions?year=2023");
        await using var file = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        var figure = FigureFile.Verify(file, NoteVerifier.Parse((await site.PageAsync("/log/vkey")).Trim()), out _).Figure;

        Assert.Equal("audit_suggestions-2023.figure", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.True(figure.Entries > 0);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/verify/figure/nothing")).StatusCode);
    }

    [Fact]
    public async Task A_published_report_has_a_page_with_its_chain_and_its_printed_form_leads_there()
    {
        var page = WebUtility.HtmlDecode(await site.PageAsync("/verify/report/0"));
        var report = WebUtility.HtmlDecode(await site.PageAsync("/report/2023"));
        var figure = WebUtility.HtmlDecode(await site.PageAsync("/figures/audited_units?year=2023"));

        Assert.Matches("审计单位由[0-9]+个更正为[0-9]+个。理由：数据口径有误", page);
        Assert.Contains("12号工作人员发布，1号负责人批准", page, StringComparison.Ordinal);
        Assert.Contains("相同", page, StringComparison.Ordinal);
        Assert.Contains($"{site.Address}verify/report/0", report, StringComparison.Ordinal);
        Assert.Contains("<svg", report, StringComparison.Ordinal);
        Assert.Contains("更正为", figure, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await site.GetAsync("/verify/report/1")).StatusCode);
        Assert.Contains("没有缺号", await site.PageAsync("/verify/gaps"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_no_log_is_called_so()
    {
        using var files = new ServedFiles(new Uri(site.Address, "/nowhere"));

        Assert.Contains("404", Assert.Throws<BrokenLogException>(() => PublishedLog.Open(files)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundles_are_sent_compressed_to_whoever_takes_that()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/log/tile/entries/001");
        request.Headers.Add("Accept-Encoding", "gzip");

        using var answer = await site.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("gzip", Assert.Single(answer.Content.Headers.ContentEncoding));
    }

    [Fact]
    public async Task Part_of_the_last_bundle_can_be_had_and_more_than_the_head_states_cannot()
    {
        var size = Checkpoint.Parse(SignedNote.Parse(Encoding.UTF8.GetBytes(await site.PageAsync("/log/checkpoint"))).Text).Size;
        var (last, width) = (size / 256, (int)(size % 256));

        Assert.Equal(HttpStatusCode.OK, await StatusOf(TilePath.Entries(last, width - 1)));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(TilePath.Tile(0, 0, 7)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(TilePath.Entries(last, width + 1)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(TilePath.Tile(0, last, 256)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(TilePath.Tile(7, 0, 1)));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(TilePath.Tile(63, 9_999_999_999, 1)));
        foreach (var name in new[] { "tile/entries/1", "tile/entries/x000/001", "tile/entries/001.p/256", "tile/entries/001.p/07", "tile/00/000", "tile/entries/001/", "tile/x", "tile/0/-01", "tile/0/99999999999999999999" })
        {
            Assert.Equal(HttpStatusCode.NotFound, await StatusOf(name));
        }
    }

    private async Task<HttpStatusCode> StatusOf(string name)
    {
        using var answer = await site.GetAsync("/log/" + name);
        return answer.StatusCode;
    }
}
