using System.Text;
using System.Text.Json;
using NodaTime;
using Xiezhi.Office.People;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.Drafts;

/// <summary>Saved forms. Each is sealed under a secret that only its link holds, so that nobody who has the folder can read it, and whoever has the link can go on.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public sealed class DraftStore
{
    /// <summary>Bytes of a draft as JSON.</summary>
    public const int Largest = 512 * 1024;
    private const string Purpose = "xiezhi draft";

    private readonly OfficeStore store;
    private readonly IClock clock;

    internal DraftStore(OfficeStore store, IClock clock)
    {
        this.store = store;
        this.clock = clock;
    }

    /// <summary>Saves a draft; the same secret again replaces it.</summary>
    /// <param name="secret">The secret of its link; null for a new draft. One that opens nothing gets a new draft under a new secret.</param>
    /// <returns>The secret, 26 letters and digits; null when the draft is larger than any form.</returns>
    public string? Save(string? secret, Draft draft)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(draft, DraftJson.Default.Draft);
        if (text.Length > Largest) { return null; }
        var kept = secret is not null && Open(secret) is not null ? Crockford.Tidy(secret) : Secret.NewId();
        var seal = Sealing.SealText(KeyOf(kept), text);
        var saved = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        store.Write(db => db["put-draft"].Bind(1, Secret.HashOf(kept)).Bind(2, saved).Bind(3, seal).Run());
        return kept;
    }

    /// <summary>The draft of a link; null when there is none, or none any more.</summary>
    public Draft? Open(string secret)
    {
        var kept = Crockford.Tidy(secret);
        using var reader = store.Reader();
        var rows = reader["find-draft"].Bind(1, Secret.HashOf(kept));
        using var reading = rows.Rows();
        if (!reading.Next() || Sealing.OpenText(KeyOf(kept), rows.Blob(1)) is not { } text) { return null; }
        return JsonSerializer.Deserialize(text, DraftJson.Default.Draft)! with { Saved = Instant.FromUnixTimeMilliseconds(rows.Int64(0)) };
    }

    /// <summary>Removes a draft: its form was sent, or is wanted no more.</summary>
    public void Remove(string secret) => store.Write(db => db["remove-draft"].Bind(1, Secret.HashOf(Crockford.Tidy(secret))).Run());

    /// <summary>Removes drafts that were last saved before the moment.</summary>
    internal void RemoveOld(Instant before) => store.Write(db => db["remove-old-drafts"].Bind(1, before.ToUnixTimeMilliseconds()).Run());

    private static byte[] KeyOf(string secret) => Secret.KeyFrom(Encoding.UTF8.GetBytes(secret), Purpose);
}
