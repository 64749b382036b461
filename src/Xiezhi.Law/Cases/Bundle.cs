using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>One decision over several cases, steps 15 and 16 of the language: an act opens linked cases, a case that ends takes its parts with it and is told to the one that
/// opened it, and what is the same matter is not opened twice. All of it, or nothing.</summary>
internal sealed class Bundle(IOtherCases others, WorkingCalendar calendar, City city, DateOnly today)
{
    private const int Deepest = 8;
    private readonly List<Touched> touched = [];

    /// <summary>Whether what is done in the case may reach another one.</summary>
    public static bool Concerns(Edition edition, CaseState? before) => edition.Links.Length > 0 || (before is null ? edition.SameMatter is not null : !before.Parent.IsNone);

    /// <summary>Decides an act or a service, with all that follows in other cases.</summary>
    /// <param name="number">Number of the case; 0 when it is opened.</param>
    public Decision On(Edition edition, CaseState? before, long number, ActRequest request)
    {
        if (before is null)
        {
            var refused = Open(edition, request, default, depth: 0, out var opened);
            if (refused is not null) { return refused; }
            CatchUpWithItself(opened!, request.When);
            return Accepted(opened!);
        }

        var own = new Touched(number, before, Fresh(before.Copy()));
        touched.Add(own);
        CatchUp(own, request.When, depth: 0, request);
        if (Do(own, request, depth: 0, stands: false) is { } no) { return no; }
        CatchUpWithItself(own, request.When);
        return Accepted(own);
    }

    /// <summary>Carries out every expiry that is over by now, with what follows in other cases.</summary>
    public Decision.Accepted Sweep(CaseState before, long number, Moment now)
    {
        var own = new Touched(number, before, Fresh(before.Copy()));
        touched.Add(own);
        CatchUp(own, now, depth: 0);
        return Accepted(own);
    }

    private Decision.Accepted Accepted(Touched own) => new([.. own.Entries], own.Fold.Case)
    {
        Number = own.Number,
        Others = [.. touched.Where(t => t != own && t.Entries.Count > 0).Select(t => new CaseStep(t.Number, t.Before, [.. t.Entries], t.Fold.Case))],
    };

    /// <param name="stands">Whether what is done stands though a link cannot be opened: so does what the law does by itself.</param>
    private Decision.Refused? Do(Touched at, ActRequest request, int depth, bool stands)
    {
        var c = at.Fold.Case;
        return Decide.Refusal(at.Fold, request, calendar, city, others.Registers) ?? Record(at, Allotted(at, Decide.EntryOf(c, request, city)), request.Follow, depth, stands);
    }

    private Entry Allotted(Touched at, Entry entry) => Decide.Allotted(at.Fold, entry, recorded: null, others.Registers);

    /// <summary>What an entry itself leaves over its last day runs out in the same bundle, as in a case alone.</summary>
    private void CatchUpWithItself(Touched at, Moment when) => CatchUp(at, when, depth: 0, notBefore: when.Day);

    private void CatchUp(Touched at, Moment when, int depth, ActRequest? request = null, DateOnly notBefore = default)
    {
        for (var n = 0; n < Decide.MostExpiriesAtOnce && Decide.NextExpiry(at.Fold.Case, when, request) is var next && next >= 0; n++)
        {
            _ = Record(at, Decide.Expired(at.Fold.Case, next, today, notBefore), follow: null, depth, stands: true);
        }
    }

    /// <summary>Applies an entry, then whatever follows from it in other cases.</summary>
    private Decision.Refused? Record(Touched at, Entry entry, string? follow, int depth, bool stands)
    {
        var before = new Standing(at.Fold.Case);
        at.Entries.Add(at.Fold.Apply(entry));
        return Follow(at, before, at.Entries.Count - 1, follow, depth, stands);
    }

