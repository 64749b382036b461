using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using NodaTime;
using Xiezhi.Catalogue;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Bench;

/// <summary>The site of a replayed folder with its office, served from this process and asked over the wire from the same cores.</summary>
internal sealed partial class SiteTimes : IAsyncDisposable
{
    private readonly CityLedger ledger;
    private readonly CityOffice office;
    private readonly WebApplication app;
    private readonly LawBook book;
    private int port;

    private SiteTimes(string root, string data)
    {
        var city = DataFolder.Describe(data).City;
        var reading = CatalogueReader.Read(Path.Combine(root, "catalogue"), Path.Combine(root, "cities", city));
        book = reading.Sound();
        ledger = CityLedger.Open(data, book, ColumnPlan.Of(reading.Indicators), "bench", new DateOnly(2023, 1, 1), "bench");
        office = CityOffice.Open(ledger, SystemClock.Instance);
        var site = new FolderSite(ledger.Folder.Description, reading, ledger.Store, new FigureCounter(ledger.Columns), office.Cases, office.CityClock, ledger.Signer.Verifier.ToString());
        app = XiezhiSite.Build(new SiteOptions("http://127.0.0.1:0"), site, office);
    }

    public static async Task<SiteTimes> OpenAsync(string root, string data)
    {
        var times = new SiteTimes(root, data);
        await XiezhiSite.StartAsync(times.app, CancellationToken.None);
        times.port = new Uri(times.app.Urls.First()).Port;
        await times.office.Docket.Whole;
        return times;
    }

    /// <summary>The desk of an officer of the organ that keeps the second most open cases (the first is the hotline, which is no ordinary organ), asked for by 16 at once.</summary>
    public async Task<(int Cases, double Median, double P95)> DeskAsync(int asks)
    {
        var whole = await office.Docket.FindAsync(new Office.Desk.DocketQuery(null), office.Today, CancellationToken.None);
        var organ = whole.ByOrgan[Math.Min(1, whole.ByOrgan.Length - 1)].Organ;
        var account = OfficerOf("bench-desk", organ);
        var request = Wire.Request("GET", "/desk", $"Cookie: xiezhi-session={office.Sessions.Begin(account)}\nAccept-Encoding: br\n");
        await AskAsync(16, asks, _ => request, 200);
        var waits = await AskAsync(16, asks, _ => request, 200);
        return (whole.ByOrgan.First(o => o.Organ == organ).Cases, waits[waits.Length / 2], waits[waits.Length * 95 / 100]);
    }

    /// <summary>The page whose first byte comes latest, in milliseconds at the 95th part in a hundred, and the page that transfers most, with all that it needs.</summary>
    public async Task<(string Latest, double P95, string Largest, int Bytes, int Requests)> PagesAsync()
    {
        var (latest, p95, largest, bytes, requests) = ("", 0.0, "", 0, 0);
        using var wire = await Wire.ToAsync(port);
        foreach (var address in Pages())
        {
            var request = Wire.Request("GET", address, "Accept-Encoding: br\n");
            var firsts = new double[60];
            WireAnswer answer = default;
            for (var i = -6; i < firsts.Length; i++)
            {
                answer = await wire.AskAsync(request);
                if (answer.Status != 200) { throw new InvalidOperationException($"{address} was answered with {answer.Status}"); }
                if (i >= 0) { firsts[i] = answer.FirstByte; }
            }

            Array.Sort(firsts);
            if (firsts[^3] > p95) { (latest, p95) = (address, firsts[^3]); }
            var (sum, count) = (answer.Bytes, 1);
            foreach (var part in PartsOf((await wire.AskAsync(Wire.Request("GET", address, ""))).Text))
            {
                var got = await wire.AskAsync(Wire.Request("GET", part, "Accept-Encoding: br\n"));
                (sum, count) = (sum + got.Bytes, count + 1);
            }

            requests = Math.Max(requests, count);
            if (sum > bytes) { (largest, bytes) = (address, sum); }
        }

        return (latest, p95, largest, bytes, requests);
    }

