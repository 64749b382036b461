using System.Security.Cryptography;
using NodaTime;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.People;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.Acts;

/// <summary>A proposal as its row keeps it.</summary>
/// <param name="Case">Null while the case that it would open is not there.</param>
/// <param name="OwnKey">What it is sealed under as long as there is no case; null afterwards.</param>
internal sealed record ProposalRow(long Id, UInt128 AnswerKey, UInt128 Asked, CaseId? Case, string Act, string Proposer, long Party, Instant Made, byte[] Sealed, ProposalState State,
    string? Decider, Instant? Decided, byte[]? Reason, byte[]? OwnKey);

/// <summary>The rows of proposals. What was asked for and why it was declined are sealed under the key of the case; of a case that is still to be opened, under a key of
/// its own, until the case is there.</summary>
internal sealed class ProposalStore(OfficeStore store, IClock clock)
{
    private const string Purpose = "xiezhi proposal";
    private const long NoCase = -1;

    /// <summary>Keeps a proposal; under the same key the earlier one.</summary>
    /// <param name="place">The case and its key; null for an act that opens one.</param>
    public ProposalRow Keep(UInt128 answerKey, UInt128 asked, (CaseId Id, byte[] Key)? place, string act, Viewer proposer, ActInput input)
    {
        var key = AnswerKeys.Bytes(answerKey);
        var (account, party) = Whose(proposer);
        var own = place is null ? RandomNumberGenerator.GetBytes(Sealing.KeyLength) : null;
        var seal = Sealing.SealText(KeyOf(place?.Key ?? own!), InputJson.Write(input));
        var made = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        store.Write(db =>
        {
            var row = db["add-proposal"].Bind(1, key).Bind(2, AnswerKeys.Bytes(asked)).Bind(3, place?.Id.Value ?? NoCase).Bind(4, act).Bind(5, account).Bind(6, party).Bind(7, made).Bind(8, seal);
            (own is null ? row.BindNull(9) : row.Bind(9, own)).Run();
        });
        return Find(answerKey)!;
    }

    /// <summary>An approved act has opened its case: from now on the case's key seals it, and its own is gone.</summary>
    /// <param name="decider">The account that approved.</param>
    public void Open(ProposalRow row, CaseId id, ReadOnlySpan<byte> caseKey, string decider)
    {
        var seal = Sealing.SealText(KeyOf(caseKey), InputJson.Write(InputOf(row, row.OwnKey)!));
        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        store.Write(db => db["open-proposal"].Bind(1, row.Id).Bind(2, id.Value).Bind(3, seal).Bind(4, decider).Bind(5, now).Run());
    }

    /// <summary>Removes what was declined before that moment and never came to a case.</summary>
    public void RemoveOld(Instant before) => store.Write(db => db["remove-old-openings"].Bind(1, before.ToUnixTimeMilliseconds()).Run());

    public ProposalRow? Find(UInt128 answerKey) => First("find-proposal-by-key", s => s.Bind(1, AnswerKeys.Bytes(answerKey)));

    public ProposalRow? Find(long id) => First("find-proposal", s => s.Bind(1, id));

    /// <summary>All that wait, the oldest first.</summary>
    public List<ProposalRow> Waiting() => All("waiting-proposals", _ => { });

    /// <summary>Those of a case, the oldest first.</summary>
    public List<ProposalRow> OfCase(CaseId id) => All("proposals-of-case", s => s.Bind(1, id.Value));

    /// <summary>Those that an account made, the newest first.</summary>
    public List<ProposalRow> By(string account) => All("proposals-by", s => s.Bind(1, account));

    /// <summary>Decides a proposal that waits.</summary>
    /// <returns>False when it does not wait any more.</returns>
    /// <param name="decider">The account; empty for a party with number and code.</param>
    public bool Decide(long id, ProposalState state, string decider, string? reason, ReadOnlySpan<byte> caseKey)
    {
        var decided = false;
        var seal = reason is null ? null : Sealing.SealText(KeyOf(caseKey), System.Text.Encoding.UTF8.GetBytes(reason));
        var now = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        store.Write(db =>
        {
            var rows = db["decide-proposal"].Bind(1, id).Bind(2, (int)state).Bind(3, decider).Bind(4, now);
            _ = seal is null ? rows.BindNull(5) : rows.Bind(5, seal);
            using var reading = rows.Rows();
            decided = reading.Next();
        });
        return decided;
    }

    public static ActInput? InputOf(ProposalRow row, ReadOnlySpan<byte> caseKey) => Sealing.OpenText(KeyOf(caseKey), row.Sealed) is { } text ? InputJson.Read(text) : null;

    public static string? ReasonOf(ProposalRow row, ReadOnlySpan<byte> caseKey) =>
        row.Reason is { } seal && Sealing.OpenText(KeyOf(caseKey), seal) is { } text ? System.Text.Encoding.UTF8.GetString(text) : null;

    private static (string Account, long Party) Whose(Viewer viewer) => viewer switch
    {
        Viewer.SignedIn signed => (signed.Account.Id, signed.Account.Party),
        Viewer.Tracker tracker => ("", tracker.Party),
        _ => throw new ArgumentException("Somebody unknown neither proposes nor decides.", nameof(viewer)),
    };

    private static byte[] KeyOf(ReadOnlySpan<byte> caseKey) => Secret.KeyFrom(caseKey, Purpose);

    private ProposalRow? First(string statement, Action<Ledger.Sqlite.Statement> bind) => All(statement, bind) is [var only, ..] ? only : null;

    private List<ProposalRow> All(string statement, Action<Ledger.Sqlite.Statement> bind)
    {
        var found = new List<ProposalRow>();
        using var reader = store.Reader();
        var rows = reader[statement];
        bind(rows);
        using var reading = rows.Rows();
        while (reading.Next())
        {
            found.Add(new ProposalRow(rows.Int64(0), AnswerKeys.Read(rows.Blob(1)), AnswerKeys.Read(rows.Blob(2)), rows.Int64(3) is not NoCase and var id ? new CaseId(id) : null, rows.Text(4), rows.Text(5), rows.Int64(6),
                Instant.FromUnixTimeMilliseconds(rows.Int64(7)), rows.Blob(8).ToArray(), (ProposalState)rows.Int32(9), rows.IsNull(10) ? null : rows.Text(10),
                rows.IsNull(11) ? null : Instant.FromUnixTimeMilliseconds(rows.Int64(11)), rows.IsNull(12) ? null : rows.Blob(12).ToArray(),
                rows.IsNull(13) ? null : rows.Blob(13).ToArray()));
        }

        return found;
    }
}
