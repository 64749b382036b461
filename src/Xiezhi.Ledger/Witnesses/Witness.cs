using System.Collections.Concurrent;
using NodaTime;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>
/// Somebody outside the city who cosigns the heads of logs. It sees nothing of a log but its heads, and cosigns one only when it continues the one before. Its folder
/// holds <c>witness.key</c>, <c>witness.vkey</c>, a folder for each log with the log's <c>vkey</c> and its last <c>head</c>, and <c>evidence/</c>.
/// </summary>
/// <remarks>Any thread may ask; requests about one log are taken one after the other.</remarks>
public sealed class Witness : IDisposable
{
    private readonly string path;
    private readonly NoteSigner signer;
    private readonly IClock clock;
    private readonly WriterLock writing;
    private readonly ConcurrentDictionary<string, WatchedLog> logs = [];

    private Witness(string path, NoteSigner signer, IClock clock, WriterLock held)
    {
        this.path = path;
        this.signer = signer;
        this.clock = clock;
        writing = held;
    }

    /// <summary>The key by which readers know this witness.</summary>
    public NoteVerifier Key => signer.Verifier;

    /// <summary>The logs that it watches, by their names.</summary>
    public IEnumerable<WatchedLog> Logs => logs.Values.OrderBy(log => log.Key.Name, StringComparer.Ordinal);

    /// <summary>Opens the witness's folder; makes it, with a new key, when it is not there.</summary>
    /// <param name="name">Name of the witness and its key, used when the key is made.</param>
    /// <param name="clock">Its moments are stated in the cosignatures.</param>
    /// <param name="command">What this process does, for whoever finds the folder busy.</param>
    /// <exception cref="FolderException">The folder holds something else, or a part of it is missing or damaged.</exception>
    /// <exception cref="FolderBusyException">Another process is this witness.</exception>
    public static Witness Open(string path, string name, IClock clock, string command)
    {
        var keyPath = Path.Combine(path, "witness.key");
        if (!File.Exists(keyPath) && Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).FirstOrDefault(file => file is not ("lock" or "lock.holder" or "witness.key.new")) is { } other)
        {
            throw new FolderException($"{path} holds other files ({other}) and no witness. Name an empty folder or a new one with --data.");
        }

        Directory.CreateDirectory(path);
        var held = WriterLock.Take(path, command);
        try
        {
            if (!File.Exists(keyPath)) { SigningKeyFile.Create(keyPath, NoteSigner.GenerateWitness(name)); }
            var own = SigningKeyFile.Load(keyPath);
            if (!own.Verifier.IsWitness) { throw new FolderException($"{keyPath} is no key of a witness. A log's key must never cosign: name another folder with --data."); }
            Disk.Replace(Path.Combine(path, "witness.vkey"), $"{own.Verifier}\n");
            var witness = new Witness(path, own, clock, held);
            foreach (var folder in Directory.Exists(witness.LogsPath) ? Directory.EnumerateDirectories(witness.LogsPath) : [])
            {
                if (WatchedLog.Open(folder, own.Verifier) is { } log) { witness.logs[log.Key.Name] = log; }
            }

            return witness;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Watches a log from now on, for ever under this key.</summary>
    /// <exception cref="FolderException">The witness knows the log under another key.</exception>
    public void Watch(NoteVerifier key)
    {
        if (key.IsWitness) { throw new FolderException($"'{key.Name}' is the key of a witness, not of a log. Name the log's own key with --log."); }
        var log = logs.GetOrAdd(key.Name, _ => WatchedLog.Begin(LogsPath, key, signer.Verifier));
        if (log.Key.ToString() != key.ToString())
        {
            throw new FolderException($"The witness knows '{key.Name}' under the key {log.Key}, not {key}. A log keeps its key: ask its keeper what has happened before you trust another.");
        }
    }

    /// <summary>Answers a request (c2sp.org/tlog-witness, add-checkpoint). When it is cosigned, the head is on the disk.</summary>
    public WitnessAnswer Take(ReadOnlySpan<byte> body)
    {
        CheckpointRequest request;
        Checkpoint head;
        try
        {
            request = CheckpointRequest.Parse(body);
            head = Checkpoint.Parse(request.Head.Text);
        }
        catch (NoteFormatException malformed)
        {
            return new WitnessAnswer.Malformed(malformed.Message);
        }

        if (!logs.TryGetValue(head.Origin, out var log)) { return new WitnessAnswer.UnknownLog(head.Origin); }
        if (!request.Head.IsSignedBy(log.Key)) { return new WitnessAnswer.NotTrusted($"The key of '{head.Origin}' did not sign this head."); }
        if (request.Old > head.Size) { return new WitnessAnswer.Malformed($"The old size, {request.Old}, is larger than that of the head, {head.Size}."); }
        lock (log)
        {
            var last = log.Size;
            var forked = last == head.Size && last > 0 && log.Root != head.Root;
            if (forked) { Keep(log, request); }
            if (forked || request.Old != last) { return new WitnessAnswer.Conflict(last); }
            if (!ProofVerification.Extends(last, log.Root, head.Size, head.Root, request.Proof.AsSpan()))
            {
                if (last > 0) { Keep(log, request); }
                return new WitnessAnswer.NotConsistent(last);
            }

            // A clock that was set back does not take the statement back: no later head is older than an earlier one.
            var signature = signer.Cosign(request.Head.Text, Instant.Max(clock.GetCurrentInstant(), log.Last ?? Instant.MinValue));
            log.Reach(head, request.Head.Only(log.Key).With(signature));
            return new WitnessAnswer.Cosigned(signature);
        }
    }

    public void Dispose() => writing.Dispose();

    private string LogsPath => Path.Combine(path, "logs");

    /// <summary>Lines of strangers are not kept.</summary>
    private void Keep(WatchedLog log, CheckpointRequest request)
    {
        EvidenceFolder.Keep(Path.Combine(path, "evidence"), new ForkEvidence(log.Head!, request.Head.Only(log.Key), request.Proof));
    }
}