    /// <summary>Durable acts a second through the API, by so many connections that each open a case, ask another organ and answer, again and again.</summary>
    public async Task<(double PerSecond, double Median, double P99)> ApiAsync(int connections, int lives)
    {
        var officer = OfficerOf("bench-api", book.City.FindOrgan("justice")!.Number);
        var headers = $"Authorization: Bearer {office.Tokens.Make(officer, TokenUse.Api, "bench")!.Value.Secret}\nContent-Type: application/json\nIdempotency-Key: ";
        // Until all of the way is compiled as it will be.
        await LivesAsync(connections, 2 * lives, headers);
        GC.Collect();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var waits = await LivesAsync(connections, lives, headers);
        var seconds = watch.Elapsed.TotalSeconds;
        return (waits.Length / seconds, waits[waits.Length / 2], waits[waits.Length * 99 / 100]);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await office.DisposeAsync();
        ledger.Dispose();
    }

    private Account OfficerOf(string id, int organ)
    {
        if (office.Accounts.Find(id) is { } known) { return known; }
        var officer = new Account(id, "计时", AccountRole.Officer, organ, book.City.FindOrgan(organ)!.Officers, 0);
        return office.Accounts.Create(officer, $"计时-{Guid.NewGuid():N}") is { Length: > 0 } problems ? throw new InvalidOperationException($"{problems[0]}") : officer;
    }

    private async Task<double[]> LivesAsync(int connections, int lives, string headers)
    {
        var next = 0;
        var run = $"{Guid.NewGuid():N}";
        var waits = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            using var wire = await Wire.ToAsync(port);
            for (int n; (n = Interlocked.Increment(ref next)) <= lives;)
            {
                var opened = await DoAsync("/cases", 0, $$$"""
                    {"procedure":"oversight/information-request","act":"receive","facts":{"applicant-kind":"person","wanted":"第{{{n}}}号地块的征收补偿方案"},
                    "persons":{"applicant":{"name":"申请人{{{n}}}","identity":"","phone":""}},"documents":{"request":[]}}
                    """);
                var number = NumberOf(opened);
                await DoAsync($"/cases/{Uri.EscapeDataString(number)}/acts", 1, """{"act":"ask-co-author","names":{"co-author":"finance"},"documents":{"author-inquiry":[]}}""");
                await DoAsync($"/cases/{Uri.EscapeDataString(number)}/acts", 2, """{"act":"answer","facts":{"answer-ground":"disclosed"},"outcome":"granted","documents":{"answer":[]}}""");

                async Task<WireAnswer> DoAsync(string address, int act, string body)
                {
                    var answer = await wire.AskAsync(Wire.Request("POST", $"/api/v1{address}", $"{headers}{run}-{n}-{act}\n", body));
                    mine.Add(answer.Whole);
                    return answer.Status == 201 ? answer : throw new InvalidOperationException($"{address} was answered with {answer.Status}: {answer.Text}");
                }
            }

            return mine;
        })));
        double[] all = [.. waits.SelectMany(w => w)];
        Array.Sort(all);
        return all;
    }

    private static string NumberOf(WireAnswer answer) => JsonDocument.Parse(answer.Body).RootElement.GetProperty("number").GetString()!;

    private async Task<double[]> AskAsync(int connections, int asks, Func<int, byte[]> request, int status)
    {
        var next = 0;
        var waits = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            using var wire = await Wire.ToAsync(port);
            for (int n; (n = Interlocked.Increment(ref next)) <= asks;)
            {
                var answer = await wire.AskAsync(request(n));
                mine.Add(answer.Whole);
                if (answer.Status != status) { throw new InvalidOperationException($"It was answered with {answer.Status}."); }
            }

            return mine;
        })));
        double[] all = [.. waits.SelectMany(w => w)];
        Array.Sort(all);
        return all;
    }

    private IEnumerable<string> Pages()
    {
        var year = ledger.Folder.Description.Replay!.Year;
        var edition = book.Editions.First(e => e.Procedure == "services/citizen-appeal");
        var register = ledger.Store.Registers().First(r => r.Procedure == edition.Procedure && r.Year == year);
        var number = new CaseNumber(edition.Number.Series, year, register.Organ + 1, register.Last);
        return
        [
            "/", $"/report/{year}", $"/figures?year={year}", "/figures/appeals_accepted", "/procedures", $"/procedures/{edition.Id}", $"/cases/{Uri.EscapeDataString($"{number.Series}-{number.Year}-{number.Organ}-{number.Ordinal}")}",
            $"/calendar/{year}", "/verify", "/about", "/matters", "/track", "/signin", "/en",
        ];
    }

    private static IEnumerable<string> PartsOf(string html) => Parts().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["address"].Value)).Where(a => a.StartsWith('/')).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("""<(?:link[^>]*\shref|script[^>]*\ssrc|img[^>]*\ssrc)="(?<address>[^"#]+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parts();
}
