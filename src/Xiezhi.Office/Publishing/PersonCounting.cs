using Xiezhi.Law.Cases;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Office.Publishing;

/// <summary>Counts the different people who held a role in the counted cases, from the private bodies.</summary>
internal sealed class PersonCounting(CityOffice office)
{
    /// <summary>The leaves that state them, all of one list.</summary>
    /// <param name="publication">Number of the publication that they come with.</param>
    /// <param name="units">What the figure counts; a case may come several times.</param>
    /// <param name="size">Leaves of the log that are counted: what came later into a case is not looked at.</param>
    /// <exception cref="LedgerException">A body does not open.</exception>
    public IReadOnlyList<PersonsLeaf> Count(int publication, Indicator indicator, IEnumerable<CountedUnit> units, long size)
    {
        using var tokens = new PersonTokens();
        foreach (var (procedure, organ, year, ordinal) in units.Select(u => (u.Procedure, u.Organ, u.Year, u.Ordinal)).Distinct())
        {
            var record = office.Cases.Find(procedure, organ, year, ordinal) is { } id ? office.Cases.Read(id) : null;
            if (record is null) { throw new LedgerException($"Case {ordinal} of {procedure}, organ {organ}, {year} has leaves and no row. Run fsck."); }
            // Whose case is erased came, and nobody knows any more who it was.
            if (office.Bodies.KeyOf(record) is not { } key) { tokens.Add(null); }
            else if (HolderOf(record, key, indicator.Persons!, size) is { } person) { tokens.Add(person.Identity); }
        }

        return [.. PersonsLeaf.Of(publication, indicator.Id, tokens.Unidentified, tokens.Ascending())];
    }

    /// <summary>Who held the role then, with the latest that was known of him; null when nobody did.</summary>
    private Person? HolderOf(CaseRecord record, byte[] key, string role, long size)
    {
        var history = office.Bodies.HistoryOf(record, key, size);
        if (history.Case.Edition.Roles.FirstOrDefault(r => r.Id == role) is not { } held || history.Case.Holder(held.Index) is not (> 0 and var holder)) { return null; }
        return history.Entries.SelectMany(e => e.Persons).LastOrDefault(p => p.Number == holder) ?? new Person(holder, "", "", "");
    }
}
