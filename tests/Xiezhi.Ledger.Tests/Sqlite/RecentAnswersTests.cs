using CsCheck;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Tests.Sqlite;

public sealed class RecentAnswersTests
{
    private static readonly Gen<ulong[][]> Groups = Gen.ULong.Array[0, 12].Array[1, 120];

    [Fact]
    public void Every_answer_is_in_memory_or_moved_and_no_run_is_dropped_before_all_of_it_is_moved() => Groups.Sample(groups =>
    {
        var recent = new RecentAnswers(most: 20);
        var moved = new HashSet<UInt128>();
        var runs = new Dictionary<long, List<UInt128>>();
        var all = new HashSet<UInt128>();
        foreach (var group in groups)
        {
            List<UInt128> keys = [.. group.Select(k => new UInt128(k, k)).Where(all.Add)];
            var moving = recent.Plan(keys.Count);
            moved.UnionWith(moving.Answers.Select(a => a.Key));
            foreach (var run in runs.Keys.Where(r => r <= moving.DropTo).ToList())
            {
                Assert.All(runs[run], k => Assert.Contains(k, moved));
                runs.Remove(run);
            }

            if (keys.Count > 0) { runs.Add(recent.LastRun + 1, keys); }
            recent.Committed(moving, keys.ToDictionary(k => k, k => new Answer(1, k)));
            Assert.All(all, k => Assert.True(recent.Find(k) == new Answer(1, k) || moved.Contains(k)));
        }
    }, iter: 60);

    [Fact]
    public void They_do_not_grow_without_end_and_runs_are_dropped()
    {
        var recent = new RecentAnswers(most: 1000);
        var random = new Random(5);
        var (dropped, kept) = (0L, 0);
        List<UInt128> keys = [];
        for (var run = 1; run <= 400; run++)
        {
            List<UInt128> added = [.. Enumerable.Range(0, 100).Select(_ => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()) << 1)];
            keys.AddRange(added);
            var moving = recent.Plan(added.Count);
            dropped = Math.Max(dropped, moving.DropTo);
            recent.Committed(moving, added.ToDictionary(k => k, _ => new Answer(1, 1)));
        }

        kept = keys.Count(k => recent.Find(k) is not null);
        Assert.InRange(kept, 500, 1500);
        Assert.InRange(dropped, 350, 400);
    }

    [Fact]
    public void A_run_is_read_as_it_was_written()
    {
        var answers = Enumerable.Range(1, 9).ToDictionary(n => (UInt128)(ulong)n << 100, n => new Answer(n, UInt128.MaxValue - (ulong)n));

        Assert.Equal(answers, RecentAnswers.Read(RecentAnswers.Write(answers)).ToDictionary());
    }
}
