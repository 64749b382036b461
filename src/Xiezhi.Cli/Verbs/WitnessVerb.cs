using System.CommandLine;
using NodaTime;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Witnesses;
using Xiezhi.Web.Hosting;
using Xiezhi.Web.Witnessing;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>witness --data DIR [--log URL|VKEY]… [--name NAME] [--urls …]</c></summary>
internal static class WitnessVerb
{
    private const int LongestKey = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The witness's own folder; made when it is not there.", Required = true };
        var logs = new Option<string[]>("--log") { Description = "A log to watch from now on: its key (a vkey), or the address that serves it. Known logs need not be named again." };
        var name = new Option<string>("--name") { Description = "Name of the witness, given when its key is made: an address of yours without https://.", DefaultValueFactory = _ => "witness" };
        var urls = new Option<string>("--urls") { Description = "Where to listen, loopback only unless you say otherwise.", DefaultValueFactory = _ => "http://localhost:8090" };
        var command = new Command("witness", "Cosigns the heads of logs for another organ, each only when it continues the one before; keeps the evidence when one does not.") { data, logs, name, urls };
        command.SetAction((result, ct) => RunAsync(result.GetValue(data)!, result.GetValue(logs) ?? [], result.GetValue(name)!, result.GetValue(urls)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, string[] logs, string name, string urls, CancellationToken ct)
    {
        if (name.Length == 0 || name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+')) { throw new UsageException($"--name '{name}' cannot name a key.", "A name has no spaces and no plus sign: court.example.cn/witness"); }
        using var witness = Witness.Open(data, name, SystemClock.Instance, $"witness --urls {urls}");
        foreach (var log in logs) { witness.Watch(await KeyAsync(log, ct)); }
        if (!witness.Logs.Any()) { throw new UsageException("the witness watches no log.", "Name one with --log: its key, or the address that serves it."); }
        await using var app = WitnessSite.Build(urls, witness);
        await XiezhiSite.StartAsync(app, ct);
        Console.Out.WriteLine(witness.Key);
        Console.Error.WriteLine($"{app.Urls.First()} witnesses {string.Join(", ", witness.Logs.Select(log => $"{log.Key.Name} ({log.Size:N0} entries)"))}. Stop it with Ctrl+C.");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        }
        catch (OperationCanceledException)
        {
            // Stopped by the person who started it: the way in which witnessing ends.
        }

        return Shell.Done;
    }

    /// <exception cref="UsageException">It is neither a key nor the address of a log.</exception>
    private static async Task<NoteVerifier> KeyAsync(string log, CancellationToken ct)
    {
        try
        {
            if (!Uri.TryCreate(log.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) { return NoteVerifier.Parse(log); }
            using var client = new HttpClient { Timeout = Patience, MaxResponseContentBufferSize = LongestKey };
            var key = NoteVerifier.Parse((await client.GetStringAsync(new Uri(address, TilePath.VerifierKey), ct)).TrimEnd('\n'));
            Console.Error.WriteLine($"{log} gives the key {key}. Compare it with what the log's keeper publishes elsewhere.");
            return key;
        }
        catch (NoteFormatException wrong)
        {
            throw new UsageException($"--log {log}: {wrong.Message}", "Name the log's key as its file log.vkey has it, or the address under which its vkey is served.");
        }
        catch (HttpRequestException failed)
        {
            throw new UsageException($"--log {log}: {failed.Message}", "Is the log served there? Its key may be named instead of the address.");
        }
    }
}
