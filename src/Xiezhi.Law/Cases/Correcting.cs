using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>
/// Puts right what was recorded wrongly: a day or a fact of an entry, an entry that should not be there, an act that was done in time and never recorded. Nothing is
/// taken out of the log; an entry is added, and the case is folded again as if all had been recorded rightly from the start.
/// </summary>
/// <remarks>
/// What follows by law in the case so folded and is not in the log yet, and what is in the log and does not follow any more, is recorded before the correction, as
/// entries that say by themselves what they did and are folded with it (<see cref="Entry.Within"/>).
/// </remarks>
public static class Correcting
{
    /// <summary>What somebody did in the case, with the number of its entry; 0 while it has none.</summary>
    /// <param name="Recorded">Its entry; null while it has none.</param>
    private readonly record struct Own(int Number, ActRequest Request, Entry? Recorded = null);

    /// <summary>A case folded once more: what somebody did by the number of its entry, what the law did, in order.</summary>
    private sealed record Course(CaseState Case, ImmutableArray<Entry> Entries, ImmutableArray<int> Numbers, Decision.Refused? Broken, int BrokenAt);

    /// <summary>What a case is folded with: calendar, city, and the editions of its procedure.</summary>
    internal readonly record struct Grounds(Func<string, DateOnly, Edition?> InForce, string Procedure, WorkingCalendar Calendar, City City)
    {
        public Edition OpenedUnder(ImmutableArray<Entry> history) => InForce(Procedure, history[0].Happened.Day)!;
        public Edition EditionFrom(string procedure, int day) => InForce(procedure, DateOnly.FromDayNumber(day))!;
    }

    /// <summary>Decides a correction: <see cref="EntryKind.Amend"/> or <see cref="EntryKind.Annul"/>.</summary>
    /// <param name="history">All entries of the case in their order, as they were made.</param>
    /// <param name="now">The case as it stands.</param>
    internal static Decision On(ImmutableArray<Entry> history, CaseState now, ActRequest request, Grounds book)
    {
        if (Checks.Correction(now, history, request, book.City) is { } refusal) { return refusal; }
        var opened = book.OpenedUnder(history);
        var before = Run(opened, OwnOf(history), request.Today, book, check: true);
        var own = With(OwnOf(history), request);
        var after = Run(opened, own, request.Today, book, check: true);
        // What the law would refuse today as it stands is not the correction's doing.
        if (after.Broken is { } broken && (before.Broken is null || before.BrokenAt != after.BrokenAt))
        {
            var which = after.BrokenAt == 0 ? "the act that is brought in" : $"entry {after.BrokenAt}";
            return new Decision.Refused(RefusalCode.WouldBreak, broken.Basis, broken.What, $"{which} would then be refused, {broken.CodeId}: {broken.Words}")
            {
                Breaks = new Broken(after.BrokenAt, SubjectOf(after.Case.Edition, own.First(o => o.Number == after.BrokenAt).Request), broken),
            };
        }

        if (after.Broken is not null) { after = Run(opened, own, request.Today, book, check: false); }
        if (request.Kind == EntryKind.Annul && history[request.Subject - 1] is { Deemed: true } law && after.Entries.Any(e => SameByLaw(e, law)))
        {
            return new Decision.Refused(RefusalCode.WouldBreak, null, "by-law", $"entry {request.Subject} follows by law all the same; bring in what was done in time, or put right what it rests on");
        }

        return After(now, history, after.Case, request) ?? (Decision)Bundle(history, now, after, request, CorrectionOf(after, request));
    }

    // What other cases were told cannot be taken back here.
    private static Decision.Refused? After(CaseState now, ImmutableArray<Entry> history, CaseState after, ActRequest request) =>
        (now.Links.Length > 0 || !now.Parent.IsNone) && (now.IsClosed != after.IsClosed || (request.Kind == EntryKind.Annul && history[request.Subject - 1].Opened.Length > 0))
            ? new Decision.Refused(RefusalCode.WouldBreak, null, "other-case", "another case rests on this one; put that right first")
            : null;

