using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Witnesses;
using Xiezhi.Web.Features;
using Xiezhi.Web.Features.Cases;
using Xiezhi.Web.Features.Verify;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Tests.Witnessing;

public sealed class WitnessPageTests(RunningSite running)
{
    [Fact]
    public async Task A_log_without_witnesses_says_what_that_means() =>
        Assert.Contains("还没有外部的见证", await running.PageAsync("/verify"), StringComparison.Ordinal);

    [Fact]
    public async Task The_page_names_who_is_down_since_when_who_refuses_and_how_far_each_is_behind()
    {
        var size = running.City.Site.Head.Head.Size;
        var since = Instant.FromUtc(2024, 1, 2, 3, 4);
        WitnessState[] states =
        [
            new(Named("court"), size, since, null, null, Forked: false),
            new(Named("audit"), size - 7, since, since, "no connection", Forked: false),
            new(Named("college"), size - 2, since, null, "it holds <this> to be another log", Forked: true),
        ];
        await using var app = XiezhiSite.Build(new SiteOptions("http://127.0.0.1:0"), new WitnessedSite(running.City.Site, new WitnessView("the note", size - 1, [.. states], null)));
        await XiezhiSite.StartAsync(app, TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        var chinese = await http.GetStringAsync(new Uri("/verify", UriKind.Relative), TestContext.Current.CancellationToken);
        var english = await http.GetStringAsync(new Uri("/en/verify", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("自2024-01-02 11:04起没有回应", chinese, StringComparison.Ordinal);
        Assert.Contains("此后又增加了1条", chinese, StringComparison.Ordinal);
        Assert.Contains("no answer since 2024-01-02 11:04: no connection", english, StringComparison.Ordinal);
        Assert.Contains("it holds &lt;this&gt; to be another log", english, StringComparison.Ordinal);
        Assert.Contains(">7</td>", english, StringComparison.Ordinal);
    }

    private static NamedWitness Named(string name) => new(name, NoteSigner.GenerateWitness($"{name}.example").Verifier, null);

    private sealed class WitnessedSite(ISite whole, WitnessView witnesses) : ISite
    {
        public LawBook Book => whole.Book;
        public ImmutableArray<Indicator> Indicators => whole.Indicators;
        public ReportTemplate Template => whole.Template;
        public FigureCounter Counter => whole.Counter;
        public Holdings Holdings => whole.Holdings;
        public Moment Now => whole.Now;
        public SignedHead Head => whole.Head with { Witnesses = witnesses };

        public byte[]? LogFile(string name) => whole.LogFile(name);

        public Receipt? ReceiptOf(long leaf) => whole.ReceiptOf(leaf);

        public void WriteFigureFile(Stream output, Indicator indicator, Law.Indicators.Period period, CancellationToken ct) => whole.WriteFigureFile(output, indicator, period, ct);

        public PublicCase? Case(CaseNumber number) => whole.Case(number);
    }
}
