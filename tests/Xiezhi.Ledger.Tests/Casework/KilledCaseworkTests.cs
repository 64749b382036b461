using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;
using Xiezhi.Tests;

namespace Xiezhi.Ledger.Tests.Casework;

public sealed class KilledCaseworkTests(PostgresCluster postgres) : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string? address;

    private string City => temporary["city"];

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData("SQLite", 20, Traits = ["store", "SQLite"])]
    [InlineData("PostgreSQL", 3, Traits = ["store", "PostgreSQL"])]
    public async Task A_living_city_that_is_killed_again_and_again_loses_no_acknowledged_act_and_leaves_a_sound_folder(string store, int ordinary)
    {
        address = store == "SQLite" ? null : postgres.NewAddress();
        var kills = Kills.Or(ordinary);
        var chance = new Random(20240304);
        var all = new List<Acknowledged>();
        for (var kill = 0; kill < kills; kill++)
        {
            var acknowledged = RunAndKill(after: chance.Next(0, 300), TimeSpan.FromMilliseconds(chance.Next(0, 20)));
            using (var folder = DataFolder.OpenForReading(City)) { ArePresent(folder, acknowledged); }
            if (kill % 5 == 0 && acknowledged.Count > 0) { await IsAnsweredAgain(acknowledged[^1]); }
            all.AddRange(acknowledged);
            Kills.Tell(store, kill, $"{acknowledged.Count} acts acknowledged, all there");
        }

        Assert.True(all.Count > 20 * kills);
        using var last = DataFolder.OpenForReading(City);
        ArePresent(last, all);
        Assert.Empty(FolderCheck.Run(last, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
    }

    private sealed record Acknowledged(CaseId Case, long Leaf, string Key);

    /// <param name="after">How many acts must have been acknowledged first.</param>
    private List<Acknowledged> RunAndKill(int after, TimeSpan more)
    {
        var lines = Kills.OfWriter(["live", City, .. address is null ? Array.Empty<string>() : [address]], after, more);
        return [.. lines.Select(line => line.Split(' ')).Select(words => new Acknowledged(new CaseId(long.Parse(words[0])), long.Parse(words[1]), words[2]))];
    }

    private static void ArePresent(DataFolder folder, List<Acknowledged> acknowledged)
    {
        var state = LogState.Read(folder.Store, RealLaw.Book, "");
        var registers = state.Registers.ToDictionary(r => r.Id);
        foreach (var act in acknowledged)
        {
            using var row = new PooledBuffer();
            Assert.True(folder.Store.ReadCase(act.Case, row, out _), $"The case of {act} is not there.");
            var places = CaseRecord.Read(act.Case, registers[act.Case.Register], row.Written, state.Dictionary).Places;
            var number = int.Parse(act.Key[(act.Key.LastIndexOf('-') + 1)..]);
            Assert.True(places.Count >= number && places[number - 1] == act.Leaf, $"{act} is not in the row of its case.");
            var leaf = ActLeaf.Read(folder.Store.ReadLeaf(act.Leaf));
            Assert.Equal((act.Case.Ordinal, number), (leaf.Ordinal, leaf.Number));
        }
    }

    private async Task IsAnsweredAgain(Acknowledged act)
    {
        await using var city = LiveCity.Open(City);
        var size = city.Ledger.Store.Size;

        var again = await city.Ask(LiveActs.Asked(act.Key, act.Key.EndsWith("-1", StringComparison.Ordinal) ? null : act.Case));

        Assert.Equal(new ActAnswer.Recorded(act.Case, act.Leaf, Repeated: true), again);
        Assert.Equal(size, city.Ledger.Store.Size);
    }
}