    private static string SubjectOf(Edition edition, ActRequest request) => request.Kind switch
    {
        EntryKind.Act => edition.Acts[request.Subject].Id,
        EntryKind.Serve => edition.Documents[request.Subject].Id,
        _ => "",
    };

    /// <summary>The bundle of a correction that was decided before, made again from the entries before it.</summary>
    /// <param name="within">The entries recorded with it.</param>
    internal static Decision.Accepted Again(CaseState now, ImmutableArray<Entry> history, IReadOnlyList<Entry> within, Entry correction, Grounds book)
    {
        var missed = within.FirstOrDefault(e => !e.Deemed);
        var request = new ActRequest
        {
            Kind = correction.Kind, Subject = correction.Subject, When = correction.Happened, Today = correction.Recorded, By = correction.By, Facts = correction.Facts,
            Approvals = correction.Approvals, Why = correction.Why, Missed = missed is null ? null : RequestOf(missed),
        };
        var after = Run(book.OpenedUnder(history), With(OwnOf(history), request), request.Today, book, check: false);
        return Bundle(history, now, after, request, CorrectionOf(after, request));
    }

    /// <summary>The numbers of entries that a correction has struck out.</summary>
    public static HashSet<int> Struck(IEnumerable<Entry> history) => [.. history.Where(e => e.Kind == EntryKind.Annul).Select(e => e.Subject)];

    /// <summary>The entries that stand, each as it was put right: without what is struck out, and without the corrections themselves.</summary>
    public static ImmutableArray<Entry> Standing(ImmutableArray<Entry> history)
    {
        if (!history.Any(e => e.Kind is EntryKind.Amend or EntryKind.Annul)) { return history; }
        var struck = Struck(history);
        var standing = history.Where(e => e.Kind is not (EntryKind.Amend or EntryKind.Annul) && !struck.Contains(e.Number)).ToArray();
        foreach (var right in history.Where(e => e.Kind == EntryKind.Amend))
        {
            var at = Array.FindIndex(standing, e => e.Number == right.Subject);
            if (at >= 0) { standing[at] = standing[at] with { Effective = right.Effective, Happened = right.Happened, Facts = right.Facts, Findings = right.Findings }; }
        }

        return [.. standing];
    }

    /// <summary>Number of the entry that moved the case last; 0 when none did.</summary>
    public static int SinceMove(ImmutableArray<Entry> history) => history.LastOrDefault(e => e.Kind == EntryKind.Move)?.Number ?? 0;

    private static Course Run(Edition opened, List<Own> own, DateOnly until, Grounds book, bool check)
    {
        CaseState? state = null;
        var entries = ImmutableArray.CreateBuilder<Entry>();
        var numbers = ImmutableArray.CreateBuilder<int>();
        foreach (var (number, request, recorded) in own)
        {
            // What somebody held by acting is found again by acting: only what the act names is asked for.
            // Numbers that it drew are its own already.
            var named = check && request.Kind == EntryKind.Act ? request with { Facts = [.. request.Facts.Where(f => !(state?.Edition ?? opened).Acts[request.Subject].Draws(f.Fact))] } : request;
            if (check && request.Kind == EntryKind.Act && state is not null) { named = named with { Names = [.. named.Names.Where(n => MayName(state.Edition.Acts[request.Subject], n.Role))] }; }
            var asked = request.Kind == EntryKind.Move ? request with { To = book.EditionFrom(opened.Procedure, request.Subject) } : named;
            var decision = Decide.Once(state?.Edition ?? opened, state, asked, book.Calendar, book.City, check, recorded, NoRegisters.Known);
            if (decision is Decision.Refused refused) { return new Course(state ?? new CaseState(opened), entries.ToImmutable(), numbers.ToImmutable(), refused, number); }
            var accepted = (Decision.Accepted)decision;
            foreach (var entry in accepted.Entries)
            {
                entries.Add(entry);
                numbers.Add(entry.Deemed && entry.Kind != EntryKind.Move ? -1 : number);
            }

            state = accepted.Case;
        }

        var swept = Decide.Sweep(state!, Moment.On(until), book.Calendar, book.City);
        entries.AddRange(swept.Entries);
        numbers.AddRange(swept.Entries.Select(_ => -1));
        return new Course(swept.Case, entries.ToImmutable(), numbers.ToImmutable(), null, 0);
    }