    private Decision.Refused? Follow(Touched at, Standing before, int entryAt, string? follow, int depth, bool stands)
    {
        var entry = at.Entries[entryAt];
        if (entry.Kind == EntryKind.Act)
        {
            foreach (var link in at.Fold.Case.Edition.Acts[entry.Subject].OpensLinks)
            {
                if (OpenLinked(at, at.Fold.Case.Edition.Links[link], entryAt, follow, depth) is not { } refused) { continue; }
                if (!stands) { return refused; }
                at.Entries[entryAt] = at.Entries[entryAt] with { Findings = [.. at.Entries[entryAt].Findings, .. at.Fold.Case.Edition.Findings.Where(f => f.Id == WellKnown.LinkRefused).Select(f => f.Index)] };
            }
        }

        var c = at.Fold.Case;
        if (c.IsClosed && !before.Closed)
        {
            foreach (var part in before.OpenParts) { EndPart(part, at, entry, depth); }
            TellParent(at, LinkEvent.Closed, entry, depth);
        }
        else if (before.Closed && c.IsOpen) { TellParent(at, LinkEvent.Reopened, entry, depth); }

        return null;
    }

    /// <summary>Opens what a link opens: one case, or one for each holder of a role.</summary>
    private Decision.Refused? OpenLinked(Touched at, Link link, int entryAt, string? follow, int depth)
    {
        var entry = at.Entries[entryAt];
        var c = at.Fold.Case;
        if (depth + 1 >= Deepest) { return Refuse(c, entry, link, $"cases open cases more than {Deepest} deep"); }
        var procedure = link.Opens ?? follow;
        if (procedure is null) { return Refuse(c, entry, link, $"'{link.Id}' leaves open which procedure follows; name one"); }
        if (others.InForce(procedure, entry.Happened.Day) is not { } edition) { return Refuse(c, entry, link, $"no edition of '{procedure}' is in force on {entry.Happened.Day:yyyy-MM-dd}"); }
        if (edition.Acts.FirstOrDefault(a => a.Opens && a.ByLaw) is not { } opening) { return Refuse(c, entry, link, $"{edition.Id} has no opening act that the law does by itself"); }
        NumberOf(at);
        foreach (var holder in link.EachOf < 0 ? [0L] : c.HoldersOf(link.EachOf).ToList())
        {
            var asked = Carry.Into(edition, opening, link, at.Fold.Case, holder, entry, today, () => [.. others.History(at.Number), .. at.Entries]) with
            {
                Origin = new LinkedCase(link.Index, at.Number),
            };
            if (Open(edition, asked, new LinkedCase(link.Index, at.Number), depth + 1, out var opened, at, entryAt) is { } refused)
            {
                return Refuse(c, entry, link, $"{edition.Id} refuses it as {refused.CodeId} ({refused.What}): {refused.Words}");
            }
        }

        return null;
    }

    private static Decision.Refused Refuse(CaseState c, Entry entry, Link link, string words) => new(RefusalCode.LinkRefused, c.Edition.Acts[entry.Subject].Basis, link.Id, words);

    /// <summary>Opens a case, or does in an earlier one of the same matter what its edition says.</summary>
    /// <param name="by">The case that opens it by a link, and the place of its entry; null for a case that somebody opens himself.</param>
    private Decision.Refused? Open(Edition edition, ActRequest request, LinkedCase origin, int depth, out Touched? opened, Touched? by = null, int byEntry = -1)
    {
        opened = null;
        var fold = Fresh(new CaseState(edition));
        if (!edition.Covers(request.When.Day)) { return Decide.NotInForce(edition, request.When.Day); }
        if ((request.Kind == EntryKind.Serve ? Checks.Service(fold.Case, request) : Checks.Act(fold, request, calendar, city, others.Registers)) is { } refused) { return refused; }
        var entry = Decide.Allotted(fold, Decide.ActEntry(fold.Case, request, city) with { Other = origin }, recorded: null, others.Registers);
        var made = fold.Apply(entry);
        var earlier = Earlier(fold.Case, request.When.Day);
        if (earlier != 0 && edition.SameMatter!.Then == SameMatterThen.Refuse)
        {
            return new Decision.Refused(RefusalCode.SameMatter, edition.Acts[entry.Subject].Basis, edition.Acts[entry.Subject].Id, "there is a case of the same matter already");
        }

        if (earlier != 0 && edition.SameMatter!.Then == SameMatterThen.Act && Touch(earlier, request.When, depth) is { } before)
        {
            opened = before;
            return DoInEarlier(before, edition, request, origin, depth, by, byEntry);
        }

        opened = new Touched(0, null, fold);
        touched.Add(opened);
        opened.Entries.Add(made);
        if (by is not null) { AddLinked(by, byEntry, new LinkedCase(origin.Link, NumberOf(opened))); }
        if (Follow(opened, default, 0, request.Follow, depth, stands: false) is { } no) { return no; }
        return earlier != 0 && fold.Case.IsOpen
            ? Record(opened, Told(fold.Case, LinkEvent.Merged, new LinkedCase(-1, earlier), made) with { Outcome = BuiltIn(edition, Outcome.Merged) }, follow: null, depth, stands: true)
            : null;
    }

