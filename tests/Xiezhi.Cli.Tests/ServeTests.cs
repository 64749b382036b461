using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Xiezhi.Cli.Tests;

/// <summary>A folder that is served: who may open it, and who is told what.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly ReplayedCity city;
    private readonly string data;
    private readonly string url = $"http://localhost:{FreePort()}";

    public ServeTests(ReplayedCity city)
    {
        this.city = city;
        data = Copy("served");
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task A_served_folder_shows_its_report_lets_others_read_and_lets_nobody_else_write()
    {
        using var serving = await Served();
        using var http = new HttpClient();

        Assert.Contains("172", await http.GetStringAsync($"{url}/report/2023", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(20, ReplayedCity.ReportOf(data).Count);
        Answer.Done("fsck", "--data", data);
        var second = Answer.To("serve", "--data", data, "--urls", $"http://localhost:{FreePort()}");

        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"process {serving.Id} (serve", second.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("--data", second.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_somebody_else_has_is_named()
    {
        using var serving = await Served();

        var second = Answer.To("serve", "--data", Copy("other"), "--urls", url);

        Assert.Equal(2, second.ExitCode);
        Assert.Contains(new Uri(url).Port.ToString(), second.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("--urls", string.Join('\n', second.ErrorLines[1..]), StringComparison.Ordinal);
    }

    /// <summary>Starts serving and waits until it says so.</summary>
    private async Task<Served> Served()
    {
        var process = Answer.Start("serve", "--data", data, "--urls", url);
        var said = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Contains("serves", said, StringComparison.Ordinal);
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        return new Served(process);
    }

    private string Copy(string name)
    {
        Directory.CreateDirectory(temporary[name]);
        foreach (var file in Directory.EnumerateFiles(city.Data)) { File.Copy(file, Path.Combine(temporary[name], Path.GetFileName(file))); }
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
