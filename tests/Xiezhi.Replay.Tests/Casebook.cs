using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Replay.Tests;

/// <summary>A case as the law made it out of a plan's requests, with all of its entries.</summary>
internal sealed record PlayedCase(PlannedCase Plan, CaseState Case, ImmutableArray<Entry> Entries)
{
    /// <summary>Day of the last closing, or null while the case is open.</summary>
    public DateOnly? ClosedOn
    {
        get
        {
            DateOnly? closed = null;
            foreach (var entry in Entries)
            {
                var act = entry.Kind == EntryKind.Act ? Plan.Edition.Acts[entry.Subject] : null;
                var expiry = entry.Kind == EntryKind.Expiry ? Plan.Edition.Limits[entry.Subject].OnExpiry : null;
                if (entry.Outcome >= 0 || expiry is { Closes: >= 0 }) { closed = entry.Effective; }
                else if (act is { FromClosed: true, To: >= 0 }) { closed = null; }
            }

            return closed;
        }
    }

    /// <summary>The effective days of an act, deemed ones too.</summary>
    public IEnumerable<DateOnly> DaysOf(string act)
    {
        var index = Plan.Edition.FindAct(act)!.Index;
        return Entries.Where(e => e.Kind == EntryKind.Act && e.Subject == index).Select(e => e.Effective);
    }

    public DateOnly OpenedOn => Entries[0].Effective;

    /// <summary>The code that a fact has in the end.</summary>
    public string CodeOf(string fact)
    {
        var found = Plan.Edition.FindFact(fact)!;
        return found.Codes!.Codes[(int)Case.Fact(found.Index)];
    }

    /// <summary>The values that an act gave a fact, with the act's effective day.</summary>
    public IEnumerable<(DateOnly Day, long Value)> FactsOf(string act, string fact)
    {
        var (subject, wanted) = (Plan.Edition.FindAct(act)!.Index, Plan.Edition.FindFact(fact)!.Index);
        return from entry in Entries
               where entry.Kind == EntryKind.Act && entry.Subject == subject
               from value in entry.Facts
               where value.Fact == wanted
               select (entry.Effective, value.Number);
    }

    public IEnumerable<VerdictKind> VerdictsOn(string limit)
    {
        var wanted = Plan.Edition.FindLimit(limit)!.Index;
        return Entries.SelectMany(e => e.Verdicts).Where(v => v.Limit == wanted).Select(v => v.Kind);
    }
}

/// <summary>Plays planned cases through the law, as the ledger's writer does: each request decided, and the expiries swept up to the replay's end.</summary>
internal static class Casebook
{
    public static PlayedCase Play(Replayer replayer, long plan, LawBook book, DateOnly end)
    {
        var planned = replayer.Case(plan);
        CaseState? state = null;
        var entries = ImmutableArray.CreateBuilder<Entry>();
        foreach (var act in replayer.Acts(plan))
        {
            var decision = Decide.On(planned.Edition, state, act.Request, book.Calendar, book.City);
            if (decision is Decision.Refused refused)
            {
                var edition = planned.Edition;
                var subject = act.Request.Kind == EntryKind.Serve ? edition.Documents[act.Request.Subject].Id : edition.Acts[act.Request.Subject].Id;
                throw new InvalidOperationException(
                    $"{edition.Id}, life '{planned.Life}', step {act.Step} ({subject}) on {act.When}: {refused.CodeId} {refused.What}: {refused.Words}");
            }

            var accepted = (Decision.Accepted)decision;
            entries.AddRange(accepted.Entries);
            state = accepted.Case;
        }

        var swept = Decide.Sweep(state!, Moment.On(end), book.Calendar, book.City);
        entries.AddRange(swept.Entries);
        return new PlayedCase(planned, swept.Case, entries.ToImmutable());
    }
}
