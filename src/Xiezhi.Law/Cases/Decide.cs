using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>The law's answer to a request. Pure: the same edition, case, request, calendar and city give the same answer on any machine and in any year.</summary>
public static class Decide
{
    // A cycle of a month missed for eighty years; no more than a guard against a clock that would never end.
    internal const int MostExpiriesAtOnce = 1000;

    /// <summary>Decides an act or a service in a case, after every expiry whose last day is before the request's day.</summary>
    /// <param name="edition">The edition of the case; for an opening act the one in force on the act's day.</param>
    /// <param name="before">The case as it stands; null for an opening act.</param>
    /// <param name="others">What is known of other cases; null where none is.</param>
    /// <param name="number">The case's number among them; 0 for an opening act.</param>
    /// <returns>Entries to record (expiries first) with the case as it then stands, or a refusal. A refusal leaves no trace.</returns>
    public static Decision On(Edition edition, CaseState? before, ActRequest request, WorkingCalendar calendar, City city, IOtherCases? others = null, long number = 0)
    {
        var known = others ?? NoOtherCases.Known;
        switch (request.Kind)
        {
            case EntryKind.Amend or EntryKind.Annul when before is not null:
                return Correcting.On(known.History(number), before, request, new Correcting.Grounds(known.InForce, edition.Procedure, calendar, city));
            case EntryKind.Move when before is not null: return Move(before, request, calendar, city, check: true);
            default:
                return Bundle.Concerns(edition, before)
                    ? new Bundle(known, calendar, city, request.Today).On(edition, before, number, request)
                    : Once(edition, before, request, calendar, city, check: true, recorded: null, known.Registers);
        }
    }

    /// <summary>Decides what reaches no other case.</summary>
    /// <param name="check">False to fold what was decided before: nothing is refused then.</param>
    /// <param name="recorded">The entry that was made of the request before; null for a request that is new.</param>
    internal static Decision Once(Edition edition, CaseState? before, ActRequest request, WorkingCalendar calendar, City city, bool check, Entry? recorded, IRegisters registers)
    {
        if (request.Kind == EntryKind.Move) { return Move(before!, request, calendar, city, check); }
        var fold = new Fold(before?.Copy() ?? new CaseState(edition), calendar, city);
        var entries = ImmutableArray.CreateBuilder<Entry>(1);
        if (check && before is null && !edition.Covers(request.When.Day)) { return NotInForce(edition, request.When.Day); }
        if (before is not null) { CatchUp(fold, entries, request.When, request.Today, request); }
        if (!check) { if (request.Kind == EntryKind.Act) { fold.LayFacts(request.Facts, request.When); } }
        else if (Refusal(fold, request, calendar, city, registers) is { } refusal) { return refusal; }
        var entry = EntryOf(fold.Case, request, city);
        // What it opened, and what other cases told this one, stands.
        if (recorded is not null) { entry = recorded.Kind == EntryKind.Linked ? recorded with { Number = entry.Number } : entry with { Opened = recorded.Opened, Other = recorded.Other }; }
        entries.Add(fold.Apply(Allotted(fold, entry, recorded, registers)));
        // What the entry itself leaves over its last day runs out in the same bundle, dated today: never backwards. So it is with a clock that starts in the past, and
        // with those whose time was over and who waited for the last of several, when he acts.
        CatchUp(fold, entries, request.When, request.Today, request, notBefore: request.When.Day);
        return new Decision.Accepted(entries.DrainToImmutable(), fold.Case);
    }

    internal static Decision.Refused? Refusal(Fold fold, ActRequest request, WorkingCalendar calendar, City city, IRegisters registers) => request.Kind switch
    {
        EntryKind.Serve => Checks.Service(fold.Case, request),
        EntryKind.HandOver => Checks.HandOver(fold.Case, request, city, registers),
        EntryKind.Linked => null,
        _ => Checks.Act(fold, request, calendar, city, registers),
    };

