using System.CommandLine;
using Xiezhi.Cli.Folders;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>restore --from BACKUP --data DIR [--store ADDRESS] [--keys FILE] [--against CHECKPOINT|LOG]</c></summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The backup.", Required = true };
        var data = new Option<string>("--data") { Description = "A new folder.", Required = true };
        var store = Options.Store();
        var keys = new Option<string?>("--keys") { Description = "The file of keys that is left of the lost folder: cases that were erased since the backup stay erased, and a backup without keys takes them from it." };
        var against = Options.Against();
        var command = new Command("restore", "Brings a backup back as a data folder, in SQLite or in PostgreSQL, and says what it lacks.") { from, data, store, keys, against };
        command.SetAction((result, ct) => RunAsync(result.GetValue(from)!, result.GetValue(data)!, result.GetValue(store), result.GetValue(keys), result.GetValue(against), ct));
        return command;
    }

    private static async Task<int> RunAsync(string from, string data, string? store, string? keys, string? against, CancellationToken ct)
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

        var erased = new List<ErasureLeaf>();
        bool whole;
        using (var folder = DataFolder.OpenForReading(data)) { whole = AgainstLine.Tell(folder, against, Console.Out, erased); }
        if (erased.Count > 0)
        {
            // What was erased since the backup came back with it, and goes again before anybody looks.
            await using var open = OpenOffice.Open(data, "restore");
            var again = await open.Office.Erasure.AgainAsync(erased, ct);
            Console.Out.WriteLine($"{again:N0} cases that were erased after the backup are erased again.");
        }

        return whole ? Shell.Done : Shell.No;
    }
}
