using System.CommandLine;
using System.Text.Json;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>fsck --data DIR</c></summary>
internal static class FsckVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var json = Options.Json();
        var command = new Command("fsck", "Re-hashes a data folder and folds every case again: whatever was changed at rest is found and named.") { data, json };
        command.SetAction((result, ct) => Task.FromResult(Run(result.GetValue(data)!, result.GetValue(json), ct)));
        return command;
    }

    private static int Run(string data, bool json, CancellationToken ct)
    {
        var description = DataFolder.Describe(data);
        var reading = Home.Read(description.City);
        using var folder = DataFolder.OpenForReading(data);
        var faults = FolderCheck.Run(folder, reading.Sound(), Home.PlanOf(reading), null, ct);
        if (json) { Shell.Print(JsonSerializer.SerializeToElement(new { ok = faults.Count == 0, faults = faults.Select(f => new { where = f.Where, what = f.What }) })); }
        else if (faults.Count == 0) { Console.WriteLine($"{data}: {folder.Store.Size:N0} entries, all of them what they were."); }
        else
        {
            foreach (var fault in faults) { Console.WriteLine($"{fault.Where}: {fault.What}"); }
        }

        return faults.Count == 0 ? Shell.Done : Shell.No;
    }
}