    /// <summary>What somebody did, corrected as far as the history says, in the order of the days.</summary>
    private static List<Own> OwnOf(ImmutableArray<Entry> history)
    {
        var struck = Struck(history);
        var own = new List<Own>();
        foreach (var entry in history)
        {
            if (entry.Kind == EntryKind.Amend && !entry.Deemed) { Amend(own, entry.Subject, entry.Happened, entry.Facts); }
            if ((entry.Deemed && entry.Kind != EntryKind.Move) || entry.Kind is EntryKind.Amend or EntryKind.Annul || struck.Contains(entry.Number)) { continue; }
            Insert(own, new Own(entry.Number, RequestOf(entry), entry), inOrder: !entry.Within);
        }

        return own;
    }

    private static List<Own> With(List<Own> own, ActRequest correction)
    {
        if (correction.Kind == EntryKind.Amend) { Amend(own, correction.Subject, correction.When, correction.Facts); }
        else { own.RemoveAll(o => o.Number == correction.Subject); }
        if (correction.Missed is { } missed) { Insert(own, new Own(0, missed), inOrder: false); }
        return own;
    }

    private static void Amend(List<Own> own, int number, Moment happened, ImmutableArray<FactValue> facts)
    {
        var at = own.FindIndex(o => o.Number == number);
        if (at >= 0) { own[at] = own[at] with { Request = own[at].Request with { When = happened, Facts = facts } }; }
    }

    private static void Insert(List<Own> own, Own one, bool inOrder)
    {
        var at = own.Count;
        while (!inOrder && at > 0 && own[at - 1].Request.When.Day > one.Request.When.Day) { at--; }
        own.Insert(at, one);
    }

    private static ActRequest RequestOf(Entry entry) => new()
    {
        Kind = entry.Kind, Subject = entry.Subject, When = entry.Happened, Today = entry.Recorded, By = entry.By, Facts = entry.Facts, Names = entry.Names, Persons = entry.Persons,
        Documents = entry.Documents, Papers = entry.Papers, Approvals = entry.Approvals, Officers = entry.Officers, Outcome = entry.Outcome, On = entry.On, OnHolder = entry.OnHolder, Why = entry.Why,
    };

    private static Entry CorrectionOf(Course after, ActRequest request)
    {
        if (request.Kind == EntryKind.Annul)
        {
            return new Entry
            {
                Number = 0, Kind = EntryKind.Annul, Subject = request.Subject, Effective = request.Today, Happened = request.When, Recorded = request.Today, By = request.By,
                Approvals = request.Approvals, Why = request.Why,
            };
        }

        var amended = after.Entries[after.Numbers.IndexOf(request.Subject)];
        return new Entry
        {
            Number = 0, Kind = EntryKind.Amend, Subject = request.Subject, Effective = amended.Effective, Happened = request.When, Recorded = request.Today, By = request.By,
            Facts = amended.Facts, Findings = amended.Findings, Approvals = request.Approvals, Why = request.Why,
        };
    }

