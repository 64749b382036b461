using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Steps 3 to 7 of the language: known and when, facts, who, where and whether, what. The first thing that stands in the way is the refusal.
/// A menu asks the same checks about an act whose facts, names and papers nobody has given yet: what those may change stands in nobody's way.</summary>
internal static partial class Checks
{
    /// <summary>Checks an act; on success the request's facts have been laid over the fold's case.</summary>
    public static Decision.Refused? Act(Fold fold, ActRequest request, WorkingCalendar calendar, City city, IRegisters registers)
    {
        var c = fold.Case;
        var edition = c.Edition;
        if (request.Kind != EntryKind.Act || request.Subject < 0 || request.Subject >= edition.Acts.Length) { return No(RefusalCode.UnknownAct, null, $"{request.Subject}", $"{edition.Id} has no such act"); }
        var act = edition.Acts[request.Subject];
        return When(c, act.Basis, act.Id, request.When, request.Today)
            ?? Minute(act, request)
            ?? Facts(c, act, request, registers)
            ?? Laid(fold, request)
            ?? Who(c, act, request, city, registers)
            ?? Whether(c, act, request.By, request.When, city, unread: null)
            ?? What(c, act, request, calendar, city);
    }

    /// <summary>What stands in the way of an act whatever facts, names, documents, outcome and approvals come with it; null when some may be accepted.</summary>
    public static Decision.Refused? Open(CaseState c, Act act, Actor by, Moment when, DateOnly today, City city, IRegisters registers) =>
        When(c, act.Basis, act.Id, when, today)
        ?? Acting(c, act, by, [], city, unread: act)
        ?? Qualified(c, act, by, when, city, registers)
        ?? Whether(c, act, by, when, city, unread: act)
        ?? TooLate(c, act, when, unread: act);

    /// <summary>Checks the service of a document.</summary>
    public static Decision.Refused? Service(CaseState c, ActRequest request)
    {
        var edition = c.Edition;
        if (request.Subject < 0 || request.Subject >= edition.Documents.Length) { return No(RefusalCode.UnknownAct, null, $"{request.Subject}", $"{edition.Id} has no such document"); }
        var document = edition.Documents[request.Subject];
        return Service(c, document, request.By, request.When, request.Today)
            ?? (request.On >= 0 && !document.To.Contains(request.On) ? No(RefusalCode.NotYourPart, null, document.Id, $"'{document.Id}' is not served on '{edition.Roles[request.On].Id}'") : null)
            ?? Receiver(c, document, request)
            ?? ServedPapers(document, request)
            ?? (request.When.Minute < 0 && edition.Traits.ServedToTheMinute(document) ? No(RefusalCode.MinuteMissing, null, document.Id, $"a time limit runs by the minute from the service of '{document.Id}'; give its minute") : null);
    }

    /// <summary>Of a role that several hold, one must be meant; of any other the one who holds it.</summary>
    private static Decision.Refused? Receiver(CaseState c, Document document, ActRequest request)
    {
        var role = c.Edition.Roles[request.On >= 0 ? request.On : document.To[0]];
        if (request.OnHolder != 0)
        {
            return c.Holds(role.Index, request.OnHolder) ? null : No(RefusalCode.NotYourPart, null, document.Id, $"whom '{document.Id}' is served on is not '{role.Id}' of this case");
        }

        return role.Many && c.HoldersOf(role.Index).Skip(1).Any() ? No(RefusalCode.RoleUnfilled, null, role.Id, $"several are '{role.Id}'; say on which of them '{document.Id}' is served") : null;
    }

    private static Decision.Refused? ServedPapers(Document document, ActRequest request)
    {
        foreach (var paper in request.Papers)
        {
            if (paper.Document != document.Index) { return No(RefusalCode.DocumentMissing, null, document.Id, $"the service of '{document.Id}' takes no paper of another document"); }
        }

        return null;
    }

    /// <summary>What stands in the way of serving a document, on whomever.</summary>
    public static Decision.Refused? Service(CaseState c, Document document, Actor by, Moment when, DateOnly today)
    {
        if (c.Entries == 0) { return No(RefusalCode.WrongStage, null, document.Id, "nothing can be served before the case is opened"); }
        if (document.To.Length == 0) { return No(RefusalCode.UnknownAct, null, document.Id, $"'{document.Id}' is not a document that is served"); }
        return When(c, null, document.Id, when, today)
            ?? (Parts.MayServe(c, by) ? null : No(RefusalCode.NotYourPart, null, document.Id, $"only an organ of the case may serve '{document.Id}'"))
            ?? (Made(c, document) ? null : No(RefusalCode.NotYet, null, document.Id, $"no act has made '{document.Id}' yet"));
    }

