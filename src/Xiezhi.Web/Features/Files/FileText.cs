using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Office.Files;
using Xiezhi.Web.Features.Procedures;

namespace Xiezhi.Web.Features.Files;

/// <summary>The parts of a case file in the words of the page. What the viewer may not see is not in the file, and so not here.</summary>
/// <param name="of">The edition whose facts, limits and roles are spoken of, where it is not that of the case: an entry before a move has its own.</param>
internal sealed class FileText(CaseFile file, View view, Edition? of = null)
{
    private readonly Edition edition = of ?? file.Edition;
    private readonly LawText law = new(of ?? file.Edition, view);

    /// <summary>What the entry is: the act, the service, the limit that ran out; a hand-over, a correction.</summary>
    public string What(FileEntry of)
    {
        var (entry, its) = (of.Entry, of.Edition);
        return entry.Kind switch
        {
            EntryKind.Act => view.In(its.Acts[entry.Subject].Title),
            EntryKind.Serve => view.Words.ServiceOf(view.In(its.Documents[entry.Subject].Title)),
            EntryKind.Linked => view.In(LinkWords.TitleOf(entry.Subject)),
            EntryKind.HandOver => view.Words.HandedOver,
            EntryKind.Amend => view.Words.Amended(entry.Subject),
            EntryKind.Annul => view.Words.Annulled(entry.Subject),
            EntryKind.Move => view.Words.Moved,
            _ => view.Words.LimitRanOut(view.In(its.Limits[entry.Subject].Title)),
        };
    }

    public string Basis(FileEntry of) => new LawText(of.Edition, view).Basis(of.Entry.Kind switch
    {
        EntryKind.Act => of.Edition.Acts[of.Entry.Subject].Basis,
        EntryKind.Expiry => of.Edition.Limits[of.Entry.Subject].Basis,
        _ => null,
    });

    public string Who(Entry entry) => entry.Deemed || entry.By.IsLaw ? (entry.Kind == EntryKind.Act ? view.Words.NobodyInTime : view.Words.ByLaw) : Who(entry.By);

    public string Who(Actor actor) => actor.Party != 0 ? PartyName(actor.Party)
        : view.Site.Book.City.FindOrgan(actor.Organ) is not { } organ ? view.Words.Unknown
        : actor.Officer > 0 ? view.Words.OfficerOf(view.In(organ.Title), actor.Officer) : view.In(organ.Title);

    /// <summary>Who holds the role as far as the viewer may know; null when nobody does.</summary>
    public string? Holder(Role role)
    {
        var all = string.Join(view.Words.Comma, file.State.HoldersOf(role.Index).Select(holder => Holder(role, holder)).Distinct());
        return all.Length == 0 ? null : all;
    }

    /// <summary>One of those who hold the role, as far as the viewer may know.</summary>
    public string Holder(Role role, long holder) => role.Kind switch
    {
        RoleKind.Party => file.Persons.FirstOrDefault(p => p.Person.Number == holder)?.Person.Name ?? view.Words.HiddenPerson,
        RoleKind.Organ => Who(Actor.OfOrgan((int)holder)),
        _ => Who(Actor.FromOfficerHolder(holder)),
    };

    /// <summary>On whom the entry served its document.</summary>
    public string Receiver(Entry entry) => view.In(edition.Roles[entry.On].Title) + (entry.OnHolder == 0 ? "" : view.Words.Colon + Holder(edition.Roles[entry.On], entry.OnHolder));

    /// <summary>Of a limit with several clocks, whose clock it is; null of any other.</summary>
    public string? Of(Limit limit, long of) =>
        limit.PerRole >= 0 ? Holder(edition.Roles[limit.PerRole], of) : limit.PerFact >= 0 ? Value(new FactValue(limit.PerFact, of)) : null;

    public string Value(FactValue value)
    {
        var fact = edition.Facts[value.Fact];
        return fact.Kind switch
        {
            FactKind.Text => value.Text ?? "",
            FactKind.Moment => View.Iso(Moment.At(DateOnly.FromDayNumber((int)(value.Number / Moment.Day24)), (int)(value.Number % Moment.Day24) / 60, (int)(value.Number % Moment.Day24) % 60)),
            FactKind.Length => view.Words.Length(new Length((int)(value.Number >> 8), (DayUnit)(value.Number & 0xFF))),
            FactKind.Officer => Who(Actor.FromOfficerHolder(value.Number)),
            _ => law.Value(fact, value.Number),
        };
    }

    /// <summary>What of an entry was put right: its day, and each fact that says something else now.</summary>
    public IEnumerable<(string What, string Old, string Now)> Corrected(Entry was, Entry right)
    {
        if (was.Happened != right.Happened) { yield return (view.Words.WhenItHappened, View.Iso(was.Happened), View.Iso(right.Happened)); }
        foreach (var fact in was.Facts.Concat(right.Facts).Select(f => f.Fact).Distinct())
        {
            var (old, now) = (Said(was, fact), Said(right, fact));
            if (old != now) { yield return (view.In(edition.Facts[fact].Title), old, now); }
        }

        string Said(Entry entry, int fact) => string.Concat(entry.Facts.Where(f => f.Fact == fact).Select(Value));
    }

    public string LimitOf(FileEntry entry, ClockChange change) =>
        view.In(entry.ChangedUnder.Limits[change.Limit].Title) + (ReferenceEquals(entry.ChangedUnder, edition) && Of(edition.Limits[change.Limit], change.Of) is { } whose ? view.Words.Colon + whose : "");

    /// <summary>How a clock stands: until when it runs, or how it ended.</summary>
    public string Standing(Clock clock) => clock switch
    {
        { State: ClockState.Running, Overdue: true } => view.Words.VerdictWord(Ledger.Leaves.Verdict.Overdue),
        { State: ClockState.Running, DueKnown: false } => view.Words.Unknown,
        { State: ClockState.Running } => view.Words.RunsUntil(View.Iso(clock.DueMinute >= 0 ? new Moment(clock.Rolled, clock.DueMinute) : Moment.On(clock.Rolled))),
        { State: ClockState.Met } => view.Words.VerdictWord(Ledger.Leaves.Verdict.Met),
        { State: ClockState.Late } => view.Words.VerdictWord(Ledger.Leaves.Verdict.Late),
        { State: ClockState.Ended } => view.Words.VerdictWord(Ledger.Leaves.Verdict.Ended),
        _ => view.Words.VerdictWord(Ledger.Leaves.Verdict.Void),
    };

    private string PartyName(long party) => file.Persons.FirstOrDefault(p => p.Person.Number == party) is { } known ? known.Person.Name
        : RoleOf(party) is { } role ? view.In(role.Title) : view.Words.PartyActed;

    private Role? RoleOf(long party) => file.Edition.Roles.FirstOrDefault(r => r.Kind == RoleKind.Party && file.State.Holds(r.Index, party));
}
