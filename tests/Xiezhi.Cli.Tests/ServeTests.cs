using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Xiezhi.Cli.Tests;

/// <summary>A folder that is served: who may open it, and who is told what.</summary>
public sealed class ServeTests(ReplayedCity city, ServeTests.ServedFolder served) : IClassFixture<ServeTests.ServedFolder>, IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly string data = served.Data;
    private readonly string url = served.Url;

    /// <summary>A folder that is served while the tests of this class run.</summary>
    public sealed class ServedFolder : IAsyncLifetime
    {
        private readonly TemporaryFolder temporary = new();
        private Served? serving;

        public ServedFolder(ReplayedCity city) => city.CopyTo(Data, peopled: true);

        public string Data => temporary["served"];
        public string Url { get; } = $"http://localhost:{FreePort()}";
        public int ProcessId => serving!.Id;

        public async ValueTask InitializeAsync()
        {
            var process = Answer.Start("serve", "--data", Data, "--urls", Url);
            var said = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.Contains("serves", said, StringComparison.Ordinal);
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            serving = new Served(process);
        }

        public ValueTask DisposeAsync()
        {
            serving?.Dispose();
            temporary.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task A_served_folder_shows_its_report_lets_others_read_and_lets_nobody_else_write()
    {
        using var http = new HttpClient();

        Assert.Contains("172", await http.GetStringAsync($"{url}/report/2023", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(21, ReplayedCity.ReportOf(data).Count);
        Answer.Done("fsck", "--data", data);
        var second = Answer.To("serve", "--data", data, "--urls", $"http://localhost:{FreePort()}");

        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"process {served.ProcessId} (serve", second.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("--data", second.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_somebody_else_has_is_named()
    {
        var second = Answer.To("serve", "--data", Copy("other"), "--urls", url);

        Assert.Equal(2, second.ExitCode);
        Assert.Contains(new Uri(url).Port.ToString(), second.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("--urls", string.Join('\n', second.ErrorLines[1..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_serving_makes_the_accounts_of_the_city_and_prints_their_passwords_once()
    {
        var unpeopled = temporary["unpeopled"];
        city.CopyTo(unpeopled);
        var first = await PrintedBy(unpeopled);
        var second = await PrintedBy(unpeopled);

        var accounts = Answer.Done("account", "list", "--data", unpeopled).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(accounts.Length + 1, first.Length);
        Assert.All(accounts, a => Assert.Single(first, line => line.TrimStart().StartsWith(a.Split(' ')[0] + " ", StringComparison.Ordinal)));
        Assert.Empty(second);
        Assert.DoesNotContain(first[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], string.Join('\n', accounts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_password_is_replaced_while_the_folder_is_not_served()
    {
        var unserved = Copy("unserved");
        var given = Answer.Done("account", "password", "administrator", "--data", unserved).Output.Trim();
        var nobody = Answer.To("account", "password", "administator", "--data", unserved);

        Assert.Matches("^[0-9a-z]{5}(-[0-9a-z]{5}){3}$", given);
        Assert.Equal(2, nobody.ExitCode);
        Assert.Contains("administator", nobody.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("account list", nobody.ErrorLines[1], StringComparison.Ordinal);
        var busy = Answer.To("account", "password", "administrator", "--data", data);
        Assert.Equal(2, busy.ExitCode);
        Assert.Contains("(serve", busy.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_of_a_served_folder_finds_address_and_token_and_nobody_else_may_read_them()
    {
        var file = Path.Combine(data, "local.token");
        while (!File.Exists(file)) { await Task.Delay(50, TestContext.Current.CancellationToken); }

        Assert.Equal(url, File.ReadAllLines(file)[0].TrimEnd('/'));
        if (!OperatingSystem.IsWindows()) { Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)); }
    }

    /// <summary>Serves the folder until it says so, and gives what was printed on standard output.</summary>
    private async Task<string[]> PrintedBy(string folder)
    {
        using var process = Answer.Start("serve", "--data", folder, "--urls", "http://127.0.0.1:0");
        var printed = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Contains("serves", await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.Kill();
        return (await printed).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private string Copy(string name)
    {
        city.CopyTo(temporary[name], peopled: true);
        return temporary[name];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>A process that serves until it is disposed of.</summary>
internal sealed class Served(Process process) : IDisposable
{
    public int Id => process.Id;

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
