using System.Collections.Concurrent;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Verification;
using Xiezhi.Tests;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>PostgreSQL is killed, with all its processes at once, and started again while many act.</summary>
public sealed class RestartedServerTests : IDisposable
{
    private const int Kills = 4, Callers = 16;
    private readonly TemporaryFolder temporary = new();
    // Its own, because others use the assembly's.
    private readonly PostgresCluster postgres = new();

    public void Dispose()
    {
        temporary.Dispose();
        postgres.Dispose();
    }

    [Fact]
    public async Task Every_acknowledged_act_is_there_afterwards_whoever_was_not_answered_is_told_and_nothing_is_done_twice()
    {
        var acknowledged = new ConcurrentDictionary<string, ActAnswer.Recorded>();
        var unanswered = new ConcurrentQueue<string>();
        var address = postgres.NewAddress();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var city = LiveCity.Open(temporary["city"], address);
            var run = kill;
            var callers = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => CallUntilItFails(city, $"{run}-{caller}", acknowledged, unanswered))).ToList();
            while (acknowledged.Count < 300 * (kill + 1)) { await Task.Delay(1, TestContext.Current.CancellationToken); }
            postgres.Kill();
            await Task.WhenAll(callers).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            postgres.Start();
        }

        Assert.Equal(Kills * Callers, unanswered.Count);
        await using (var city = LiveCity.Open(temporary["city"]))
        {
            var size = city.Ledger.Store.Size;
            foreach (var (key, recorded) in acknowledged)
            {
                Assert.Equal(recorded with { Repeated = true }, await city.Ask(LiveActs.Asked(key, null)));
            }

            Assert.Equal(size, city.Ledger.Store.Size);
            foreach (var key in unanswered)
            {
                var first = Assert.IsType<ActAnswer.Recorded>(await city.Ask(LiveActs.Asked(key, null)));
                Assert.Equal(first with { Repeated = true }, await city.Ask(LiveActs.Asked(key, null)));
            }
        }

        using var folder = DataFolder.OpenForReading(temporary["city"]);
        Assert.Equal(acknowledged.Count + unanswered.Count, folder.Store.Registers().Sum(r => r.Last));
        Assert.Empty(FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
    }

    private static async Task CallUntilItFails(LiveCity city, string caller, ConcurrentDictionary<string, ActAnswer.Recorded> acknowledged, ConcurrentQueue<string> unanswered)
    {
        for (var n = 0; ; n++)
        {
            var key = $"{caller}-{n}-1";
            try
            {
                acknowledged[key] = Assert.IsType<ActAnswer.Recorded>(await city.Ask(LiveActs.Asked(key, null)));
            }
            catch (LedgerException told)
            {
                Assert.Contains("send the request again under the same key", told.Message, StringComparison.Ordinal);
                unanswered.Enqueue(key);
                return;
            }
        }
    }
}
