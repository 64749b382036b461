using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using NodaTime;
using Xiezhi.Catalogue;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office;
using Xiezhi.Office.Events;
using Xiezhi.Office.People;
using Xiezhi.Web.Features.Api;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Web.Tests.Api;

/// <summary>A new folder that is served on a free port, with the accounts of the city and a token for each: real law, a real ledger, a real server.</summary>
public sealed class ApiCity : IAsyncLifetime, IPlace
{
    /// <summary>A Monday morning; the holidays of the year are known.</summary>
    private static readonly LocalDateTime Begins = new(2024, 3, 4, 9, 0);

    private static readonly Lazy<CatalogueReading> Law = new(() => CatalogueReader.Read(Path.Combine(SampleCity.Root(), "catalogue"), Path.Combine(SampleCity.Root(), "cities", "yibin")));

    private readonly Dictionary<string, string> tokens = [];
    private CityLedger ledger = null!;
    private string listens = "http://127.0.0.1:0";

    /// <summary>How programs are treated; set before the city opens, or before it opens again.</summary>
    public ApiOptions Options { get; set; } = new(StrangersPerMinute: 1_000_000) { Delivery = new DeliveryOptions { Anywhere = true } };

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"xiezhi-api-{Guid.NewGuid():N}");

    public CityOffice Office { get; private set; } = null!;

    public WebApplication App { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    public Uri Address => Client.BaseAddress!;

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var description = new FolderDescription("yibin", Synthetic: true, now, new FolderClock.StandsAt(Begins, now), null);
        CityLedger.Create(Folder, description, Law.Value.Sound(), ColumnPlan.Of(Law.Value.Indicators), "xiezhi/yibin/api-tests", Begins.Date.ToDateOnly(), "tests").Dispose();
        await OpenAsync();
        Office.Accounts.Begin(AccountsFile.Read(Path.Combine(SampleCity.Root(), "cities", "yibin"), Office.City, out _));
        foreach (var account in Office.Accounts.All) { tokens[account.Id] = Office.Tokens.Make(account, TokenUse.Api, "tests")!.Value.Secret; }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Opens the folder and serves it, at the address that it had before.</summary>
    public async Task OpenAsync()
    {
        ledger = CityLedger.Open(Folder, Law.Value.Sound(), ColumnPlan.Of(Law.Value.Indicators), "xiezhi/yibin/api-tests", Begins.Date.ToDateOnly(), "tests");
        Office = CityOffice.Open(ledger, SystemClock.Instance, new PasswordHashing(iterations: 10));
        var site = new FolderSite(ledger.Folder.Description, Law.Value, ledger.Store, new FigureCounter(ledger.Columns), Office.Cases, Office.CityClock, ledger.Signer.Verifier.ToString());
        App = XiezhiSite.Build(new SiteOptions(listens) { Api = Options }, site, Office);
        await XiezhiSite.StartAsync(App, Ct);
        listens = App.Urls.First();
        // A connection of its own for each request: some requests here make the server hang up, and the next must not find that out.
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero }) { BaseAddress = new Uri(listens) };
    }

    public async Task CloseAsync()
    {
        Client.Dispose();
        await App.DisposeAsync();
        await Office.DisposeAsync();
        ledger.Dispose();
    }

    public string TokenOf(string account) => tokens[account];

    public Account AccountOf(string account) => Office.Accounts.Find(account)!;

    /// <summary>Sends a request.</summary>
    /// <param name="who">An account; null for a stranger; a tracking code when it has hyphens at every fifth place.</param>
    public async Task<Answer> SendAsync(string method, string path, string? who = null, HttpContent? body = null, string? key = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.RelativeOrAbsolute)) { Content = body };
        // Whoever sends much asks first whether it is taken.
        if (body?.Headers.ContentLength > 1024 * 1024) { request.Headers.ExpectContinue = true; }
        if (who is { Length: 19 } && who[4] == '-' && who[14] == '-') { request.Headers.Add("Xiezhi-Tracking-Code", who); }
        else if (who is not null) { request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetValueOrDefault(who, who)); }
        if (key is not null) { request.Headers.Add("Idempotency-Key", key); }
        foreach (var (name, value) in headers) { request.Headers.TryAddWithoutValidation(name, value); }
        using var answer = await Client.SendAsync(request, Ct);
        return await Answer.OfAsync(answer);
    }

    public Task<Answer> GetAsync(string path, string? who = null) => SendAsync("GET", path, who);

    public Task<Answer> PostAsync(string path, JsonNode body, string? who = null, string? key = null, params (string Name, string Value)[] headers) =>
        SendAsync("POST", path, who, Json(body), key ?? NewKey(), headers);

    /// <summary>Waits for something that will come; a test that waits in vain says so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await holds())
        {
            Assert.False(patience.IsCancellationRequested, "What was waited for has not come.");
            await Task.Delay(20, Ct);
        }
    }

    public static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    public static string NewKey() => Guid.NewGuid().ToString();

    public static StringContent Json(JsonNode body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    /// <summary>An appeal as a citizen makes it.</summary>
    public static JsonObject Appeal(string told = "路口的路灯三天不亮", string name = "梁静茹", string phone = "13800001111") => new()
    {
        ["procedure"] = "services/citizen-appeal",
        ["act"] = "register",
        ["facts"] = new JsonObject { ["category"] = "help", ["subject"] = "street-lighting", ["told"] = told },
        ["names"] = new JsonObject { ["hotline"] = "hotline-center" },
        ["persons"] = new JsonObject { ["citizen"] = new JsonObject { ["name"] = name, ["phone"] = phone } },
    };

    /// <summary>An appeal as the hotline takes it down: it names no hotline, for it is that itself.</summary>
    public static JsonObject Call()
    {
        var call = Appeal();
        call.Remove("names");
        return call;
    }

    /// <summary>An appeal that is recorded: its number as addresses have it, and the party's code.</summary>
    public async Task<(string Number, string? Code)> AppealAsync(string? who = null, JsonObject? appeal = null)
    {
        var answer = await PostAsync("/api/v1/cases", appeal ?? (who?.StartsWith("hotline", StringComparison.Ordinal) == true ? Call() : Appeal()), who);
        Assert.True(answer.Status == 201, answer.Text);
        return (((string)answer.Json!["case"]!).Split('/')[^1], (string?)answer.Json["code"]);
    }
}

/// <summary>An answer that was read whole.</summary>
public sealed record Answer(int Status, string Text, JsonNode? Json, string? Type, ILookup<string, string> Headers)
{
    public string? Header(string name) => Headers[name].FirstOrDefault();

    public string Code => (string?)Json?["code"] ?? "";

    internal static async Task<Answer> OfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(ApiCity.Ct);
        var type = answer.Content.Headers.ContentType?.MediaType;
        var headers = answer.Headers.Concat(answer.Content.Headers).SelectMany(header => header.Value, (header, value) => (header.Key, value))
            .ToLookup(header => header.Key, header => header.value, StringComparer.OrdinalIgnoreCase);
        return new Answer((int)answer.StatusCode, text, type?.EndsWith("json", StringComparison.Ordinal) == true && text.Length > 0 ? JsonNode.Parse(text) : null, type, headers);
    }
}