    private static Decision.Refused No(RefusalCode code, Basis? basis, string what, string words) => new(code, basis, what, words);

    /// <summary>Whether an act that makes the document was done; a document that no act makes may be served at any time.</summary>
    private static bool Made(CaseState c, Document document)
    {
        var makers = c.Edition.Traits.MakersOf(document.Index);
        if (makers.IsEmpty) { return true; }
        foreach (var act in makers) { if (c.Act(act).Times > 0) { return true; } }
        return false;
    }

    private static Decision.Refused? When(CaseState c, Basis? basis, string what, Moment when, DateOnly today)
    {
        if (when.Day > today) { return No(RefusalCode.FutureDay, basis, what, $"{when.Day:yyyy-MM-dd} is after {today:yyyy-MM-dd}"); }
        return c.Entries > 0 && when.Day < c.LastDay ? No(RefusalCode.OutOfOrder, basis, what, $"{when.Day:yyyy-MM-dd} is before the case's last entry of {c.LastDay:yyyy-MM-dd}") : null;
    }

    private static Decision.Refused? Minute(Act act, ActRequest request) =>
        act.ToTheMinute && request.When.Minute < 0 ? No(RefusalCode.MinuteMissing, act.Basis, act.Id, $"'{act.Id}' asks for the minute") : null;

    private static Decision.Refused? Facts(CaseState c, Act act, ActRequest request, IRegisters registers)
    {
        foreach (var value in request.Facts)
        {
            if (value.Fact < 0 || value.Fact >= c.Edition.Facts.Length || !act.MayTakeFact(value.Fact)) { return No(RefusalCode.FactWrong, act.Basis, value.Fact >= 0 && value.Fact < c.Edition.Facts.Length ? c.Edition.Facts[value.Fact].Id : $"{value.Fact}", $"'{act.Id}' does not take this fact"); }
            var fact = c.Edition.Facts[value.Fact];
            if (!InRange(fact, value)) { return No(RefusalCode.FactWrong, act.Basis, fact.Id, $"the value of '{fact.Id}' is not one that a {fact.Kind} can have"); }
            if (fact.Written is { } written && !registers.InForce(written, written.KeyOf(fact, value), request.When.Day))
            {
                return No(RefusalCode.FactWrong, act.Basis, fact.Id, $"no item '{written.KeyOf(fact, value)}' of the register '{written.Id}' is in force on {request.When.Day:yyyy-MM-dd}");
            }

            if (fact.Once && c.HasFact(fact.Index) && c.Fact(fact.Index) != value.Number) { return No(RefusalCode.FactFrozen, act.Basis, fact.Id, $"'{fact.Id}' may be set one time"); }
        }

        if (act.Ground >= 0 && !Given(request.Facts, act.Ground)) { return No(RefusalCode.GroundMissing, act.Basis, act.Id, $"'{act.Id}' needs a ground"); }
        foreach (var needed in act.Takes)
        {
            if (!Given(request.Facts, needed)) { return No(RefusalCode.FactMissing, act.Basis, c.Edition.Facts[needed].Id, $"'{act.Id}' needs '{c.Edition.Facts[needed].Id}'"); }
        }

        return null;
    }

    private static bool InRange(Fact fact, FactValue value) => fact.Kind switch
    {
        FactKind.YesNo => value.Number is 0 or 1,
        FactKind.Code => value.Number >= 0 && value.Number < fact.Codes!.Codes.Length,
        FactKind.Count or FactKind.Money or FactKind.Item or FactKind.Length => value.Number >= 0,
        FactKind.Day => value.Number >= 0 && value.Number <= DateOnly.MaxValue.DayNumber,
        FactKind.Text => value.Text is { Length: > 0 },
        FactKind.Organ or FactKind.Officer => value.Number > 0,
        _ => true,
    };

    private static bool Given(ImmutableArray<FactValue> facts, int fact)
    {
        foreach (var value in facts) { if (value.Fact == fact) { return true; } }
        return false;
    }

    private static Decision.Refused? Laid(Fold fold, ActRequest request)
    {
        fold.LayFacts(request.Facts, request.When);
        return null;
    }

