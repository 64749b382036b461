using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;
using static SQLitePCL.raw;

namespace Xiezhi.Ledger.Tests.Verification;

/// <summary>A copy of a folder in the hands of somebody who knows the format and may write every file.</summary>
internal sealed class TamperedFolder : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public TamperedFolder(string original)
    {
        foreach (var file in Directory.EnumerateFiles(original)) { File.Copy(file, temporary[System.IO.Path.GetFileName(file)]); }
    }

    public string this[string file] => temporary[file];
    public string Path => temporary.Path;

    public void Dispose() => temporary.Dispose();

    public IReadOnlyList<Fault> Faults()
    {
        using var folder = DataFolder.OpenForReading(temporary.Path);
        return FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Flips bits of one byte of a file.</summary>
    public void Flip(string file, int at, byte bits = 1)
    {
        var bytes = File.ReadAllBytes(temporary[file]);
        bytes[at] ^= bits;
        File.WriteAllBytes(temporary[file], bytes);
    }

    /// <summary>Changes tables, past the triggers that guard them; the triggers are there again afterwards.</summary>
    public void Change(params IEnumerable<string> statements) => Change(database =>
    {
        foreach (var statement in statements) { database.Execute(statement); }
    });

    public void Change(Action<Database> change)
    {
        using var database = new Database(temporary["ledger.db"], SQLITE_OPEN_READWRITE);
        var triggers = database.Lines("SELECT sql FROM sqlite_schema WHERE type = 'trigger'");
        foreach (var name in database.Lines("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) { database.Execute($"DROP TRIGGER {name}"); }
        database.Execute("PRAGMA ignore_check_constraints = ON");
        change(database);
        foreach (var trigger in triggers) { database.Execute(trigger); }
    }

    /// <summary>Flips a bit of one value: of a byte in a blob or text, of the number itself else.</summary>
    /// <param name="row">Which row, as a WHERE clause that one row fits.</param>
    /// <param name="at">The byte; counted from the end when negative, and round again when it is too large.</param>
    public void Flip(string table, string column, string row, int at, int bit) => Change(database => Flip(database, table, column, row, at, bit));

    public static void Flip(Database database, string table, string column, string row, int at, int bit)
    {
        var value = $"FROM {table} WHERE {row}";
        var type = database.Lines($"SELECT typeof({column}) {value}")[0];
        string changed;
        if (type is "blob" or "text")
        {
            var bytes = Convert.FromHexString(database.Lines($"SELECT hex({column}) {value}")[0]);
            if (bytes.Length == 0) { bytes = [0]; }
            bytes[((at % bytes.Length) + bytes.Length) % bytes.Length] ^= (byte)(1 << (bit % 8));
            changed = $"CAST(x'{Convert.ToHexString(bytes)}' AS {type})";
        }
        else
        {
            changed = type == "null" ? "1" : $"{database.Ask($"SELECT {column} {value}") ^ (1L << (bit % 31))}";
        }

        database.Execute($"UPDATE {table} SET {column} = {changed} WHERE {row}");
    }

    /// <summary>Writes another log of the same cases: with tiles, and with one head signed by the log's own key. Only rows and bodies can still contradict
    /// it.</summary>
    public void Forge(Action<List<(byte[] Leaf, byte[] Body)>> edit)
    {
        var entries = new List<(byte[] Leaf, byte[] Body)>();
        string origin;
        using (var folder = DataFolder.OpenForReading(temporary.Path))
        {
            folder.Store.ReadEntries(0, long.MaxValue, (_, leaf, body) =>
            {
                entries.Add((leaf.ToArray(), body.ToArray()));
                return true;
            });
            origin = Checkpoint.Parse(SignedNote.Parse(folder.Store.LatestCheckpoint()!.Note).Text).Origin;
        }

        edit(entries);
        Change("DELETE FROM segment", "DELETE FROM tile", "DELETE FROM checkpoint");
        using var group = new GroupCommit(0);
        var tree = new TileTree();
        foreach (var (leaf, body) in entries)
        {
            group.Append(leaf, body);
            tree.AppendLeaf(leaf);
        }

        foreach (var tile in tree.TilesGrownSince(0)) { group.PutTile(tile.Level, tile.Index, tree.Tile(tile.Level, tile.Index)); }
        group.Checkpoint = new Checkpoint(origin, tree.Size, tree.Root).Sign(SigningKeyFile.Load(temporary["signing.key"])).ToString();
        using var store = SqliteLedgerStore.OpenForWriting(temporary["ledger.db"]);
        store.Commit(group);
    }
}
