using System.CommandLine;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>restore --from BACKUP --data DIR [--store ADDRESS] [--keys FILE] [--against CHECKPOINT|LOG]</c></summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The backup.", Required = true };
        var data = new Option<string>("--data") { Description = "A new folder.", Required = true };
        var store = Options.Store();
        var keys = new Option<string?>("--keys") { Description = "The file of keys that is left of the lost folder: cases that were erased since the backup stay erased." };
        var against = Options.Against();
        var command = new Command("restore", "Brings a backup back as a data folder, in SQLite or in PostgreSQL, and says what it lacks.") { from, data, store, keys, against };
        command.SetAction(result => Run(result.GetValue(from)!, result.GetValue(data)!, result.GetValue(store), result.GetValue(keys), result.GetValue(against)));
        return command;
    }

    private static int Run(string from, string data, string? store, string? keys, string? against)
    {
        using (var backup = DataFolder.OpenForReading(from))
        {
            var size = FolderCopy.Write(backup, data, store, keys, "restore");
            Console.Error.WriteLine($"{size:N0} entries are in {data}. Check them: xiezhi fsck --data {data}");
        }

        if (against is null)
        {
            Console.Error.WriteLine("What was recorded after the backup is not in it. Compare with the last head that was published or witnessed: xiezhi fsck --data DIR --against FILE");
            return Shell.Done;
        }

        using var folder = DataFolder.OpenForReading(data);
        return AgainstLine.Tell(folder, against, Console.Out) ? Shell.Done : Shell.No;
    }
}