    internal static Entry EntryOf(CaseState c, ActRequest request, City city) => request.Kind switch
    {
        EntryKind.Act => ActEntry(c, request, city),
        EntryKind.Serve => ServiceEntry(c, request),
        _ => HandOverEntry(c, request),
    };

    /// <summary>The entry of an act with the numbers that it draws: those that it has drawn before, else the next of each series.</summary>
    internal static Entry Allotted(Fold fold, Entry entry, Entry? recorded, IRegisters registers)
    {
        if (entry.Kind != EntryKind.Act || fold.Case.Edition.Acts[entry.Subject].Allots is not { Length: > 0 } allots) { return entry; }
        var drawn = ImmutableArray.CreateBuilder<FactValue>(allots.Length);
        foreach (var (fact, form) in allots)
        {
            drawn.Add(new FactValue(fact, recorded is { Facts: var before } && before.FirstOrDefault(f => f.Fact == fact) is { Fact: var same, Number: > 0 } kept && same == fact ? kept.Number : registers.NextNumber(form)));
        }

        var given = drawn.MoveToImmutable();
        fold.LayFacts(given, entry.Happened);
        return entry with { Facts = [.. entry.Facts.Where(f => !allots.Any(a => a.Fact == f.Fact)), .. given] };
    }

    /// <summary>Moves a case into a later edition, after every expiry whose last day is before that is in force.</summary>
    private static Decision Move(CaseState before, ActRequest request, WorkingCalendar calendar, City city, bool check)
    {
        var to = request.To!;
        if (check && Checks.Move(before, to, request, city) is { } refusal) { return refusal; }
        var fold = new Fold(before.Copy(), calendar, city);
        var entries = ImmutableArray.CreateBuilder<Entry>(1);
        var day = request.When.Day > to.From ? request.When.Day : to.From;
        CatchUp(fold, entries, Moment.On(day), request.Today);
        if (check && entries.Count > 0 && Bundle.Concerns(before.Edition, before)) { return new Decision.Refused(RefusalCode.NotYet, null, "move-edition", "what has run out must be carried out first"); }
        if (check && fold.Case.IsClosed) { return new Decision.Refused(RefusalCode.CaseClosed, null, "move-edition", "the case has ended before"); }
        var move = new Entry
        {
            Number = fold.Case.Entries + 1, Kind = EntryKind.Move, Subject = to.From.DayNumber, Effective = day, Happened = new Moment(day, -1), Recorded = request.Today, By = request.By,
            Deemed = request.By.IsLaw, Approvals = request.Approvals, Why = request.Why,
        };
        entries.Add(move);
        return new Decision.Accepted(entries.DrainToImmutable(), Moving.To(fold.Case, to, move, calendar, city));
    }

    private static Entry HandOverEntry(CaseState c, ActRequest request) => new()
    {
        Number = c.Entries + 1, Kind = EntryKind.HandOver, Subject = request.Subject, Effective = request.When.Day, Happened = request.When, Recorded = request.Today, By = request.By,
        Names = request.Names, OnHolder = request.OnHolder, Approvals = request.Approvals, Why = request.Why,
    };

