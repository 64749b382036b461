using System.CommandLine;
using NodaTime;
using Xiezhi.Cli.Folders;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Web.Hosting;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>serve --data DIR [--urls …]</c></summary>
internal static class ServeVerb
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(10);

    public static Command Create()
    {
        var data = Options.Data();
        var urls = new Option<string>("--urls") { Description = "Where to listen, loopback only unless you say otherwise.", DefaultValueFactory = _ => SiteOptions.Loopback };
        var command = new Command("serve", "Serves the site of a data folder and carries out expiries when their day comes.") { data, urls };
        command.SetAction((result, ct) => RunAsync(result.GetValue(data)!, result.GetValue(urls)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, string urls, CancellationToken ct)
    {
        var description = DataFolder.Describe(data);
        OpenCity.RequireWhole(data, description);
        var reading = Home.Read(description.City);
        using var ledger = CityLedger.Open(data, reading.Sound(), Home.PlanOf(reading), $"xiezhi/{description.City}", BeijingTime.Day(description.Created), $"serve --urls {urls}");
        var cases = new CaseFinder(ledger.Store, ledger.Dictionary, ledger.Book);
        var site = new FolderSite(ledger.Folder.Description, reading, ledger.Store, new FigureCounter(ledger.Columns), cases, ledger.Folder.Clock(), ledger.Signer.Verifier.ToString());
        await using var app = XiezhiSite.Build(new SiteOptions(urls), site);
        await XiezhiSite.StartAsync(app, ct);
        Console.Error.WriteLine($"{urls} serves {data}. Stop it with Ctrl+C.");
        var casework = new LiveCasework(ledger);
        try
        {
            await SweepAsync(casework, ledger.Folder.Clock(), ct);
        }
        catch (OperationCanceledException)
        {
            // Stopped by the person who started it: the way in which serving ends.
        }

        await casework.DisposeAsync();
        ledger.SaveColumns();
        return Shell.Done;
    }

    private static async Task SweepAsync(LiveCasework casework, IClock clock, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(SweepEvery);
        do
        {
            await casework.SweepAsync(BeijingTime.Day(clock.GetCurrentInstant()), ct);
        }
        while (await timer.WaitForNextTickAsync(ct));
    }
}