    private static Decision.Refused? Whether(CaseState c, Act act, Actor by, Moment when, City city, Act? unread)
    {
        if (Stage(c, act) is { } stage) { return stage; }
        if (c.BarredBy(act.Index) is { } barring) { return No(RefusalCode.PeriodExpired, barring.Basis ?? act.Basis, barring.Id, $"the time limit '{barring.Id}' is over"); }
        if (c.Edition.Traits.BarsOneOfSeveral && OwnTimeOver(c, act, by, unread) is { } over) { return over; }
        foreach (var holding in act.HeldBy)
        {
            if (unread is not null && Judge.MayStart(unread, c.Edition.Limits[holding])) { continue; }
            foreach (var clock in c.Clocks)
            {
                if (clock.Limit == holding && clock.Runs && !clock.IsOver(when))
                {
                    return No(RefusalCode.TooEarly, c.Edition.Limits[holding].Basis, c.Edition.Limits[holding].Id, $"'{act.Id}' is possible from the day after {clock.Rolled:yyyy-MM-dd}");
                }
            }
        }

        foreach (var before in act.After)
        {
            if (!c.Done(before)) { return No(RefusalCode.NotYet, act.Basis, c.Edition.Acts[before].Id, $"'{act.Id}' comes after '{c.Edition.Acts[before].Id}'"); }
        }

        if (Times(c, act, by) >= act.AtMost) { return No(RefusalCode.TooOften, act.Basis, act.Id, $"'{act.Id}' is possible {act.AtMost} time(s)"); }
        if (act.When is { } guard && Judge.Ask(c, guard, city, unread) == Holding.No) { return No(RefusalCode.GuardFalse, act.Basis, Judge.NameOf(guard), $"'{act.Id}' asks that '{Judge.NameOf(guard)}' holds"); }
        foreach (var index in act.Gates)
        {
            var gate = c.Edition.Gates[index];
            if (gate.Missing == Missing.Refuse && Judge.AskGate(c, gate, city, unread) == Holding.No) { return No(RefusalCode.GateMissing, gate.Basis ?? act.Basis, gate.Id, $"'{act.Id}' cannot pass before '{gate.Id}'"); }
        }

        return null;
    }

    private static Decision.Refused? Stage(CaseState c, Act act)
    {
        if (c.Entries == 0) { return act.Opens ? null : No(RefusalCode.WrongStage, act.Basis, act.Id, $"'{act.Id}' does not open a case"); }
        if (c.Stage == CaseState.Closed) { return act.FromClosed ? null : No(RefusalCode.CaseClosed, act.Basis, act.Id, $"the case is closed; '{act.Id}' is not possible any more"); }
        return act.FromAny || act.From.Contains(c.Stage) ? null : No(RefusalCode.WrongStage, act.Basis, act.Id, $"'{act.Id}' is not possible in the stage '{c.Edition.Stages[c.Stage].Id}'");
    }

    /// <summary>How often the act was done; what each holder does for itself, how often by this one.</summary>
    private static int Times(CaseState c, Act act, Actor by)
    {
        if (!act.Each || by.IsLaw) { return act.AtMostSince >= 0 ? c.Act(act.Index).TimesSince : c.Act(act.Index).Times; }
        var most = 0;
        foreach (var role in act.By)
        {
            var done = c.DoneBy(act.Index, role, by.HolderFor(c.Edition.Roles[role].Kind));
            most = Math.Max(most, act.AtMostSince >= 0 ? done.TimesSince : done.Times);
        }

        return most;
    }

    /// <summary>Whether the actor's own clock, of several of a limit that bars the act, has ended unused.</summary>
    private static Decision.Refused? OwnTimeOver(CaseState c, Act act, Actor by, Act? unread)
    {
        foreach (ref readonly var clock in c.Clocks)
        {
            var limit = c.Edition.Limits[clock.Limit];
            if (!limit.IsPer || clock.State != ClockState.Ended || !limit.OnExpiry.Bars.Contains(act.Index)) { continue; }
            var own = limit.PerRole >= 0 ? clock.Of == by.HolderFor(c.Edition.Roles[limit.PerRole].Kind) : unread?.MayTakeFact(limit.PerFact) != true && clock.Of == c.Fact(limit.PerFact);
            if (own) { return No(RefusalCode.PeriodExpired, limit.Basis ?? act.Basis, limit.Id, $"the time limit '{limit.Id}' is over"); }
        }

        return null;
    }

