using Microsoft.AspNetCore.Builder;
using NodaTime;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Witnesses;
using Xiezhi.Web.Hosting;
using Xiezhi.Web.Witnessing;

namespace Xiezhi.Web.Tests.Witnessing;

/// <summary>A living city and the witnesses of its log, each served at an address of its own.</summary>
internal sealed class WitnessedCity : IAsyncDisposable
{
    private static readonly WitnessPatience Quick = new()
    {
        Answer = TimeSpan.FromSeconds(5), Pause = TimeSpan.FromMilliseconds(1), FirstRest = TimeSpan.FromMilliseconds(20), LongestRest = TimeSpan.FromMilliseconds(50),
    };

    private int applicants;

    private WitnessedCity(string path, LiveCity city)
    {
        Path = path;
        City = city;
    }

    public string Path { get; }
    public LiveCity City { get; }
    public WitnessRounds Rounds { get; private set; } = null!;
    public NoteVerifier Key => City.Ledger.Signer.Verifier;

    /// <summary>Opens the city of a folder under a policy; makes it when it is not there.</summary>
    public static WitnessedCity Open(string path, WitnessPolicy policy)
    {
        var city = LiveCity.Open(path);
        return new WitnessedCity(path, city) { Rounds = new WitnessRounds(policy, city.Ledger.Store, city.Ledger.Signer.Verifier, city.Casework.Growth, city.Ledger.Folder.CosignedPath, SystemClock.Instance, Quick) };
    }

    /// <summary>Somebody asks for information.</summary>
    public async Task ActAsync()
    {
        var number = ++applicants + (int)City.Ledger.Store.Size;
        var answer = await City.Ask(new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(number, $"{number}", InformationRequests.Monday), $"{Guid.NewGuid()}"));
        Assert.IsType<ActAnswer.Recorded>(answer);
    }

    /// <summary>Waits until the witnesses stand so; fails when they never do.</summary>
    public static async Task UntilAsync(Func<bool> so, string what)
    {
        for (var waited = 0; !so(); waited++)
        {
            Assert.True(waited < 1000, $"It never came to pass that {what}.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Waits until the newest head has the quorum.</summary>
    public async Task<WitnessedHead> CosignedAsync()
    {
        await UntilAsync(() => Rounds.Cosigned?.Head.Size == City.Ledger.Store.Size, "the newest head is cosigned");
        return Rounds.Cosigned!;
    }

    public async ValueTask DisposeAsync()
    {
        await Rounds.DisposeAsync();
        await City.DisposeAsync();
    }
}

/// <summary>A witness at an address; it can be stopped and started again at the same one.</summary>
internal sealed class WitnessHost : IAsyncDisposable
{
    private readonly string folder;
    private WebApplication? app;
    private Witness? witness;

    private WitnessHost(string folder) => this.folder = folder;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0/");
    public NoteVerifier Key => witness!.Key;
    public string Evidence => Path.Combine(folder, "evidence");

    public static async Task<WitnessHost> StartAsync(string folder, NoteVerifier? log)
    {
        var host = new WitnessHost(folder);
        await host.StartAsync();
        if (log is not null) { host.witness!.Watch(log); }
        return host;
    }

    public void Watch(NoteVerifier log) => witness!.Watch(log);

    public async Task StartAsync()
    {
        witness = Witness.Open(folder, $"witness.example/{Path.GetFileName(folder)}", SystemClock.Instance, "test");
        app = WitnessSite.Build(Address.ToString(), witness);
        await XiezhiSite.StartAsync(app, TestContext.Current.CancellationToken);
        Address = new Uri(app.Urls.First());
    }

    public async Task StopAsync()
    {
        if (app is not null) { await app.DisposeAsync(); }
        witness?.Dispose();
        (app, witness) = (null, null);
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
