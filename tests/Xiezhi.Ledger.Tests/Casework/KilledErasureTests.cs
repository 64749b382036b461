using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;
using Xiezhi.Tests;

namespace Xiezhi.Ledger.Tests.Casework;

public sealed class KilledErasureTests(PostgresCluster postgres) : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    private string City => temporary["city"];

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData("SQLite", 3, Traits = ["store", "SQLite"])]
    [InlineData("PostgreSQL", 2, Traits = ["store", "PostgreSQL"])]
    public async Task An_erasure_that_is_killed_is_not_begun_or_is_finished_when_the_city_is_opened_again(string store, int ordinary)
    {
        var address = store == "SQLite" ? null : postgres.NewAddress();
        var chance = new Random(20240305);
        var acknowledged = new HashSet<CaseId>();
        for (var kill = 0; kill < Kills.Or(ordinary); kill++)
        {
            var lines = Kills.OfWriter(["erase", City, .. address is null ? Array.Empty<string>() : [address]], after: chance.Next(0, 20), TimeSpan.FromMilliseconds(chance.Next(0, 30)));
            acknowledged.UnionWith(lines.Select(line => new CaseId(long.Parse(line))));
            using (var folder = DataFolder.OpenForReading(City)) { Assert.All(Cases(folder).Where(c => acknowledged.Contains(c.Id)), c => Assert.False(c.HasKey)); }

            await LiveCity.Open(City).DisposeAsync();

            using var whole = DataFolder.OpenForReading(City);
            var cases = Cases(whole).ToList();
            Assert.All(cases, c => Assert.Equal(c.Erased, !c.HasKey));
            Assert.All(cases.Where(c => acknowledged.Contains(c.Id)), c => Assert.True(c.Erased));
            Assert.Equal([], FolderCheck.Run(whole, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
            Kills.Tell(store, kill, $"{acknowledged.Count} erasures acknowledged, all done; {cases.Count} cases, {cases.Count(c => c.Erased)} erased");
        }

        Assert.NotEmpty(acknowledged);
    }

    private static IEnumerable<(CaseId Id, bool Erased, bool HasKey)> Cases(DataFolder folder)
    {
        var finder = new CaseFinder(folder.Store, LogDictionary.Of(folder.Store, RealLaw.Book), RealLaw.Book);
        var key = new byte[CaseKeys.KeyLength];
        foreach (var register in folder.Store.Registers())
        {
            for (var ordinal = 1; ordinal <= register.Last; ordinal++)
            {
                var record = finder.Read(CaseId.Of(register.Id, ordinal))!;
                yield return (record.Id, record.State.IsErased, folder.Keys.Read(record.KeySlot, key));
            }
        }
    }
}