    private static Decision.Refused? What(CaseState c, Act act, ActRequest request, WorkingCalendar calendar, City city)
    {
        foreach (var needed in act.Documents)
        {
            // The law has no papers of its own.
            if (!request.By.IsLaw && !request.Documents.Contains(needed)) { return No(RefusalCode.DocumentMissing, act.Basis, c.Edition.Documents[needed].Id, $"'{act.Id}' needs '{c.Edition.Documents[needed].Id}'"); }
        }

        foreach (var paper in request.Papers)
        {
            if (!request.Documents.Contains(paper.Document)) { return No(RefusalCode.DocumentMissing, act.Basis, act.Id, $"'{act.Id}' comes with a paper of a document that it does not attach"); }
        }

        if (act.Closes.Length > 0 ? !act.Closes.Contains(request.Outcome) : request.Outcome >= 0) { return No(RefusalCode.OutcomeUnknown, act.Basis, act.Id, $"'{act.Id}' needs one of its outcomes"); }
        return TooLate(c, act, request.When, unread: null) ?? OverCap(c, act, calendar, city) ?? OutOfBounds(c, act, request, calendar);
    }

    /// <summary>Only what is not over yet can be extended.</summary>
    private static Decision.Refused? TooLate(CaseState c, Act act, Moment when, Act? unread)
    {
        foreach (var index in act.Extends)
        {
            var limit = c.Edition.Limits[index];
            if (unread is not null && Judge.MayStart(unread, limit)) { continue; }
            foreach (var clock in c.Clocks)
            {
                if (clock.Limit == index && clock.Runs && clock.DueKnown && clock.IsOver(when)) { return No(RefusalCode.TooLate, limit.Basis ?? act.Basis, limit.Id, $"'{limit.Id}' was due on {clock.Rolled:yyyy-MM-dd}; it can be extended until then"); }
            }
        }

        return null;
    }

    private static Decision.Refused? OverCap(CaseState c, Act act, WorkingCalendar calendar, City city)
    {
        foreach (var index in act.Extends)
        {
            var limit = c.Edition.Limits[index];
            if (limit.ExtendedBy is not { ToFact: >= 0, UpTo: { } cap } extension) { continue; }
            foreach (var clock in c.Clocks)
            {
                if (clock.Limit != index || !clock.Runs || !clock.DueKnown) { continue; }
                // Counted from the last day as it was before any extension.
                var unextended = clock with { Extension = default, ExtendedTo = DateOnly.MinValue };
                var silent = new Silence();
                var strict = Measure.Compute(in unextended, c, calendar, city, ref silent).Strict;
                var latest = Due.Of(calendar, new Reckoning { Kind = LimitKind.AtLeast, From = Moment.On(strict), Length = cap, Rule = limit.Counting }).Strict;
                if (c.Fact(extension.ToFact) > latest.DayNumber) { return No(RefusalCode.OverCap, limit.Basis ?? act.Basis, limit.Id, $"'{limit.Id}' can be extended to {latest:yyyy-MM-dd} at the latest"); }
            }
        }

        return null;
    }

    /// <summary>A length or a day that a document sets keeps the bounds of the law. A day is measured from the start of the clock that it sets: one that runs, or that this act starts.</summary>
    private static Decision.Refused? OutOfBounds(CaseState c, Act act, ActRequest request, WorkingCalendar calendar)
    {
        foreach (var limit in c.Edition.Limits)
        {
            if (limit.Length is not LengthRule.SetBy { } set || (set.AtMost is null && set.AtLeast is null) || !Given(request.Facts, set.Fact)) { continue; }
            var fact = c.Edition.Facts[set.Fact];
            var start = act.Starts.Contains(limit.Index) || fact.Kind == FactKind.Length ? request.When.Day : default(DateOnly?);
            foreach (var clock in c.Clocks) { if (clock.Limit == limit.Index && clock.Runs) { start = clock.Start.Day; } }
            if (start is not { } from) { continue; }
            var value = c.Fact(set.Fact);
            var asked = fact.Kind == FactKind.Length ? new Length((int)(value >> 8), (DayUnit)(value & 0xFF)) : new Length(Math.Max(0, (int)value - from.DayNumber), DayUnit.CalendarDay);
            if (Measure.BrokenBound(set, asked, from, limit.Counting, calendar) is { } bound) { return No(RefusalCode.OverCap, limit.Basis ?? act.Basis, limit.Id, $"'{limit.Id}' may be set within {bound}, counted from {from:yyyy-MM-dd}"); }
        }

        return null;
    }
}