    /// <summary>What may be done in a case: every act and every service of a document, possible now or with the first obstacle. Facts, names, documents, outcome
    /// and approvals are not asked yet: they are the matter of whoever fills them in.</summary>
    /// <param name="edition">The edition of the case; to open one, the edition in force on the day.</param>
    /// <param name="before">The case as it stands; null for a case to open.</param>
    /// <param name="by">Who would act.</param>
    /// <param name="when">When he would: expiries over by then are carried out first, as <see cref="On"/> does. Whether an act needs the minute is not asked.</param>
    /// <param name="registers">The registers that acts write; null where none is known.</param>
    /// <returns>Acts in the order of the edition, then the documents that are served.</returns>
    public static ImmutableArray<MenuItem> Menu(Edition edition, CaseState? before, Actor by, Moment when, DateOnly today, WorkingCalendar calendar, City city, IRegisters? registers = null)
    {
        var outside = before is null && !edition.Covers(when.Day) ? NotInForce(edition, when.Day) : null;
        var fold = new Fold(before?.Copy() ?? new CaseState(edition), calendar, city);
        if (before is not null) { CatchUp(fold, ImmutableArray.CreateBuilder<Entry>(), when, today); }
        var c = fold.Case;
        var organs = edition.Roles.Where(r => r.Kind == RoleKind.Organ).Select(r => r.Index).ToImmutableArray();
        return
        [
            .. edition.Acts.Select(act => new MenuItem(EntryKind.Act, act.Index, act.By, outside ?? Checks.Open(c, act, by, when, today, city, registers ?? NoRegisters.Known))),
            .. edition.Documents.Where(d => d.To.Length > 0).Select(d => new MenuItem(EntryKind.Serve, d.Index, organs, outside ?? Checks.Service(c, d, by, when, today))),
        ];
    }

    /// <summary>The request with which the law takes an open case into an edition, on its first day in force.</summary>
    /// <param name="today">The city's day on which it is entered.</param>
    public static ActRequest TakingOver(Edition to, DateOnly today) =>
        new() { Kind = EntryKind.Move, Subject = to.From.DayNumber, When = Moment.On(to.From), Today = today, To = to };

    internal static Decision.Refused NotInForce(Edition edition, DateOnly day) =>
        new(RefusalCode.NoEdition, null, edition.Id, $"{edition.Id} is not in force on {day:yyyy-MM-dd}");

    /// <summary>Carries out every expiry that is over by then; what a sweep does when nobody acts.</summary>
    /// <param name="now">A clock whose rolled last day is before this day has run out, and one by the minute whose last minute is before this one.</param>
    /// <param name="others">What is known of other cases; null where none is.</param>
    /// <param name="number">The case's number among them.</param>
    public static Decision.Accepted Sweep(CaseState before, Moment now, WorkingCalendar calendar, City city, IOtherCases? others = null, long number = 0)
    {
        if (Bundle.Concerns(before.Edition, before)) { return new Bundle(others ?? NoOtherCases.Known, calendar, city, now.Day).Sweep(before, number, now); }
        var fold = new Fold(before.Copy(), calendar, city);
        var entries = ImmutableArray.CreateBuilder<Entry>();
        CatchUp(fold, entries, now, now.Day);
        return new Decision.Accepted(entries.DrainToImmutable(), fold.Case);
    }

    private static void CatchUp(Fold fold, ImmutableArray<Entry>.Builder entries, Moment now, DateOnly recorded, ActRequest? request = null, DateOnly notBefore = default)
    {
        for (var n = 0; n < MostExpiriesAtOnce && NextExpiry(fold.Case, now, request) is var at && at >= 0; n++)
        {
            entries.Add(fold.Apply(Expired(fold.Case, at, recorded, notBefore)));
        }
    }

    /// <summary>Place of the clock that ran out first, by last day and minute, then by limit; -1 when none has.</summary>
    internal static int NextExpiry(CaseState c, Moment now, ActRequest? request)
    {
        var next = -1;
        var first = Clock.Unknown;
        var clocks = c.Clocks;
        for (var i = 0; i < clocks.Length; i++)
        {
            ref readonly var clock = ref clocks[i];
            if (!clock.Runs || clock.Overdue || !clock.IsOver(now)) { continue; }
            var limit = c.Edition.Limits[clock.Limit];
            if (limit.EndsSilently) { continue; }
            var last = c.LastOf(in clock);
            if (last >= now.Day && last != clock.Rolled) { continue; }
            if (limit.Grace > 0 && last.AddDays(limit.Grace) >= now.Day && !Stops(c.Edition, request, limit.Index)) { continue; }
            if (next < 0 || last < first || (last == first && clock.CompareDue(in clocks[next]) < 0)) { (next, first) = (i, last); }
        }

        return next;
    }

