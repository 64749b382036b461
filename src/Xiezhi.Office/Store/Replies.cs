using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Xiezhi.Ledger.Sqlite;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Store;

/// <summary>What was answered to idempotency keys where the ledger itself keeps no answer: uploads and subscriptions. An answer is sealed under its key, since it may
/// hold what is shown only once.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public sealed class Replies
{
    private readonly OfficeStore store;
    private readonly IClock clock;

    internal Replies(OfficeStore store, IClock clock)
    {
        this.store = store;
        this.clock = clock;
    }

    /// <summary>Keeps the answer to a key, unless it has one.</summary>
    /// <param name="request">Tells one request from another: the same bytes for the same request.</param>
    /// <returns>The answer that the key has now, and whether it is an earlier one; null when the key was used for another request.</returns>
    public (byte[] Answer, bool Earlier)? Keep(string key, ReadOnlySpan<byte> request, byte[] answer)
    {
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        var cipher = Secret.KeyFrom(Encoding.UTF8.GetBytes(key), "xiezhi reply");
        var hash = SHA256.HashData(request);
        var seal = Sealing.SealText(cipher, answer);
        (byte[] Request, byte[] Seal) kept = default;
        store.Write(db =>
        {
            db["add-reply"].Bind(1, id).Bind(2, hash).Bind(3, seal).Bind(4, clock.GetCurrentInstant().ToUnixTimeMilliseconds()).Run();
            kept = Read(db, id);
        });
        if (!kept.Request.AsSpan().SequenceEqual(hash)) { return null; }
        return kept.Seal.AsSpan().SequenceEqual(seal) ? (answer, false) : Sealing.OpenText(cipher, kept.Seal) is { } earlier ? (earlier, true) : null;
    }

    /// <summary>The answer that the key has; null when it has none or it was used for another request.</summary>
    /// <param name="other">Whether it was used for another request.</param>
    public byte[]? Find(string key, ReadOnlySpan<byte> request, out bool other)
    {
        other = false;
        using var reader = store.Reader();
        var statement = reader["read-reply"].Bind(1, SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        using var rows = statement.Rows();
        if (!rows.Next()) { return null; }
        other = !statement.Blob(0).SequenceEqual(SHA256.HashData(request));
        return other ? null : Sealing.OpenText(Secret.KeyFrom(Encoding.UTF8.GetBytes(key), "xiezhi reply"), statement.Blob(1));
    }

    /// <summary>Forgets what was answered before the moment: nobody repeats a request so late.</summary>
    internal void Forget(Instant before) => store.Write(db => db["forget-old-replies"].Bind(1, before.ToUnixTimeMilliseconds()).Run());

    private static (byte[] Request, byte[] Seal) Read(Database db, byte[] id)
    {
        var statement = db["read-reply"].Bind(1, id);
        using var rows = statement.Rows();
        rows.Next();
        return (statement.Blob(0).ToArray(), statement.Blob(1).ToArray());
    }
}
