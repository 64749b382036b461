using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Office.Desk;

/// <summary>Which cases are listed. What is null is not asked.</summary>
/// <param name="Organs">Numbers of the organs whose registers the viewer may read; the gate gives them; null: all.</param>
/// <param name="After">The row after which the page begins: the last row of the page before.</param>
/// <param name="Take">1 to 200.</param>
public sealed record CaseListQuery(ImmutableArray<int>? Organs, int? Organ = null, string? Procedure = null, int? Year = null, CaseId? After = null, int Take = 50);

/// <summary>A case in a list, open or closed.</summary>
/// <param name="Keeper">Number of the organ that keeps the register.</param>
/// <param name="Stage">Index of the stage in the edition, -1 when the case has ended.</param>
/// <param name="Outcome">Index of the outcome, -1 while the case is open.</param>
/// <param name="LastDay">Day of the last entry.</param>
public sealed record CaseListRow(CaseId Id, CaseNumber Number, Edition Edition, int Keeper, int Stage, int Outcome, int Entries, DateOnly LastDay);

/// <param name="Total">How many cases the query finds in all.</param>
public sealed record CaseListPage(ImmutableArray<CaseListRow> Rows, long Total);

/// <summary>Pages through whole registers, the latest year first and in a register the latest case: by the key of the case rows, so that a page far behind costs what the
/// first does.</summary>
public sealed class CaseLists(ILedgerStore store, LogDictionary dictionary, LawBook book)
{
    /// <exception cref="ArgumentException">The page is to have fewer than 1 or more than 200 rows.</exception>
    public CaseListPage Find(CaseListQuery query)
    {
        if (query.Take is < 1 or > 200) { throw new ArgumentException($"A page has 1 to 200 rows, not {query.Take}.", nameof(query)); }
        List<Register> registers = [.. store.Registers().Where(r => Fits(r, query)).OrderByDescending(r => r.Year).ThenBy(r => r.Id)];
        var rows = ImmutableArray.CreateBuilder<CaseListRow>();
        var from = query.After is { } after ? registers.FindIndex(r => r.Id == after.Register) : 0;
        for (var i = from; i >= 0 && i < registers.Count && rows.Count < query.Take; i++)
        {
            var register = registers[i];
            var last = query.After is { } place && place.Register == register.Id ? Math.Min(place.Ordinal - 1, register.Last) : register.Last;
            if (last < 1) { continue; }
            store.ReadCasesBack(CaseId.Of(register.Id, last), CaseId.Of(register.Id, 1), (id, _, bytes) =>
            {
                rows.Add(RowOf(CaseRecord.Read(id, register, bytes, dictionary)));
                return rows.Count < query.Take;
            });
        }

        return new CaseListPage(rows.ToImmutable(), registers.Sum(r => (long)r.Last));
    }

    /// <summary>Years of which one of the organs keeps a register, the latest first.</summary>
    public ImmutableArray<int> Years(ImmutableArray<int> organs) => [.. store.Registers().Where(r => organs.Contains(r.Organ + 1)).Select(r => r.Year).Distinct().OrderDescending()];

    private static bool Fits(Register register, CaseListQuery query) =>
        (query.Organs is not { } organs || organs.Contains(register.Organ + 1)) && (query.Organ is not { } organ || organ == register.Organ + 1)
        && (query.Procedure is not { } procedure || procedure == register.Procedure) && (query.Year is not { } year || year == register.Year);

    private CaseListRow RowOf(CaseRecord record)
    {
        var edition = record.Edition.Edition;
        var number = new CaseNumber(book.EditionsOf(edition.Procedure)[^1].Number.Series, record.Year, record.Organ + 1, record.Id.Ordinal);
        return new CaseListRow(record.Id, number, edition, record.Organ + 1, record.State.Stage, record.State.Outcome, record.State.Entries, record.State.LastDay);
    }
}
