using Xiezhi.Tests;

namespace Xiezhi.Cli.Tests;

/// <summary>A city whose ledger lies in PostgreSQL; backups, and what becomes of them.</summary>
public sealed class StoreTests(PostgresCluster postgres) : IDisposable
{
    private const string Scale = "0.002";
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void A_replay_into_PostgreSQL_gives_the_same_log_and_goes_back_into_a_folder()
    {
        var (data, folder) = (temporary["city"], temporary["folder"]);
        string[] replay = ["replay", "--data", data, "--scale", Scale, "--store"];
        Answer.Done([.. replay, postgres.NewAddress()]);
        Answer.Done("replay", "--data", folder, "--scale", Scale);

        Assert.Equal(ReplayedCity.RootOf(folder), ReplayedCity.RootOf(data));
        Assert.False(File.Exists(Path.Combine(data, "ledger.db")));
        Answer.Done("fsck", "--data", data);
        Answer.Done("recount", "--data", data);
        var elsewhere = Answer.To([.. replay, postgres.NewAddress()]);
        Assert.Equal(2, elsewhere.ExitCode);
        Assert.Contains("keeps its ledger in PostgreSQL", elsewhere.ErrorLines[0], StringComparison.Ordinal);

        Answer.Done("log", "export", "--data", data, "--out", temporary["log"]);
        Answer.Done("backup", "--data", data, "--out", temporary["backup"]);
        Answer.Done("restore", "--from", temporary["backup"], "--data", temporary["again"], "--against", temporary["log/checkpoint"]);
        Answer.Done("fsck", "--data", temporary["again"], "--against", temporary["log"]);
        Assert.Equal(ReplayedCity.RootOf(folder), ReplayedCity.RootOf(temporary["again"]));
    }

    [Fact]
    public void A_password_in_the_address_is_refused_before_anything_is_made()
    {
        var refused = Answer.To("replay", "--data", temporary["city"], "--scale", Scale, "--store", "Host=localhost;Database=xiezhi;Username=x;Password=geheim");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("passfile", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", refused.Errors, StringComparison.Ordinal);
    }
}
