using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>What a caller wants done.</summary>
/// <param name="Case">The case; null opens one.</param>
/// <param name="Procedure">The procedure of a case to open; null otherwise.</param>
/// <param name="Key">The caller's idempotency key: the same request under it again gets the first answer.</param>
/// <param name="Seen">How many entries the case had when the caller looked; null when he does not mind what came since.</param>
/// <param name="Sent">All that the caller sent, as one text: under one key, the same text is the same request, though it was read at another minute. Null: the
/// requests themselves are compared.</param>
public sealed record ActSubmission(CaseId? Case, string? Procedure, ActRequest Request, string Key, int? Seen = null, string? Sent = null)
{
    /// <summary>The edition of the case when the request was read; where the case has moved to another since, that is a conflict. Null where nothing was read.</summary>
    public Edition? Under { get; init; }

    /// <summary>The first 16 bytes of a text's hash: how the store keeps idempotency keys.</summary>
    /// <seealso cref="Answer"/>
    public static UInt128 HashOf(string text) => BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>How the store keeps what was sent under a key. The key goes in, which is kept nowhere, so that nobody can try out what was sent.</summary>
    public static UInt128 HashOf(string key, string sent) => HashOf($"{key}\n{sent}");
}

/// <summary>What became of a submission.</summary>
public abstract record ActAnswer
{
    private ActAnswer() { }

    /// <param name="Case">The case, new or old.</param>
    /// <param name="Leaf">Index of the first entry that was recorded.</param>
    /// <param name="Repeated">The key was answered before; nothing was recorded now.</param>
    public sealed record Recorded(CaseId Case, long Leaf, bool Repeated) : ActAnswer;

    public sealed record Refused(Decision.Refused Why) : ActAnswer;

    /// <summary>Somebody else acted in the case since the caller looked. Nothing of his request was lost: he may look and send it again.</summary>
    public sealed record Conflict(CaseId Case, int Seen, int Now) : ActAnswer;

    /// <summary>The key was used for another request.</summary>
    public sealed record KeyReused(long Leaf) : ActAnswer;

    public sealed record NoSuchCase(CaseId Case) : ActAnswer;

    /// <summary>The key of the case was destroyed: its bodies are erased and it takes no further acts.</summary>
    public sealed record Erased(CaseId Case) : ActAnswer;
}
