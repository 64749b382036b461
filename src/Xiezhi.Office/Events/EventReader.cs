using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using LinkWords = Xiezhi.Law.Cases.LinkWords;

namespace Xiezhi.Office.Events;

/// <summary>Reads events off the log itself: what is in the log is an event, whenever it is asked for.</summary>
public sealed class EventReader(ILedgerStore store, LogDictionary dictionary, CaseFinder cases, LawBook book)
{
    /// <summary>Number of leaves that can be read.</summary>
    public long Size => store.Size;

    /// <summary>The events of some leaves, in the order of the log; leaves that belong to no case give none.</summary>
    /// <param name="wanted">Whether an event is asked for.</param>
    /// <param name="most">Most events to give.</param>
    /// <param name="next">The first leaf that was not read.</param>
    public IReadOnlyList<CaseEvent> Read(long first, int leaves, Func<CaseEvent, bool> wanted, int most, out long next)
    {
        var events = new List<CaseEvent>();
        var reached = first;
        store.ReadLeaves(first, leaves, (index, leaf) =>
        {
            reached = index + 1;
            if (Leaf.KindOf(leaf) == LeafKind.Act && Of(index, ActLeaf.Read(leaf)) is { } read && wanted(read)) { events.Add(read); }
            return events.Count < most;
        });
        next = reached;
        return events;
    }

    private CaseEvent? Of(long index, ActLeaf leaf)
    {
        var logged = dictionary.Of(leaf.Edition);
        var edition = logged.Edition;
        if (cases.Find(edition.Procedure, leaf.Organ, leaf.Year, leaf.Ordinal) is not { } id || book.City.FindOrgan(leaf.Organ + 1) is not { } keeper) { return null; }
        var (kind, subject, type) = leaf.Kind switch
        {
            EntryKind.Act => ("act", edition.Acts[leaf.Subject].Id, EventTypes.Act),
            EntryKind.Serve => ("service", edition.Documents[leaf.Subject].Id, EventTypes.Service),
            EntryKind.Expiry => ("expiry", edition.Limits[leaf.Subject].Id, EventTypes.Expiry),
            EntryKind.Linked => ("linked", LinkWords.IdOf(leaf.Subject), EventTypes.Other),
            EntryKind.HandOver => ("hand-over", default(string?), EventTypes.Other),
            EntryKind.Amend => ("amendment", null, EventTypes.Other),
            EntryKind.Annul => ("annulment", null, EventTypes.Other),
            EntryKind.Move => ("move", null, EventTypes.Other),
            _ => ("inside", null, EventTypes.Other),
        };
        if (leaf.Number == 1) { type = EventTypes.Opened; }
        else if (leaf.Outcome is not null) { type = EventTypes.Closed; }
        else if (leaf.Reopens) { type = EventTypes.Reopened; }
        var verdicts = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var verdict in leaf.Verdicts) { verdicts.Add((edition.Limits[verdict.Limit].Id, WordOf(verdict.Verdict))); }
        var findings = ImmutableArray.CreateBuilder<string>();
        foreach (var finding in leaf.Findings) { findings.Add(edition.Findings[finding.Kind].Id); }
        return new CaseEvent(index, id, new CaseNumber(book.EditionsOf(edition.Procedure)[^1].Number.Series, leaf.Year, leaf.Organ + 1, leaf.Ordinal), edition, keeper, leaf.Number, type, kind, subject,
            leaf.EffectiveDay, leaf.RecordedDay)
        {
            Deemed = leaf.Deemed,
            Acting = leaf.ActingOrgan is { } acting ? book.City.FindOrgan(acting + 1)?.Id : null,
            Outcome = leaf.Outcome is { } outcome ? edition.Outcomes[outcome].Id : null,
            Verdicts = verdicts.DrainToImmutable(),
            Findings = findings.DrainToImmutable(),
        };
    }

    private static string WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.Late => "late",
        Verdict.Ended => "ended",
        Verdict.Overdue => "overdue",
        Verdict.MetByRolling => "met-by-rolling",
        _ => "void",
    };
}
