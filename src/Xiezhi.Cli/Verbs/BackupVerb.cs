using System.CommandLine;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>backup --data DIR --out FOLDER</c></summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var to = new Option<string>("--out") { Description = "A new folder for the backup.", Required = true };
        var command = new Command("backup", "Copies a data folder as it stands at one moment, while it is served. The copy is a data folder: fsck checks it, restore brings it back.") { data, to };
        command.SetAction(result => Run(result.GetValue(data)!, result.GetValue(to)!));
        return command;
    }

    private static int Run(string data, string to)
    {
        using var folder = DataFolder.OpenForReading(data);
        var size = FolderCopy.Write(folder, to, store: null, newestKeys: null, "backup");
        Console.Error.WriteLine($"{size:N0} entries and all that belongs to them are in {to}. It holds the keys of the cases: keep it as closely as the folder, and not longer than erased cases may be read.");
        return Shell.Done;
    }
}
