using System.Diagnostics;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Stores;
using Xiezhi.Tests;

namespace Xiezhi.Ledger.Tests.Folders;

public sealed class KilledWriterTests(PostgresCluster postgres) : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string? address;

    private string City => temporary["city"];

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData("SQLite", Traits = ["store", "SQLite"])]
    [InlineData("PostgreSQL", Traits = ["store", "PostgreSQL"])]
    public void A_writer_that_is_killed_again_and_again_loses_no_acknowledged_entry_and_leaves_no_half_group(string store)
    {
        address = store == "SQLite" ? null : postgres.NewAddress();
        var chance = new Random(20230601);
        var before = 0L;
        for (var (kill, kills) = (0, Kills.Or(20)); kill < kills; kill++)
        {
            var acknowledged = RunAndKill(TimeSpan.FromMilliseconds(chance.Next(1, 250)));
            using var folder = kill % 2 == 0 ? DataFolder.OpenForReading(City) : DataFolder.OpenForWriting(City, "test");
            Assert.True(folder.Store.Size >= acknowledged, $"{acknowledged} entries were acknowledged, {folder.Store.Size} are there.");
            Assert.True(acknowledged > before);
            IsWhole(folder, before);
            before = folder.Store.Size;
            Kills.Tell(store, kill, $"{acknowledged} entries acknowledged, {before} there");
        }
        using var all = DataFolder.OpenForReading(City);
        IsWhole(all, 0);
    }

    [Fact]
    public void A_folder_whose_writer_runs_names_it_and_is_free_once_it_is_killed()
    {
        using var writer = Start();
        writer.StandardOutput.ReadLine();
        var busy = Assert.Throws<FolderBusyException>(() => DataFolder.OpenForWriting(City, "test"));
        Assert.Contains($"process {writer.Id} (crashing writer)", busy.Message, StringComparison.Ordinal);
        DataFolder.OpenForReading(City).Dispose();

        writer.Kill();
        writer.WaitForExit();
        DataFolder.OpenForWriting(City, "test").Dispose();
    }

    /// <returns>The size of the log that the writer acknowledged last.</returns>
    private long RunAndKill(TimeSpan after)
    {
        using var writer = Start();
        var acknowledged = long.Parse(writer.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The writer did not begin."));
        var output = writer.StandardOutput.ReadToEndAsync();
        writer.WaitForExit(after);
        writer.Kill();
        writer.WaitForExit();
        // The last line may be cut, or its acknowledgement lost with the process; a whole line counts.
        var lines = output.GetAwaiter().GetResult().Split('\n')[..^1];
        return lines.Length > 0 ? long.Parse(lines[^1]) : acknowledged;
    }

    private Process Start()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Xiezhi.Ledger.CrashingWriter.dll");
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return Process.Start(new ProcessStartInfo(host, ["exec", program, City, .. address is null ? Array.Empty<string>() : [address]]) { UseShellExecute = false, RedirectStandardOutput = true })!;
    }

    private static void IsWhole(DataFolder folder, long from)
    {
        var store = folder.Store;
        var size = store.Size;
        Assert.Equal(size, store.Progress("size"));
        Assert.Equal(size, store.LatestCheckpoint()!.Size);
        Assert.Equal(KnownActs.Case(size - 1).Ordinal, store.Registers()[0].Last);

        byte[] key = new byte[32], body = new byte[64];
        var next = from;
        store.ReadEntries(from, size - from, (index, leaf, seal) =>
        {
            var (slot, number) = KnownActs.Place(index);
            var expected = KnownActs.Body(index);
            Assert.Equal(next++, index);
            Assert.Equal(KnownActs.Leaf(index), leaf);
            Assert.True(folder.Keys.Read(slot, key));
            BodySeal.Seal(key, number, KnownActs.Fresh(index), expected, stackalloc byte[200], body.AsSpan(0, 32));
            Assert.True(BodySeal.Open(key, number, body.AsSpan(0, 32).ToArray(), seal, body));
            Assert.Equal(expected, body.AsSpan(0, expected.Length));
            return true;
        });
        Assert.Equal(size, next);

        var cases = 0;
        store.ReadCases(KnownActs.Case(from), (id, due, state) =>
        {
            var last = Math.Min(size, (long)id.Ordinal * KnownActs.ActsOfCase) - 1;
            Assert.Equal(KnownActs.Leaf(last), state);
            Assert.Equal(KnownActs.Due(last), due);
            cases++;
            return true;
        });
        Assert.Equal(KnownActs.Case(size - 1).Ordinal - KnownActs.Case(from).Ordinal + 1, cases);
    }
}
