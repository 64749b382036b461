using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Files;
using Xiezhi.Office.People;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.Papers;

/// <summary>
/// The uploaded papers of a folder, one sealed file each in <c>papers/</c>. A paper has a random key; until it is handed in with an act, key and name are sealed
/// under its id, which nobody knows but who uploaded it; from then on under the key of the case, so that destroying that key erases the paper.
/// </summary>
/// <remarks>All members may be called from any thread.</remarks>
public sealed class PaperStore
{
    /// <summary>Bytes.</summary>
    public const long Largest = 10 * 1024 * 1024;
    private const string UnboundKey = "xiezhi paper by its id";
    private const string BoundKey = "xiezhi paper of a case";

    private readonly OfficeStore store;
    private readonly IClock clock;
    private readonly string folder;

    internal PaperStore(OfficeStore store, string dataFolder, IClock clock)
    {
        this.store = store;
        this.clock = clock;
        folder = Path.Combine(dataFolder, "papers");
        Directory.CreateDirectory(folder);
        RemoveStrays();
    }

    /// <summary>Takes an upload in. What is cut off, too large or of a wrong type leaves nothing.</summary>
    /// <param name="name">The file's name as it was sent; folders in it are left out.</param>
    /// <param name="declared">How long the sender said that it is; null when he did not.</param>
    public async Task<PaperAnswer> ReceiveAsync(Stream upload, string name, long? declared, CancellationToken ct)
    {
        if (declared > Largest) { return PaperIntake.TooLarge(); }
        var plain = PlainName(name);
        var id = Secret.NewId();
        var hash = HashOf(id);
        var key = RandomNumberGenerator.GetBytes(Sealing.KeyLength);
        var path = PathOf(hash);
        var (type, length, content, not) = await PaperIntake.TakeAsync(upload, path + ".new", key, plain, declared, ct);
        if (not is not null) { return not; }
        File.Move(path + ".new", path);
        Disk.SyncFolder(folder);
        var received = clock.GetCurrentInstant();
        var note = new PaperNote(id, key, plain, type.Media, length, content.ToString());
        store.Write(db => db["add-paper"].Bind(1, hash).Bind(2, received.ToUnixTimeMilliseconds()).Bind(3, Seal(note, Secret.KeyFrom(Encoding.UTF8.GetBytes(id), UnboundKey))).Run());
        return new PaperAnswer.Received(new UploadedPaper(id, plain, type.Media, length, content, received));
    }

    /// <summary>A paper that was not handed in yet; null when there is none of that id.</summary>
    public UploadedPaper? Find(string id) => Unbound(id) is var (note, received)
        ? new UploadedPaper(note.Id, note.Name, note.Type, note.Length, Read(note.Content), received) : null;

    /// <summary>The content of a paper that was not handed in yet; null when there is none of that id.</summary>
    public Stream? Open(string id) => Unbound(id) is var (note, _) ? new PaperStream(PathOf(HashOf(note.Id)), note.Key) : null;

    /// <summary>Removes a paper that was not handed in.</summary>
    /// <returns>False when there is none, or an act has it.</returns>
    public bool Remove(string id)
    {
        if (Unbound(id) is null) { return false; }
        var hash = HashOf(id);
        var removed = false;
        store.Write(db =>
        {
            var rows = db["remove-unbound-paper"].Bind(1, hash);
            using var reading = rows.Rows();
            removed = reading.Next();
        });
        if (removed) { File.Delete(PathOf(hash)); }
        return removed;
    }

    /// <summary>Sets papers aside for the act of this key, so that no other act takes them and a crash does not lose them.</summary>
    /// <returns>The first id that cannot be: no such paper, or another act has it. Null when all are set aside.</returns>
    internal string? Reserve(UInt128 answerKey, IEnumerable<string> ids)
    {
        string? refused = null;
        store.Write(db =>
        {
            foreach (var id in ids)
            {
                var rows = db["reserve-paper"].Bind(1, HashOf(id)).Bind(2, AnswerKeys.Bytes(answerKey)).Bind(3, id);
                using var reading = rows.Rows();
                if (!reading.Next()) { refused ??= id; }
            }
        });
        return refused;
    }

    /// <summary>Gives papers free again: the act of this key was not recorded.</summary>
    internal void Release(UInt128 answerKey) => store.Write(db => db["release-papers"].Bind(1, AnswerKeys.Bytes(answerKey)).Run());

    /// <summary>Binds the papers that the act of this key has set aside to the case. Doing it again changes nothing.</summary>
    /// <param name="entry">The entry as it is recorded: what it does not name is given free.</param>
    internal void Bind(UInt128 answerKey, CaseId id, ReadOnlySpan<byte> caseKey, Entry entry)
    {
        var bound = new List<(byte[] Hash, byte[] Sealed, int Document)>();
        var left = entry.Papers.ToList();
        foreach (var paperId in ReservedBy(answerKey))
        {
            if (Note(paperId) is not { } note) { continue; }
            var at = left.FindIndex(p => p.Content == Read(note.Content));
            if (at < 0) { continue; }
            var hash = HashOf(paperId);
            bound.Add((hash, Seal(note, KeyOf(caseKey, hash)), left[at].Document));
            left.RemoveAt(at);
        }

        store.Write(db =>
        {
            foreach (var (hash, seal, document) in bound) { db["bind-paper"].Bind(1, hash).Bind(2, seal).Bind(3, id.Value).Bind(4, entry.Number).Bind(5, document).Run(); }
            db["release-papers"].Bind(1, AnswerKeys.Bytes(answerKey)).Run();
        });
    }