    /// <summary>The earlier case's edition may be another one than that in which the matter would be opened: facts are found by their names.</summary>
    private Decision.Refused? DoInEarlier(Touched at, Edition asked, ActRequest request, LinkedCase origin, int depth, Touched? by, int byEntry)
    {
        var edition = at.Fold.Case.Edition;
        var act = edition.FindAct(asked.Acts[asked.SameMatter!.Act].Id) ?? edition.Acts[edition.SameMatter?.Act ?? 0];
        var facts = request.Facts.Select(f => (edition.FindFact(asked.Facts[f.Fact].Id), f)).Where(f => f.Item1 is not null && act.MayTakeFact(f.Item1.Index)).Select(f => f.f with { Fact = f.Item1!.Index });
        var again = request with { Subject = act.Index, Facts = [.. facts], Names = [], Documents = act.Documents, Outcome = -1 };
        if (Checks.Act(at.Fold, again, calendar, city, others.Registers) is { } refused) { return refused; }
        if (by is not null) { AddLinked(by, byEntry, new LinkedCase(origin.Link, at.Number)); }
        return Record(at, Allotted(at, Decide.ActEntry(at.Fold.Case, again, city) with { Other = origin }), again.Follow, depth, stands: false);
    }

    private void AddLinked(Touched by, int entryAt, LinkedCase opened)
    {
        by.Fold.AddLinked(opened);
        by.Entries[entryAt] = by.Entries[entryAt] with { Opened = by.Entries[entryAt].Opened.Add(opened) };
    }

    /// <summary>The latest case of the same matter that counts, or 0.</summary>
    private long Earlier(CaseState c, DateOnly day)
    {
        if (c.Edition.SameMatter is not { } same || c.Matter is not { IsEmpty: false } matter) { return 0; }
        foreach (var number in others.OfMatter(c.Edition, matter).Reverse())
        {
            if ((touched.Find(t => t.Number == number)?.Fold.Case ?? others.Find(number)) is { } earlier && Counts(same, earlier, day)) { return number; }
        }

        return 0;
    }

    private bool Counts(SameMatter same, CaseState earlier, DateOnly day)
    {
        switch (same.Among)
        {
            case Among.Open: return earlier.IsOpen;
            case Among.Ever: return earlier.Outcome < 0 || !earlier.Edition.Outcomes[earlier.Outcome].BuiltIn;
            default:
                if (!earlier.IsClosed || earlier.Edition.Outcomes[earlier.Outcome].BuiltIn) { return false; }
                var silent = new Silence();
                var until = Due.Of(calendar, new Reckoning { Kind = LimitKind.AtLeast, From = new Moment(earlier.ClosedOn, -1), Length = same.Within, Rule = CountingRule.General, Hours = OfficeHours.Usual }, ref silent).Strict;
                return day <= until;
        }
    }

    /// <summary>Ends a part whose whole has ended.</summary>
    private void EndPart(long number, Touched whole, Entry because, int depth)
    {
        if (depth + 1 >= Deepest || Touch(number, because.Happened, depth + 1) is not { Fold.Case.IsOpen: true } part) { return; }
        var outcome = BuiltIn(part.Fold.Case.Edition, Outcome.EndedWithParent);
        _ = Record(part, Told(part.Fold.Case, LinkEvent.EndedWithParent, new LinkedCase(part.Fold.Case.Parent.Link, NumberOf(whole)), because) with { Outcome = outcome }, follow: null, depth + 1, stands: true);
    }

