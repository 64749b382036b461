using System.Diagnostics;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Ledger.Tests.Casework;

public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task A_living_city_whose_disk_is_full_says_so_keeps_every_acknowledged_act_and_goes_on_when_there_is_room()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The system's limit of the size of files stands for the full disk.");
        var city = temporary["city"];
        await LiveCity.Open(city).DisposeAsync();

        // When no file may grow beyond two mebibytes; runtime and database see the refusal as they would on a full disk
        var program = Path.Combine(AppContext.BaseDirectory, "Xiezhi.Ledger.CrashingWriter.dll");
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo("bash", ["-c", "trap '' XFSZ; ulimit -f 2048; exec \"$@\"", "bash", host, "exec", program, "live", city])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // The runtime doubles its code pages through a file that is larger than the limit.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var writer = Process.Start(start)!;
        var complaint = writer.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var lines = (await writer.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n')[1..^1];
        await writer.WaitForExitAsync(TestContext.Current.CancellationToken);

        // Then the callers are told, and what they were told before is there
        Assert.NotEqual(0, writer.ExitCode);
        Assert.Contains("The ledger could not write and takes nothing more", await complaint, StringComparison.Ordinal);
        Assert.NotEmpty(lines);
        long size;
        using (var folder = DataFolder.OpenForReading(city))
        {
            foreach (var words in lines.Select(line => line.Split(' ')))
            {
                var leaf = ActLeaf.Read(folder.Store.ReadLeaf(long.Parse(words[1])));
                Assert.Equal(int.Parse(words[2][(words[2].LastIndexOf('-') + 1)..]), leaf.Number);
            }

            size = folder.Store.Size;
        }

        await using (var again = LiveCity.Open(city))
        {
            Assert.IsType<ActAnswer.Recorded>(await again.Ask(new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(1, "资料", InformationRequests.Monday), "again")));
        }

        using var sound = DataFolder.OpenForReading(city);
        Assert.Equal(size + 1, sound.Store.Size);
        Assert.Empty(FolderCheck.Run(sound, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
    }
}
