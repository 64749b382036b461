using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using NodaTime;
using Xiezhi.Catalogue;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Office.Publishing;
using Xiezhi.Replay;
using Xiezhi.Replay.Reading;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Tests;

/// <summary>A thin sample of the city's year in a folder of its own: real law, real acts, a real ledger.</summary>
public sealed class SampleCity : IAsyncDisposable
{
    private const decimal Scale = 0.002m;
    private const long Seed = 7;
    private const int Year = 2023;
    private readonly string path = Path.Combine(Path.GetTempPath(), $"xiezhi-web-{Guid.NewGuid():N}");
    private readonly CityLedger ledger;
    private readonly SearchValues<string> sought;

    public SampleCity()
    {
        var root = Root();
        Reading = CatalogueReader.Read(Path.Combine(root, "catalogue"), Path.Combine(root, "cities", "yibin"));
        var book = Reading.Sound();
        var workload = WorkloadReader.Read(Path.Combine(root, "cities", "yibin", "workload", $"{Year}.yaml"), book).Workload!;
        var replayer = new Replayer(workload, book, Seed, (double)Scale);
        var stands = LocalDate.FromDateOnly(workload.Until.Day).At(new LocalTime(workload.Until.Minute / 60, workload.Until.Minute % 60));
        var description = new FolderDescription("yibin", Synthetic: true, SystemClock.Instance.GetCurrentInstant(),
            new FolderClock.StandsAt(stands, SystemClock.Instance.GetCurrentInstant()), new FolderReplay(Year, Scale, Seed, Complete: true));
        ledger = CityLedger.Create(path, description, book, ColumnPlan.Of(Reading.Indicators), "xiezhi/yibin/web-tests", replayer.FirstMonday, "tests");
        var appender = new BulkAppender(ledger.Writer, ledger.Dictionary, book, new SeededSecrets(Seed), replayer.FirstMonday, _ => null);
        for (var n = 0; n < replayer.Weeks; n++)
        {
            var week = replayer.Week(n);
            var last = n == replayer.Weeks - 1;
            appender.Stretch(new WeekActs(replayer, week), last ? workload.Until.Day : week.Monday.AddDays(7), last ? workload.Until.Minute : 0);
            ledger.Commit(ledger.Writer.TakeGroup());
        }

        Cases = new CaseFinder(ledger.Store, ledger.Dictionary, book);
        Office = CityOffice.Open(ledger, SystemClock.Instance, new PasswordHashing(iterations: 10));
        var clock = description.Clock.Start(SystemClock.Instance);
        Site = new FolderSite(description, Reading, ledger.Store, new FigureCounter(ledger.Columns), Cases, clock, ledger.Signer.Verifier.ToString());
        Publish();
        // What nobody may read: name, number and telephone of every party. A name of two letters is in too many other words to be looked for.
        string[] words =
        [
            .. Enumerable.Range(0, (int)replayer.Plans).SelectMany(plan => replayer.Case(plan).Parties)
                .SelectMany(party => new[] { party.Name, party.IdentityNumber, party.Telephone }).OfType<string>()
                .Where(word => word.Length > 2).Distinct(StringComparer.Ordinal),
        ];
        sought = SearchValues.Create([.. words.Select(word => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(word))), .. words.Select(JavaScriptEncoder.Default.Encode)], StringComparison.Ordinal);
    }

    /// <summary>The year's report, published, and one of its figures put right because its definition is now another.</summary>
    private void Publish()
    {
        var organ = Reading.Sound().City.Organs.First(o => o.Level == "city" && o.Competences.Contains(Reading.Reports[0].PublishedBy!));
        var officer = new Account("publisher", "发布人", AccountRole.Officer, organ.Number, 12, 0);
        var head = officer with { Id = "approver", Role = AccountRole.Head, Officer = 1 };
        var suggestions = Reading.Indicators.Single(i => i.Id == "audit_suggestions").Measure;
        Publish(Reading.Indicators.Select(i => i.Id == "audited_units" ? i with { Measure = suggestions } : i), null);
        Publish(Reading.Indicators, "definition-put-right");

        void Publish(IEnumerable<Indicator> indicators, string? ground) => Assert.IsType<PublishOutcome.Done>(
            Office.Publishing.PublishAsync(officer, head, Reading.Reports[0], [.. indicators], Law.Indicators.Period.OfYear(Year), ground, TestContext.Current.CancellationToken).GetAwaiter().GetResult());
    }

    public CatalogueReading Reading { get; }

    public FolderSite Site { get; }

    public CityOffice Office { get; }

    /// <summary>Finds the private records, to hold what the public sees against them.</summary>
    public CaseFinder Cases { get; }

    /// <summary>The number of every case of the ledger.</summary>
    public IEnumerable<CaseNumber> Numbers => ledger.Store.Registers().SelectMany(register => Enumerable.Range(1, register.Last)
        .Select(ordinal => new CaseNumber(Site.Book.EditionsOf(register.Procedure)[^1].Number.Series, register.Year, register.Organ + 1, ordinal)));

    /// <summary>What stands around the first private word in what was sent, whether as UTF-8 or as JSON writes it; null when there is none.</summary>
    public string? PrivateWordIn(ReadOnlySpan<byte> sent)
    {
        var text = Encoding.Latin1.GetString(sent);
        var at = text.AsSpan().IndexOfAny(sought);
        return at < 0 ? null : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)]));
    }

    /// <summary>What was sent has no name, identity number or telephone number that lies in the private bodies.</summary>
    public void AssertNamesNobody(string address, ReadOnlySpan<byte> sent)
    {
        if (PrivateWordIn(sent) is { } word) { Assert.Fail($"{address} names a party: {word}"); }
    }

    /// <summary>Writes the public log out, as <c>log export</c> does.</summary>
    public void Export(string folder) => LogExport.Write(new StoredLog(ledger.Store), ledger.Signer.Verifier, folder, witnessed: null, progress: null, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        ledger.Dispose();
        Directory.Delete(path, recursive: true);
    }

    /// <summary>The folder with catalogue and cities.</summary>
    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "catalogue", "procedures")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No folder above the tests holds a catalogue.");
        }

        return folder.FullName;
    }

    private sealed class WeekActs(Replayer replayer, PlannedWeek week) : IPlannedActs
    {
        private readonly PlannedAct[] acts = [.. week];

        public int Count => acts.Length;

        public (long Plan, DateOnly Day, bool Last) Head(int index) => (acts[index].Plan, acts[index].When.Day, acts[index].Last);

        public (ActRequest Request, Edition? Opens) Act(int index)
        {
            var act = acts[index];
            if (!act.Opens) { return (act.Request, null); }
            var planned = replayer.Case(act.Plan);
            var persons = planned.Parties.Select(party => new Person(party.Number, party.Name, party.IdentityNumber, party.Telephone));
            return (act.Request with { Persons = [.. persons] }, planned.Edition);
        }
    }
}
