using System.CommandLine;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>backup --data DIR --out FOLDER [--without-keys]</c></summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var to = new Option<string>("--out") { Description = "A new folder for the backup.", Required = true };
        var without = new Option<bool>("--without-keys") { Description = "Leave the keys of the cases out: a backup that may be kept long, since nobody can read a case in it." };
        var command = new Command("backup", "Copies a data folder as it stands at one moment, while it is served. The copy is a data folder: fsck checks it, restore brings it back.") { data, to, without };
        command.SetAction(result => Run(result.GetValue(data)!, result.GetValue(to)!, result.GetValue(without)));
        return command;
    }

    private static int Run(string data, string to, bool without)
    {
        using var folder = DataFolder.OpenForReading(data);
        var size = FolderCopy.Write(folder, to, store: null, newestKeys: null, "backup", withKeys: !without);
        Console.Error.WriteLine($"{size:N0} entries and all that belongs to them are in {to}.");
        Console.Error.WriteLine(without ? "It holds no keys of cases: restore it with --keys and the file of keys, of which a copy must be kept elsewhere, and not for long."
            : "It holds the keys of the cases: keep it as closely as the folder, and not longer than erased cases may be read.");
        return Shell.Done;
    }
}
