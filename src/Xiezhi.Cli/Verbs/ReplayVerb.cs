using System.CommandLine;
using System.Diagnostics;
using Spectre.Console;
using Xiezhi.Cli.Folders;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>replay --city yibin --year 2023 --data DIR [--scale S] [--seed N] [--store ADDRESS]</c>, or with <c>--draft DIR [--json]</c> instead of a data folder.</summary>
internal static class ReplayVerb
{
    public static Command Create()
    {
        var city = new Option<string>("--city") { Description = "The city whose year is replayed.", DefaultValueFactory = _ => "yibin" };
        var year = new Option<int>("--year") { Description = "The year.", DefaultValueFactory = _ => 2023 };
        var data = new Option<string?>("--data") { Description = "The folder to fill." };
        var scale = new Option<decimal>("--scale") { Description = "The part of the numerous procedures that is replayed, above 0 up to 1.", DefaultValueFactory = _ => 1 };
        var seed = new Option<long>("--seed") { Description = "The same seed gives the same log.", DefaultValueFactory = _ => 2023 };
        var store = Options.Store();
        var draft = new Option<string?>("--draft") { Description = "A folder of procedures in draft: the year's cases are tried under them, nothing is written." };
        var json = Options.Json();
        var algorithms = new Option<string>("--algorithms") { Description = "How heads are signed, chosen when the folder is made: ed25519, or ed25519+sm2 for a line of the national algorithm beside it.", DefaultValueFactory = _ => Plain };
        var command = new Command("replay", "Replays a city's year, act by act, into a data folder; an interrupted run goes on where it stopped.") { city, year, data, scale, seed, store, algorithms, draft, json };
        command.SetAction((result, ct) => Task.FromResult(result.GetValue(draft) is { } drafts
            ? DraftRun.Run(drafts, result.GetValue(city)!, result.GetValue(year), Part(result.GetValue(scale)), result.GetValue(seed), result.GetValue(json), ct)
            : Run(new ReplayOrder(result.GetValue(city)!, result.GetValue(year), result.GetValue(data) ?? throw new UsageException("replay needs --data, the folder to fill.", "Or name a folder of drafts with --draft."),
                Part(result.GetValue(scale)), result.GetValue(seed), result.GetValue(store), Sm2(result.GetValue(algorithms)!)), ct)));
        return command;
    }

    private const string Plain = "ed25519", WithSm2 = "ed25519+sm2";

    private static bool Sm2(string algorithms) => algorithms switch
    {
        Plain => false,
        WithSm2 => true,
        _ => throw new UsageException($"--algorithms '{algorithms}' is not known.", $"Known: {Plain}, {WithSm2}."),
    };

    private static int Run(ReplayOrder order, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var acts = Console.IsErrorRedirected ? Plainly(order, ct) : WithBar(order, ct);
        Console.Error.WriteLine(acts == 0
            ? $"{order.Data} already holds the year {order.Year} of {order.City}."
            : $"{acts:N0} entries in {watch.Elapsed.TotalSeconds:0.0} s ({acts / watch.Elapsed.TotalSeconds:N0} a second). These are generated acts, not records of the city.");
        return Shell.Done;
    }

    private static decimal Part(decimal scale) =>
        scale is > 0 and <= 1 ? scale : throw new UsageException($"--scale {scale} is not above 0 and at most 1.", "1 replays the whole year, 0.01 a sample of it.");

    private static long Plainly(ReplayOrder order, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var told = 0;
        return Replay(order, new Told(at =>
        {
            if ((int)(at.Part * 10) == told) { return; }
            told = (int)(at.Part * 10);
            Console.Error.WriteLine($"{told * 10,3}%  {at.Acts:N0} acts, {at.Acts / watch.Elapsed.TotalSeconds:N0} a second");
        }), ct);
    }

    private static long WithBar(ReplayOrder order, CancellationToken ct)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            var watch = Stopwatch.StartNew();
            var task = context.AddTask($"{order.City} {order.Year}");
            return Replay(order, new Told(at =>
            {
                task.Value = at.Part * 100;
                task.Description = $"{order.City} {order.Year}: {at.Acts:N0} acts, {at.Acts / watch.Elapsed.TotalSeconds:N0} a second";
            }), ct);
        });
    }

    private static long Replay(ReplayOrder order, IProgress<(double Part, long Acts)> progress, CancellationToken ct)
    {
        var reading = Home.Read(order.City);
        return ReplayRun.Run(order, reading, Home.PlanOf(reading), progress, ct);
    }

    private sealed class Told(Action<(double Part, long Acts)> tell) : IProgress<(double Part, long Acts)>
    {
        public void Report((double Part, long Acts) value) => tell(value);
    }
}
