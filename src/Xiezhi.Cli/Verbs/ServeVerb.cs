using System.CommandLine;
using Microsoft.AspNetCore.Http;
using NodaTime;
using Xiezhi.Cli.Folders;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Witnesses;
using Xiezhi.Office;
using Xiezhi.Office.Events;
using Xiezhi.Web.Features.Api;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>serve --data DIR [--urls …] [--public-url …] [--private-webhooks]</c></summary>
internal static class ServeVerb
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    public static Command Create()
    {
        var data = Options.Data();
        var urls = new Option<string>("--urls") { Description = "Where to listen, loopback only unless you say otherwise.", DefaultValueFactory = _ => SiteOptions.Loopback };
        var publicUrl = new Option<string?>("--public-url") { Description = "Address of the site as others know it, for links in events and feeds: https://fz.example.cn" };
        var anywhere = new Option<bool>("--private-webhooks") { Description = "Lets subscribers have events sent to this machine and into private networks too." };
        var command = new Command("serve", "Serves the site of a data folder and carries out expiries when their day comes.") { data, urls, publicUrl, anywhere };
        command.SetAction((result, ct) => RunAsync(result.GetValue(data)!, new SiteOptions(result.GetValue(urls)!)
        {
            Api = new ApiOptions(PublicUrl: AddressOf(result.GetValue(publicUrl))) { Delivery = new DeliveryOptions { Anywhere = result.GetValue(anywhere) } },
        }, ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, SiteOptions options, CancellationToken ct)
    {
        await using var open = OpenOffice.Open(data, $"serve --urls {options.Urls}");
        var (ledger, office) = (open.Ledger, open.Office);
        await using var witnesses = WitnessPolicy.Load(ledger.Folder.WitnessPolicyPath) is { } policy
            ? new WitnessRounds(policy, ledger.Store, ledger.Signer.Verifier, office.Casework.Growth, ledger.Folder.CosignedPath, SystemClock.Instance)
            : null;
        var site = new FolderSite(ledger.Folder.Description, open.Reading, ledger.Store, new FigureCounter(ledger.Columns), office.Cases, office.CityClock, ledger.Signer.Verifier.ToString(), witnesses);
        await using var app = XiezhiSite.Build(options, site, office);
        await XiezhiSite.StartAsync(app, ct);
        // Hashing the first passwords takes seconds, and no page waits for it.
        open.BeginAccounts();
        office.ServeLocally(OnThisMachine(app.Urls.First()));
        Console.Error.WriteLine($"{options.Urls} serves {data}. Stop it with Ctrl+C.");
        try
        {
            await SweepAsync(office, ct);
        }
        catch (OperationCanceledException)
        {
            // Stopped by the person who started it: the way in which serving ends.
        }

        return Shell.Done;
    }

    /// <exception cref="UsageException">It is no address of a site.</exception>
    private static string? AddressOf(string? publicUrl) => publicUrl is null ? null
        : Uri.TryCreate(publicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { Query: "", Fragment: "", UserInfo: "" } ? url.AbsoluteUri.TrimEnd('/')
        : throw new UsageException($"--public-url {publicUrl} is no address of a site.", "Write it as a browser shows it: https://fz.example.cn");

    /// <summary>The address under which this machine reaches a server that may listen on all addresses.</summary>
    private static Uri OnThisMachine(string url)
    {
        var address = BindingAddress.Parse(url);
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}");
    }

    private static async Task SweepAsync(CityOffice office, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SweepEvery);
        do
        {
            await office.Casework.SweepAsync(office.Now, ct);
            office.RemoveAbandoned();
        }
        while (await timer.WaitForNextTickAsync(ct));
    }
}