    /// <summary>What no longer follows, what follows anew, what is brought in, and the correction itself with every verdict that it changes.</summary>
    private static Decision.Accepted Bundle(ImmutableArray<Entry> history, CaseState now, Course after, ActRequest request, Entry correction)
    {
        var bundle = new List<Entry>();
        var edition = after.Case.Edition;
        // What stands under an edition before is not put right any more, and has no part in the comparison.
        var since = SinceMove(history);
        var moved = after.Entries.LastIndexOf(after.Entries.LastOrDefault(e => e.Kind == EntryKind.Move)!) + 1;
        var struck = Struck(history);
        if (correction.Kind == EntryKind.Annul) { struck.Add(correction.Subject); }
        var findings = new Dictionary<int, ImmutableArray<int>>();
        foreach (var entry in history) { findings[entry.Kind == EntryKind.Amend ? entry.Subject : entry.Number] = entry.Findings; }
        var anew = after.Entries.Skip(moved).Where(e => e.Deemed).ToList();
        foreach (var old in history.Where(e => e.Number > since && e.Deemed && e.Kind is EntryKind.Act or EntryKind.Expiry && !struck.Contains(e.Number)))
        {
            var at = anew.FindIndex(e => SameByLaw(e, old));
            if (at >= 0) { anew.RemoveAt(at); }
            else { bundle.Add(ByLaw(EntryKind.Annul, old.Number, correction) with { Inside = IsInside(edition, history, old.Number) }); }
        }

        for (var i = moved; i < after.Entries.Length; i++)
        {
            var (number, made) = (after.Numbers[i], after.Entries[i]);
            if (number <= 0 || number == correction.Subject || findings[number].SequenceEqual(made.Findings)) { continue; }
            bundle.Add(ByLaw(EntryKind.Amend, number, correction) with { Effective = made.Effective, Happened = made.Happened, Facts = made.Facts, Findings = made.Findings, Inside = IsInside(edition, history, number) });
        }

        bundle.AddRange(anew.Select(e => e with { Recorded = correction.Recorded, Within = true, Outcome = e.Closes }));
        if (request.Missed is not null) { bundle.Add(after.Entries[after.Numbers.IndexOf(0)] with { Recorded = correction.Recorded, Within = true }); }
        for (var i = 0; i < bundle.Count; i++) { bundle[i] = bundle[i] with { Number = history.Length + 1 + i }; }

        var told = LastVerdicts(history.Concat(bundle).Where(e => e.Number > since && !struck.Contains(e.Number) && !bundle.Exists(b => b.Kind == EntryKind.Annul && b.Subject == e.Number)));
        var right = LastVerdicts(after.Entries.Skip(moved));
        var changed = told.Keys.Union(right.Keys).Order().Where(limit => Of(told, limit) != Of(right, limit)).Select(limit => new Verdict(limit, Of(right, limit)));
        bundle.Add(correction with { Number = history.Length + bundle.Count + 1, Verdicts = [.. changed], Reopens = now.IsClosed && after.Case.IsOpen, Inside = IsInside(edition, history, correction.Subject) });
        var state = after.Case.Copy();
        state.Entries = history.Length + bundle.Count;
        return new Decision.Accepted([.. bundle], state);
    }

    private static bool IsInside(Edition edition, ImmutableArray<Entry> history, int number) =>
        history[number - 1] is { Kind: EntryKind.Act } entry && edition.Acts[entry.Subject].Inside;

    private static bool MayName(Act act, int role) => act.Names.Contains(role) || act.MayName.Contains(role);

    private static Entry ByLaw(EntryKind kind, int subject, Entry correction) => new()
    {
        Number = 0, Kind = kind, Subject = subject, Effective = correction.Recorded, Happened = new Moment(correction.Recorded, -1), Recorded = correction.Recorded, Deemed = true, Within = true,
    };

    private static bool SameByLaw(Entry one, Entry other) =>
        one.Deemed && one.Kind == other.Kind && one.Subject == other.Subject && one.OnHolder == other.OnHolder && one.Effective == other.Effective
        && one.Verdicts.SequenceEqual(other.Verdicts) && one.Findings.SequenceEqual(other.Findings);

    private static Dictionary<int, VerdictKind> LastVerdicts(IEnumerable<Entry> entries)
    {
        var last = new Dictionary<int, VerdictKind>();
        foreach (var verdict in entries.SelectMany(e => e.Verdicts)) { last[verdict.Limit] = verdict.Kind; }
        return last;
    }

    // What nobody has found yet and what was taken back are the same to whoever reads the last verdict.
    private static VerdictKind Of(Dictionary<int, VerdictKind> last, int limit) => last.GetValueOrDefault(limit, VerdictKind.Void);
}
