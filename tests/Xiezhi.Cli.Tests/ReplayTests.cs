using System.Diagnostics;
using System.Text.Json;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Sqlite;

namespace Xiezhi.Cli.Tests;

/// <summary>Replays at a small scale: seeds, interruptions, two at once.</summary>
public sealed class ReplayTests(ReplayedCity city) : IDisposable
{
    private const string SmallScale = "0.002";
    private const int Kills = 8;
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void A_replay_killed_again_and_again_ends_in_the_same_log_as_an_undisturbed_one_of_its_seed()
    {
        var disturbed = temporary["disturbed"];
        var chance = new Random(20230101);
        var weeks = new List<long>();
        for (var kill = 0; kill < Kills; kill++)
        {
            // Now and then while the folder is made or opened, mostly while weeks are written.
            weeks.Add(ReplayAndKill(disturbed, started: kill % 4 > 0, TimeSpan.FromMilliseconds(chance.Next(0, 60))));
            if (kill == Kills / 2) { IsRefusedUnfinished(disturbed); }
        }

        Answer.Done(ReplayOf(disturbed, city.Scale, city.Seed));

        Assert.Equal(weeks.Order(), weeks);
        Assert.True(weeks.Distinct().Count() >= Kills / 2, $"The kills hit only at the weeks {string.Join(", ", weeks.Distinct())}.");
        Assert.Equal(ReplayedCity.RootOf(city.Data), ReplayedCity.RootOf(disturbed));
        Answer.Done("fsck", "--data", disturbed);
        Answer.Done("recount", "--data", disturbed);
    }

    [Fact]
    public void The_same_seed_gives_the_same_log_and_another_seed_the_same_printed_figures()
    {
        Replay(temporary["seven"], seed: 7);
        Replay(temporary["seven again"], seed: 7);
        Replay(temporary["eight"], seed: 8);

        Assert.Equal(ReplayedCity.RootOf(temporary["seven"]), ReplayedCity.RootOf(temporary["seven again"]));
        Assert.NotEqual(ReplayedCity.RootOf(temporary["seven"]), ReplayedCity.RootOf(temporary["eight"]));
        Assert.Equal(Printed(temporary["seven"]), Printed(temporary["eight"]));
    }

    [Fact]
    public void A_second_writer_is_told_who_writes_and_what_to_do()
    {
        using var first = Start(temporary["city"]);
        WaitUntilItWrites(first, temporary["city"]);

        var second = Answer.To("replay", "--data", temporary["city"], "--scale", city.Scale, "--seed", city.Seed);
        first.Kill();
        first.WaitForExit();

        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"process {first.Id} (replay)", second.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("--data", second.ErrorLines[1], StringComparison.Ordinal);
    }

    private void IsRefusedUnfinished(string data)
    {
        string[][] commands = [["report", "--data", data], ["evidence", "--data", data, "--figure", "appeals_accepted"], ["recount", "--data", data],
            ["log", "export", "--data", data, "--out", data + ".log"], ["serve", "--data", data]];
        foreach (var command in commands)
        {
            var ran = Answer.To(command);
            Assert.Equal(2, ran.ExitCode);
            Assert.Contains("not finished", ran.ErrorLines[0], StringComparison.Ordinal);
            Assert.Contains($"xiezhi replay --city yibin --year 2023 --data {data} --scale {city.Scale} --seed {city.Seed}", ran.ErrorLines[1],
                StringComparison.Ordinal);
        }

        // What is there is sound, though it is not the whole year.
        Answer.Done("fsck", "--data", data);
    }

    private static IReadOnlyList<(string, string?)> Printed(string data) =>
        [.. ReplayedCity.ReportOf(data).Values.Select((JsonElement f) => (f.GetProperty("id").GetString()!, f.GetProperty("printed").GetString()))];

    private static void Replay(string data, int seed) => Answer.Done(ReplayOf(data, SmallScale, $"{seed}"));

    private static string[] ReplayOf(string data, string scale, string seed) => ["replay", "--data", data, "--scale", scale, "--seed", seed];

    private Process Start(string data)
    {
        var process = Answer.Start(ReplayOf(data, city.Scale, city.Seed));
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();
        return process;
    }

    /// <param name="started">Whether a week more must have been written first.</param>
    /// <returns>The weeks that the folder then holds.</returns>
    private long ReplayAndKill(string data, bool started, TimeSpan more)
    {
        var before = Weeks(data);
        using var process = Start(data);
        while (started && Weeks(data) == before && !process.WaitForExit(TimeSpan.FromMilliseconds(5))) { }
        Assert.False(process.WaitForExit(more), "The replay was over before it could be killed: give it a larger scale.");
        process.Kill();
        process.WaitForExit();
        return Weeks(data);
    }

    private static long Weeks(string data)
    {
        if (!File.Exists(Path.Combine(data, "ledger.db"))) { return 0; }
        try
        {
            using var store = SqliteLedgerStore.OpenForReading(Path.Combine(data, "ledger.db"));
            return store.Progress("replay-weeks");
        }
        catch (Ledger.Stores.LedgerStoreException)
        {
            // The store is being made.
            return 0;
        }
    }

    /// <summary>The lock names the process once it has the folder.</summary>
    private static void WaitUntilItWrites(Process process, string data)
    {
        var holder = Path.Combine(data, "lock.holder");
        while (!(File.Exists(holder) && Holder(holder).Contains($"process {process.Id} ", StringComparison.Ordinal) && DataFolder.Exists(data))
            && !process.WaitForExit(TimeSpan.FromMilliseconds(5))) { }
    }

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return "";
        }
    }
}
