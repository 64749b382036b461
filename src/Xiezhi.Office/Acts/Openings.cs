using System.Collections.Immutable;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.Acts;

/// <summary>Which cases somebody with an account has opened. What he set out to do is noted before it is done, and the ledger says what became of it: so no crash loses
/// a case from his list.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public sealed class Openings
{
    private readonly CityOffice office;

    internal Openings(CityOffice office) => this.office = office;

    /// <summary>Cases that the party opened, the latest first; each once.</summary>
    /// <param name="most">How many of his latest attempts are looked at.</param>
    public ImmutableArray<CaseId> Of(long party, int most = 500) =>
        [.. KeysOf(party, most).Select(office.Ledger.Store.ReadAnswer).OfType<Answer>().Select(answer => office.Cases.OfLeaf(answer.Leaf)).Distinct()];

    /// <summary>The keys under which the party set out to open the case.</summary>
    internal ImmutableArray<UInt128> Of(long party, CaseRecord record) =>
        [.. KeysOf(party, int.MaxValue).Where(key => office.Ledger.Store.ReadAnswer(key) is { } answer && record.Places.Contains(answer.Leaf))];

    /// <summary>Forgets that parties set out to open what these keys opened.</summary>
    internal void Forget(ImmutableArray<(long Party, UInt128 Key)> openings)
    {
        if (openings.IsEmpty) { return; }
        office.Store.Write(db =>
        {
            foreach (var (party, key) in openings) { db["forget-opening"].Bind(1, party).Bind(2, AnswerKeys.Bytes(key)).Run(); }
        });
    }

    internal void Note(long party, UInt128 answerKey) => office.Store.Write(db => db["add-opening"].Bind(1, party).Bind(2, AnswerKeys.Bytes(answerKey)).Run());

    private List<UInt128> KeysOf(long party, int most)
    {
        var keys = new List<UInt128>();
        using var reader = office.Store.Reader();
        var rows = reader["openings-of"].Bind(1, party).Bind(2, most);
        using var reading = rows.Rows();
        while (reading.Next()) { keys.Add(AnswerKeys.Read(rows.Blob(0))); }
        return keys;
    }
}
