using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Folds a case entry by entry, its corrections among them.</summary>
/// <param name="opened">The edition under which the case was opened.</param>
public sealed class CaseHistory(Edition opened, LawBook book)
{
    private readonly List<Entry> made = [];
    private readonly List<Entry> within = [];
    private readonly Dictionary<int, ImmutableArray<ClockChange>> changes = [];
    private WorkingCalendar calendar = book.Calendar;

    /// <summary>Whether a correction that does not come to what it says is refused; whoever only shows a case shows what stands.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>The case after the last entry; before the first, an empty one.</summary>
    public CaseState Case { get; private set; } = new(opened);

    /// <summary>The entries as they were made, with verdicts and findings.</summary>
    public ImmutableArray<Entry> Entries => [.. made];

    /// <summary>What a correction or a move has made of the case's clocks, by the number of its entry; empty for every other entry.</summary>
    public ImmutableArray<ClockChange> ChangedBy(int entry) => changes.GetValueOrDefault(entry, []);

    /// <summary>Has the entries from here on under a calendar; the clocks that run are reckoned by it.</summary>
    public void Under(WorkingCalendar now)
    {
        if (ReferenceEquals(now, calendar)) { return; }
        calendar = now;
        if (made.Count > 0 && Case.Awaits is not null) { Case = Fold.Reckon(Case, now, book.City); }
    }

    /// <summary>Takes the next entry in and gives it back as it was made.</summary>
    /// <exception cref="FormatException">A correction is not what comes of the entries before it.</exception>
    public Entry Add(Entry entry)
    {
        var stands = entry;
        if (entry.Within)
        {
            within.Add(entry);
            Case = Fold.Passed(Case, entry);
        }
        else if (entry.Kind is EntryKind.Amend or EntryKind.Annul) { Correct(entry); }
        else
        {
            var before = Case;
            (Case, stands) = Fold.ApplyTo(Case, entry, book, calendar);
            if (entry.Kind == EntryKind.Move) { changes[entry.Number] = ClockChange.Between(before, Case); }
        }

        made.Add(stands);
        return stands;
    }

    private void Correct(Entry correction)
    {
        var again = Correcting.Again(Case, [.. made.Take(made.Count - within.Count)], within, correction, new Correcting.Grounds(book.InForce, opened.Procedure, calendar, book.City));
        var expected = again.Entries;
        if (Strict && (expected.Length != within.Count + 1 || !expected[^1].Stated.SequenceEqual(correction.Stated))) { throw Differs(correction); }
        for (var i = 0; Strict && i < within.Count; i++) { if (!expected[i].Stated.SequenceEqual(within[i].Stated)) { throw Differs(within[i]); } }
        within.Clear();
        changes[correction.Number] = ClockChange.Between(Case, again.Case);
        Case = again.Case;
    }

    private static FormatException Differs(Entry entry) => new($"entry {entry.Number} is not what the correction of the entries before it comes to");
}