    /// <summary>The keys of acts that have papers set aside: after a crash, somebody must finish what they began.</summary>
    internal ImmutableArray<UInt128> Reserving()
    {
        var keys = ImmutableArray.CreateBuilder<UInt128>();
        using var reader = store.Reader();
        var rows = reader["reserving-keys"];
        using var reading = rows.Rows();
        while (reading.Next()) { keys.Add(AnswerKeys.Read(rows.Blob(0))); }
        return keys.DrainToImmutable();
    }

    /// <summary>The papers of a case, in the order of its entries.</summary>
    internal ImmutableArray<FilePaper> OfCase(CaseId id, ReadOnlySpan<byte> caseKey)
    {
        var papers = ImmutableArray.CreateBuilder<FilePaper>();
        using var reader = store.Reader();
        var rows = reader["papers-of-case"].Bind(1, id.Value);
        using var reading = rows.Rows();
        while (reading.Next())
        {
            if (Unseal(rows.Blob(2), KeyOf(caseKey, rows.Blob(0))) is not { } note) { continue; }
            papers.Add(new FilePaper(note.Id, rows.Int32(4), note.Name, note.Type, note.Length, rows.Int32(3), Instant.FromUnixTimeMilliseconds(rows.Int64(1))));
        }

        return papers.DrainToImmutable();
    }

    /// <summary>The content of a paper of a case; null when the case has none of that id.</summary>
    internal Stream? Open(CaseId id, ReadOnlySpan<byte> caseKey, string paper)
    {
        var hash = HashOf(paper);
        using var reader = store.Reader();
        var rows = reader["find-paper"].Bind(1, hash);
        using var reading = rows.Rows();
        return reading.Next() && !rows.IsNull(2) && rows.Int64(2) == id.Value && Unseal(rows.Blob(1), KeyOf(caseKey, hash)) is { } note
            ? new PaperStream(PathOf(hash), note.Key) : null;
    }

    /// <summary>Removes the papers of a case whose content is erased.</summary>
    /// <returns>How many.</returns>
    internal int Forget(CaseId id)
    {
        var gone = new List<byte[]>();
        store.Write(db =>
        {
            var rows = db["forget-papers"].Bind(1, id.Value);
            using var reading = rows.Rows();
            while (reading.Next()) { gone.Add(rows.Blob(0).ToArray()); }
        });
        foreach (var hash in gone) { File.Delete(PathOf(hash)); }
        return gone.Count;
    }

    /// <summary>Removes papers that were uploaded before the moment and never handed in.</summary>
    /// <returns>How many.</returns>
    internal int RemoveUnbound(Instant before)
    {
        var gone = new List<byte[]>();
        store.Write(db =>
        {
            var rows = db["remove-old-papers"].Bind(1, before.ToUnixTimeMilliseconds());
            using var reading = rows.Rows();
            while (reading.Next()) { gone.Add(rows.Blob(0).ToArray()); }
        });
        foreach (var hash in gone) { File.Delete(PathOf(hash)); }
        return gone.Count;
    }

    private (PaperNote Note, Instant Received)? Unbound(string id)
    {
        var hash = HashOf(id);
        using var reader = store.Reader();
        var rows = reader["find-paper"].Bind(1, hash);
        using var reading = rows.Rows();
        return reading.Next() && rows.IsNull(2) && Unseal(rows.Blob(1), Secret.KeyFrom(Encoding.UTF8.GetBytes(Crockford.Tidy(id)), UnboundKey)) is { } note
            ? (note, Instant.FromUnixTimeMilliseconds(rows.Int64(0))) : null;
    }

    private PaperNote? Note(string id) => Unbound(id)?.Note;

    private List<string> ReservedBy(UInt128 answerKey)
    {
        var ids = new List<string>();
        using var reader = store.Reader();
        var rows = reader["papers-reserved-by"].Bind(1, AnswerKeys.Bytes(answerKey));
        using var reading = rows.Rows();
        while (reading.Next()) { ids.Add(rows.Text(0)); }
        return ids;
    }

    /// <summary>Removes files of uploads that a crash cut off: those without a row.</summary>
    private void RemoveStrays()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        using (var reader = store.Reader())
        {
            var rows = reader["all-papers"];
            using var reading = rows.Rows();
            while (reading.Next()) { known.Add(PathOf(rows.Blob(0))); }
        }

        foreach (var file in Directory.EnumerateFiles(folder)) { if (!known.Contains(file)) { File.Delete(file); } }
    }

    private string PathOf(ReadOnlySpan<byte> hash) => Path.Combine(folder, Convert.ToHexStringLower(hash[..16]));

    private static byte[] HashOf(string id) => Secret.HashOf(Crockford.Tidy(id));

    private static byte[] KeyOf(ReadOnlySpan<byte> caseKey, ReadOnlySpan<byte> hash) => Secret.KeyFrom(caseKey, BoundKey, hash);

    private static byte[] Seal(PaperNote note, byte[] key) => Sealing.SealText(key, JsonSerializer.SerializeToUtf8Bytes(note, PaperJson.Default.PaperNote));

    private static PaperNote? Unseal(ReadOnlySpan<byte> seal, byte[] key) =>
        Sealing.OpenText(key, seal) is { } text ? JsonSerializer.Deserialize(text, PaperJson.Default.PaperNote) : null;

    private static ContentHash Read(string hex) => ContentHash.Read(Convert.FromHexString(hex));

    /// <summary>The name without folders and control characters, at most 120 characters of it, its ending kept.</summary>
    private static string PlainName(string name)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var plain = string.Concat(last.Where(c => !char.IsControl(c) && c is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))).Trim();
        var ending = Path.GetExtension(plain);
        if (plain.Length == ending.Length) { plain = "材料" + plain; }
        return plain.Length <= 120 ? plain : plain[..(120 - Math.Min(ending.Length, 10))] + (ending.Length <= 10 ? ending : "");
    }
}
