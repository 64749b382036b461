using System.Collections.Immutable;
using NodaTime;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.People;
using Xiezhi.Office.Store;

namespace Xiezhi.Office.Files;

/// <summary>Kinds of personal data that somebody was shown.</summary>
[Flags]
public enum PersonalData
{
    None = 0,
    /// <summary>Who the parties are.</summary>
    Persons = 1,
    /// <summary>Facts that the public leaves do not say.</summary>
    Facts = 2,
    /// <summary>The content of an uploaded paper.</summary>
    Paper = 4,
}

/// <summary>That somebody was shown personal data of a case.</summary>
/// <param name="Reader">The account; empty for whoever came with number and code.</param>
/// <param name="Organ">The organ for which he looked; 0 for a party.</param>
/// <param name="At">By the real clock.</param>
public sealed record Reading(long Id, CaseId Case, string Reader, int Organ, Instant At, PersonalData Kinds);

/// <summary>Who was shown which personal data when. A row is on the disk before the data are shown; no row is ever changed or removed.</summary>
public sealed class Readings
{
    private readonly OfficeStore store;
    private readonly IClock clock;

    internal Readings(OfficeStore store, IClock clock)
    {
        this.store = store;
        this.clock = clock;
    }

    /// <summary>Readings of a case, the newest first.</summary>
    /// <param name="before">Only those with smaller numbers; null from the newest on.</param>
    public ImmutableArray<Reading> OfCase(CaseId id, long? before = null, int take = 100) => Page("readings-of-case", id.Value, before, take);

    /// <summary>Readings by the people of an organ, the newest first.</summary>
    public ImmutableArray<Reading> OfOrgan(int organ, long? before = null, int take = 100) => Page("readings-of-organ", organ, before, take);

    internal void Note(Viewer viewer, CaseId id, PersonalData kinds)
    {
        var (reader, organ) = viewer is Viewer.SignedIn { Account: var account } ? (account.Id, account.Organ) : ("", 0);
        var at = clock.GetCurrentInstant().ToUnixTimeMilliseconds();
        store.Write(db => db["add-reading"].Bind(1, id.Value).Bind(2, reader).Bind(3, organ).Bind(4, at).Bind(5, (int)kinds).Run());
    }

    private ImmutableArray<Reading> Page(string statement, long of, long? before, int take)
    {
        var page = ImmutableArray.CreateBuilder<Reading>();
        using var reader = store.Reader();
        var rows = reader[statement].Bind(1, of).Bind(2, before ?? long.MaxValue).Bind(3, Math.Clamp(take, 1, 1000));
        using var reading = rows.Rows();
        while (reading.Next())
        {
            page.Add(new Reading(rows.Int64(0), new CaseId(rows.Int64(1)), rows.Text(2), rows.Int32(3), Instant.FromUnixTimeMilliseconds(rows.Int64(4)), (PersonalData)rows.Int32(5)));
        }

        return page.DrainToImmutable();
    }
}