    /// <summary>Tells the case that opened this one that it has closed or is open again; when it was the last, the law does there what was waiting for it.</summary>
    private void TellParent(Touched at, LinkEvent what, Entry because, int depth)
    {
        var parent = at.Fold.Case.Parent;
        if (parent.IsNone || depth + 1 >= Deepest || Touch(parent.Case, because.Happened, depth + 1) is not { Fold.Case: { IsOpen: true } whole } told) { return; }
        foreach (var run in whole.Links)
        {
            if (run.Case != at.Number || run.Closed == (what == LinkEvent.Closed)) { continue; }
            _ = Record(told, Told(whole, what, new LinkedCase(run.Link, at.Number), because), follow: null, depth + 1, stands: true);
            var link = whole.Edition.Links[run.Link];
            if (what == LinkEvent.Closed && link.WhenAllClosed >= 0 && !told.Fold.Case.AnyLinkedOpen(run.Link)) { DoByLaw(told, whole.Edition.Acts[link.WhenAllClosed], because, depth + 1); }
            return;
        }
    }

    // What cannot be done now (the case rests, a guard does not hold) is left to those whose case it is.
    private void DoByLaw(Touched at, Act act, Entry because, int depth)
    {
        var when = because.Happened.Day < at.Fold.Case.LastDay ? new Moment(at.Fold.Case.LastDay, -1) : because.Happened;
        _ = Do(at, new ActRequest { Subject = act.Index, When = when, Today = today, Outcome = act.Closes.Length > 0 ? act.Closes[0] : -1 }, depth, stands: true);
    }

    private Entry Told(CaseState c, LinkEvent what, LinkedCase other, Entry because) => new()
    {
        Number = c.Entries + 1, Kind = EntryKind.Linked, Subject = (int)what, Effective = because.Effective, Happened = because.Happened, Recorded = today, Other = other,
    };

    private static int BuiltIn(Edition edition, string id) => edition.FindOutcome(id)?.Index ?? throw new ArgumentException($"{edition.Id} lacks the outcome '{id}', which every edition has", nameof(edition));

    /// <summary>Another case of the bundle, after its own expiries; null when it takes no more acts.</summary>
    private Touched? Touch(long number, Moment when, int depth)
    {
        if (touched.Find(t => t.Number == number) is { } known) { return known; }
        if (others.Find(number) is not { } state) { return null; }
        var fresh = new Touched(number, state, Fresh(state.Copy()));
        touched.Add(fresh);
        CatchUp(fresh, when, depth);
        return fresh;
    }

    private Fold Fresh(CaseState working) => new(working, calendar, city) { LinksFollow = true };

    private long NumberOf(Touched at)
    {
        if (at.Number == 0) { at.Number = others.NumberFor(at.Fold.Case, at.Entries[0].Effective); }
        return at.Number;
    }

    /// <summary>A case as the bundle has made it so far.</summary>
    private sealed class Touched(long number, CaseState? before, Fold fold)
    {
        public long Number { get; set; } = number;
        public CaseState? Before { get; } = before;
        public Fold Fold { get; } = fold;
        public List<Entry> Entries { get; } = [];
    }

    /// <summary>How a case stood before an entry.</summary>
    private readonly struct Standing(CaseState c)
    {
        private readonly ImmutableArray<long> openParts = c.Links.IsEmpty ? [] : PartsOf(c);

        public bool Closed { get; } = c.IsClosed;
        public ImmutableArray<long> OpenParts => openParts.IsDefault ? [] : openParts;

        private static ImmutableArray<long> PartsOf(CaseState c)
        {
            var parts = ImmutableArray.CreateBuilder<long>();
            foreach (var run in c.Links) { if (!run.Closed && c.Edition.Links[run.Link].Part) { parts.Add(run.Case); } }
            return parts.DrainToImmutable();
        }
    }
}
