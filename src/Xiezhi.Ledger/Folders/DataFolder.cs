using NodaTime;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Folders;

/// <summary>
/// The folder of one city: <c>folder.json</c> says what it is and where the ledger lies, which is <c>ledger.db</c> in it or a PostgreSQL elsewhere; <c>keys</c> holds the keys
/// of the cases, <c>signing.key</c> the key of the log. One process at a time writes it; others may read beside it.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly WriterLock? writing;

    private DataFolder(string path, FolderDescription description, WriterLock? held, ILedgerStore store, CaseKeys keys)
    {
        Path = path;
        Description = description;
        writing = held;
        Store = store;
        Keys = keys;
    }

    public string Path { get; }
    public FolderDescription Description { get; private set; }
    public ILedgerStore Store { get; }
    public CaseKeys Keys { get; }
    /// <summary>Where the ledger lies, for whoever reads a message.</summary>
    public string StoreName => new StorePlace(Path, Description.Store).ToString();

    public string SigningKeyPath => In(Path, "signing.key");

    /// <summary>The public half of the log's key, for those who verify.</summary>
    public string VerifierKeyPath => In(Path, "log.vkey");

    /// <summary>The SM2 key that signs heads beside the log's own, where the folder was made so.</summary>
    public string Sm2KeyPath => In(Path, "signing.sm2.key");

    /// <summary>Its public half.</summary>
    public string Sm2VerifierKeyPath => In(Path, "log.sm2.vkey");

    /// <summary>Who the witnesses of the log are, and how many of them must cosign a head (c2sp.org/tlog-policy). There is none where nobody was asked.</summary>
    public string WitnessPolicyPath => In(Path, "witness.policy");

    /// <summary>The newest head that has the quorum of the witnesses.</summary>
    public string CosignedPath => In(Path, "cosigned");

    /// <summary>Whether a folder was made at this path.</summary>
    public static bool Exists(string path) => File.Exists(In(path, "folder.json"));

    /// <summary>Makes the folder and opens it for writing; goes on where an interrupted creation stopped.</summary>
    /// <param name="command">What this process does, in words for whoever finds the folder busy.</param>
    /// <exception cref="FolderException">A city or other files lie there already; none of them is touched.</exception>
    /// <exception cref="FolderBusyException">Another process is making it.</exception>
    public static DataFolder Create(string path, FolderDescription description, string command)
    {
        Directory.CreateDirectory(path);
        string[] own = ["lock", "lock.holder", "keys", "keys.new", "ledger.db", "ledger.db-wal", "ledger.db-shm", "signing.key", "signing.key.new", "log.vkey", "log.vkey.new", "folder.json.new",
            "office.db", "office.db-wal", "office.db-shm", "papers", "local.token", "local.token.new", "witness.policy", "cosigned", "cosigned.new", "signing.sm2.key", "signing.sm2.key.new", "log.sm2.vkey", "log.sm2.vkey.new"];
        var names = Directory.EnumerateFileSystemEntries(path).Select(entry => System.IO.Path.GetFileName(entry)).ToList();
        if (Exists(path)) throw new FolderException($"{path} holds a city already. Open it, or name another folder with --data.");
        if ((names.Contains("lock") ? names.Except(own) : names).FirstOrDefault() is { } other)
            throw new FolderException($"{path} holds other files ({other}). Name an empty folder or a new one with --data.");

        var held = WriterLock.Take(path, command);
        CaseKeys? keys = null;
        ILedgerStore? store = null;
        try
        {
            if (Exists(path)) throw new FolderException($"{path} was made by another process just now. Open it, or name another folder with --data.");
            keys = CaseKeys.OpenForWriting(In(path, "keys"));
            var place = new StorePlace(path, description.Store);
            store = place.Make();
            // The description is written last: without it nothing was ever acknowledged here, unless somebody took it away.
            if (description.Store is not null && store.Size > 0)
                throw new FolderException($"{place} holds a ledger already. Open the folder that it belongs to, or name another schema with Search Path.");
            if (store.Size > 0 || keys.Slots > 0)
                throw new FolderException(
                    $"{In(path, "folder.json")} is missing, though a ledger lies beside it. Restore it from a backup, or name another folder with --data.");
            Disk.Replace(In(path, "folder.json"), description.ToJson());
            return new DataFolder(path, description, held, store, keys);
        }
        catch
        {
            store?.Dispose();
            keys?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens a folder for writing.</summary>
    /// <exception cref="FolderException">There is no folder, or a part of it is missing or damaged.</exception>
    /// <exception cref="FolderBusyException">Another process writes it.</exception>
    public static DataFolder OpenForWriting(string path, string command)
    {
        Describe(path);
        var held = WriterLock.Take(path, command);
        CaseKeys? keys = null;
        try
        {
            // Read again under the lock: the former writer may have changed it last.
            var description = Describe(path);
            keys = CaseKeys.OpenForWriting(Present(path, "keys"));
            return new DataFolder(path, description, held, new StorePlace(path, description.Store).OpenForWriting(), keys);
        }
        catch
        {
            keys?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Opens a folder for reading, beside a writer or without one.</summary>
    /// <exception cref="FolderException">There is no folder, or a part of it is missing or damaged.</exception>
    public static DataFolder OpenForReading(string path) => OpenForReading(path, place => place.OpenForReading());

    /// <summary>Opens a folder as its ledger stands now, whatever a writer does meanwhile. Its keys are those of the folder: one more for each case that was opened since, one
    /// less for each that was erased.</summary>
    /// <exception cref="FolderException">There is no folder, or a part of it is missing or damaged.</exception>
    public static DataFolder OpenAtOneMoment(string path) => OpenForReading(path, place => place.OpenAtOneMoment());

    private static DataFolder OpenForReading(string path, Func<StorePlace, ILedgerStore> open)
    {
        var description = Describe(path);
        var present = Present(path, "keys");
        // Before the keys: each of them lies on the disk before the entries that need it.
        var store = open(new StorePlace(path, description.Store));
        try
        {
            return new DataFolder(path, description, held: null, store, CaseKeys.OpenForReading(present));
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>What the folder says of itself, without opening it.</summary>
    /// <exception cref="FolderException">There is no folder, or its description is damaged.</exception>
    public static FolderDescription Describe(string path)
    {
        if (!Exists(path)) throw new FolderException($"{path} holds no city. Make one with: xiezhi replay --data {path}");
        var file = In(path, "folder.json");
        return FolderDescription.FromJson(File.ReadAllText(file), file);
    }

    /// <summary>The folder's clock.</summary>
    public IClock Clock() => Description.Clock.Start(SystemClock.Instance);

    /// <summary>Changes what the folder says of itself, at once and for good.</summary>
    /// <exception cref="ArgumentException">A synthetic folder would cease to say so, or the folder would become another city's.</exception>
    public void Describe(FolderDescription description)
    {
        if (writing is null) throw new InvalidOperationException("The folder is open for reading only.");
        if (description.Synthetic != Description.Synthetic || description.City != Description.City || description.Store != Description.Store || description.Sm2 != Description.Sm2)
            throw new ArgumentException("A folder stays what it was made as: its city, whether its acts were generated, where its ledger lies, and how its heads are signed.", nameof(description));
        Disk.Replace(In(Path, "folder.json"), description.ToJson());
        Description = description;
    }

    public void Dispose()
    {
        Store.Dispose();
        Keys.Dispose();
        writing?.Dispose();
    }

    private static string In(string folder, string file) => System.IO.Path.Combine(folder, file);

    private static string Present(string folder, string file) => File.Exists(In(folder, file))
        ? In(folder, file)
        : throw new FolderException($"{In(folder, file)} is missing. Restore the folder from a backup: its parts belong together.");
}
