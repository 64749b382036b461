using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Xiezhi.Catalogue;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;
using Xiezhi.Web.Hosting;
using Xiezhi.Web.Tests;

[assembly: AssemblyFixture(typeof(LivingCity))]

namespace Xiezhi.Web.Tests;

/// <summary>A new folder in which people act: real law, a real ledger, a real server. It can be stopped and opened again.</summary>
public sealed class LivingCity : IAsyncLifetime, IPlace
{
    public const string Password = "correct horse battery";

    /// <summary>A Monday morning; holidays of the year are known.</summary>
    private static readonly LocalDateTime Begins = new(2024, 3, 4, 9, 0);
    private readonly string path = Path.Combine(Path.GetTempPath(), $"xiezhi-living-{Guid.NewGuid():N}");
    private readonly MovedClock clock = new();
    private CatalogueReading reading = null!;
    private CityLedger ledger = null!;
    private WebApplication? app;
    private string? listens;

    public CityOffice Office { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>Follows no redirect.</summary>
    public HttpClient Client { get; private set; } = null!;

    public LawBook Book => Office.Book;

    /// <summary>Every address that the running site answers.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>How many entries a case has.</summary>
    public int EntriesOf(string number) => Office.Cases.Read(Office.Cases.Find(number)!.Value)!.State.Entries;

    /// <summary>How many papers lie in the folder, whole or not.</summary>
    public int PaperFiles => Directory.GetFiles(Path.Combine(path, "papers")).Length;

    /// <summary>A city for one test that stops it or lets time pass.</summary>
    public static async Task<LivingCity> NewAsync()
    {
        var city = new LivingCity();
        await city.InitializeAsync();
        return city;
    }

    public async ValueTask InitializeAsync()
    {
        reading = CatalogueReader.Read(Path.Combine(SampleCity.Root(), "catalogue"), Path.Combine(SampleCity.Root(), "cities", "yibin"));
        var now = clock.GetCurrentInstant();
        var description = new FolderDescription("yibin", Synthetic: true, now, new FolderClock.StandsAt(Begins, now), null);
        var made = CityLedger.Create(path, description, reading.Sound(), ColumnPlan.Of(reading.Indicators), "xiezhi/yibin/living-tests", Begins.Date.ToDateOnly(), "tests");
        made.Dispose();
        await StartAsync();
        foreach (var account in Accounts(Book.City)) { Assert.Empty(Office.Accounts.Create(account, Password)); }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(path, recursive: true);
    }

    /// <summary>Stops the server as its owner would, and opens the same folder again at the same address.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public void Pass(Duration time) => clock.Pass(time);

    /// <summary>An appeal of somebody without an account, at the hotline: its number and code.</summary>
    public async Task<(string Number, string Code)> AppealAsync(string told = "楼下饭店每天营业到凌晨。", string name = "赵晓静", string identity = "", string phone = "")
    {
        var outcome = await Office.ActAsync(Viewer.Stranger.Instance, new ActInput
        {
            Procedure = "services/citizen-appeal",
            Act = "register",
            Key = Guid.NewGuid().ToString("N"),
            Facts = Pairs(("category", "complaint"), ("subject", "noise"), ("told", told)),
            Names = Pairs(("hotline", "hotline-center")),
            Persons = ImmutableDictionary<string, PersonInput>.Empty.Add("citizen", new PersonInput(name, identity, phone)),
        }, TestContext.Current.CancellationToken);
        var done = Assert.IsType<ActOutcome.Done>(outcome);
        return (done.Number.ToString(), done.Code!);
    }

    /// <summary>Does an act as one of the accounts.</summary>
    public async Task ActAsync(string account, string number, string act, params (string Name, string Value)[] names)
    {
        var outcome = await Office.ActAsync(new Viewer.SignedIn(Office.Accounts.Find(account)!),
            new ActInput { Case = number, Act = act, Key = Guid.NewGuid().ToString("N"), Names = Pairs(names) }, TestContext.Current.CancellationToken);
        Assert.IsType<ActOutcome.Done>(outcome);
    }

    private static ImmutableDictionary<string, string> Pairs(params (string Name, string Value)[] pairs) => pairs.ToImmutableDictionary(p => p.Name, p => p.Value);

    /// <summary>A client of its own, with no cookie of anybody.</summary>
    public Visit NewVisit() => new(Address);

    private async Task StartAsync()
    {
        ledger = CityLedger.Open(path, reading.Sound(), ColumnPlan.Of(reading.Indicators), "xiezhi/yibin/living-tests", Begins.Date.ToDateOnly(), "tests");
        Office = CityOffice.Open(ledger, clock, new PasswordHashing(iterations: 10));
        var counter = new FigureCounter(ledger.Columns);
        var site = new FolderSite(ledger.Folder.Description, reading, ledger.Store, counter, Office.Cases, Office.CityClock, ledger.Signer.Verifier.ToString());
        app = XiezhiSite.Build(new SiteOptions(listens ?? "http://127.0.0.1:0"), site, Office);
        await XiezhiSite.StartAsync(app, TestContext.Current.CancellationToken);
        Address = new Uri(listens = app.Urls.First());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    private async Task StopAsync()
    {
        Client.Dispose();
        if (app is not null) { await app.DisposeAsync(); }
        await Office.DisposeAsync();
        ledger.Dispose();
    }

    private static IEnumerable<Account> Accounts(City city)
    {
        Account Staff(string id, string name, AccountRole role, string organ, int officer) => new(id, name, role, city.FindOrgan(organ)!.Number, officer, 0);
        yield return Staff("hotline", "热线 甲", AccountRole.Officer, "hotline-center", 2);
        yield return Staff("hotline-head", "热线 主任", AccountRole.Head, "hotline-center", 1);
        yield return Staff("window-clerk", "窗口 己", AccountRole.Clerk, "approval", 30);
        yield return Staff("window", "窗口 庚", AccountRole.Officer, "approval", 12);
        yield return Staff("window-head", "审批局 负责人", AccountRole.Head, "approval", 1);
        yield return Staff("county", "翠屏市场 辛", AccountRole.Officer, "cuiping-market", 12);
        yield return Staff("market", "市场监管 乙", AccountRole.Officer, "market", 4);
        yield return Staff("market-head", "市场监管 负责人", AccountRole.Head, "market", 1);
        yield return Staff("justice", "司法局 丙", AccountRole.Officer, "justice", 4);
        yield return Staff("justice-head", "司法局 负责人", AccountRole.Head, "justice", 1);
        yield return Staff("government", "市政府 丁", AccountRole.Officer, "government", 2);
        yield return Staff("government-head", "市政府 负责人", AccountRole.Head, "government", 1);
        yield return Staff("housing", "住建 壬", AccountRole.Officer, "housing", 15);
        yield return new("county-watch", "翠屏监督员", AccountRole.Supervisor, city.FindOrgan("cuiping-government")!.Number, 5, 0);
        yield return new("watch", "监督员", AccountRole.Supervisor, city.FindOrgan("government")!.Number, 3, 0);
        yield return new("keeper", "管理员", AccountRole.Administrator, 0, 0, 0);
        yield return new("zhang", "张三", AccountRole.Citizen, 0, 0, 5_000_000_001);
        yield return new("li", "李四", AccountRole.Citizen, 0, 0, 5_000_000_002);
    }
}