    /// <summary>Whether the request would stop the limit's clock: then its own day says whether it is in time, and nothing is waited for.</summary>
    private static bool Stops(Edition edition, ActRequest? request, int limit) =>
        request is { Kind: EntryKind.Act } && request.Subject >= 0 && request.Subject < edition.Acts.Length && edition.Acts[request.Subject].Stops.Contains(limit);

    /// <summary>The entry with which a clock's expiry is carried out.</summary>
    /// <param name="notBefore">An expiry of what was over already when it came about is dated no earlier than this.</param>
    internal static Entry Expired(CaseState c, int at, DateOnly recorded, DateOnly notBefore = default)
    {
        var clock = c.Clocks[at];
        var limit = c.Edition.Limits[clock.Limit];
        var number = c.Entries + 1;
        var of = limit.IsPer ? clock.Of : 0;
        var waits = limit.WaitsForLast && c.WaitsFor(at);
        var last = waits ? clock.Rolled : c.LastOf(in clock);
        var due = last < notBefore ? notBefore : last;
        var minute = due == clock.Rolled ? clock.DueMinute : Moment.NoMinute;

        if (limit.OnExpiry.Act < 0 || waits)
        {
            // A finding begins on the first day after the last, of a clock by the minute on that day; what ends a right ends it with the last day.
            var ends = limit.OnExpiry.EndsClock || limit.Kind == LimitKind.AtLeast;
            var effective = ends || minute >= 0 || due > last ? due : due.AddDays(1);
            return new Entry { Number = number, Kind = EntryKind.Expiry, Subject = limit.Index, OnHolder = of, Effective = effective, Happened = new Moment(effective, minute), Recorded = recorded, Deemed = true };
        }

        var act = c.Edition.Acts[limit.OnExpiry.Act];
        var from = limit.OnExpiry.AsOf switch
        {
            AsOf.Start => clock.Start.Day,
            AsOf.Acts => limit.OnExpiry.AsOfActs.Max(a => c.Act(a).Last),
            _ => due,
        };
        return new Entry
        {
            Number = number, Kind = EntryKind.Act, Subject = act.Index, OnHolder = of, Effective = from, Happened = new Moment(due, minute), Recorded = recorded, Deemed = true,
            Outcome = act.Closes.Length > 0 ? act.Closes[0] : -1,
        };
    }

    internal static Entry ActEntry(CaseState c, ActRequest request, City city)
    {
        var act = c.Edition.Acts[request.Subject];
        var effective = request.When.Day;
        if (act.AsOf.Length > 0)
        {
            effective = DateOnly.MinValue;
            foreach (var other in act.AsOf) { if (c.Act(other).Times > 0 && c.Act(other).Last > effective) { effective = c.Act(other).Last; } }
            if (effective == DateOnly.MinValue) { effective = request.When.Day; }
        }

        return new Entry
        {
            Number = c.Entries + 1, Kind = EntryKind.Act, Subject = act.Index, Effective = effective, Happened = request.When, Recorded = request.Today, By = request.By,
            Outcome = request.Outcome, Officers = request.Officers, Facts = request.Facts, Names = Parts.Filled(c, act, request, city), Persons = request.Persons, Documents = request.Documents, Papers = request.Papers, Approvals = request.Approvals,
        };
    }

    internal static Entry ServiceEntry(CaseState c, ActRequest request) => new()
    {
        Number = c.Entries + 1, Kind = EntryKind.Serve, Subject = request.Subject, Effective = request.When.Day, Happened = request.When, Recorded = request.Today, By = request.By,
        On = request.On >= 0 ? request.On : c.Edition.Documents[request.Subject].To[0], OnHolder = request.OnHolder, Papers = request.Papers,
    };
}
