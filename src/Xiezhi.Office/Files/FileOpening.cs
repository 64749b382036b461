using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Files;

/// <summary>Opens the file of a case for somebody: what the gate lets him see, and a note of what he was shown.</summary>
internal sealed class FileOpening(CityOffice office)
{
    /// <returns>Null when there is no such case, or none for the viewer to see.</returns>
    /// <exception cref="LedgerException">A body does not open.</exception>
    public CaseFile? Open(Viewer viewer, string number)
    {
        if (Look(viewer, number) is not var (record, sight)) { return null; }
        var key = office.Bodies.KeyOf(record);
        var history = key is null ? null : office.Bodies.HistoryOf(record, key);
        var entries = history?.Entries ?? [];
        var editions = office.Bodies.EditionsOf(record);
        var struck = Correcting.Struck(entries);
        var parties = PartiesOf(record.State.Edition, entries);
        var persons = PersonsOf(record.State, entries, sight);
        var facts = FactsOf(record.State, [.. Correcting.Standing(entries).Where(e => ReferenceEquals(editions[e.Number - 1], record.State.Edition))], sight);
        var own = entries.Where(sight.IsOwn).Select(e => e.Number).ToHashSet();
        ImmutableArray<FilePaper> papers = key is null ? []
            : [.. office.Papers.OfCase(record.Id, key).Where(p => own.Contains(p.Entry) || sight.Shows(record.State.Edition.Documents[p.Document]))];
        var shown = (persons.IsEmpty ? PersonalData.None : PersonalData.Persons)
            | (facts.Any(f => f.Fact.Publicity == Publicity.Private) ? PersonalData.Facts : PersonalData.None);
        if (shown != PersonalData.None) { office.Readings.Note(viewer, record.Id, shown); }
        return new CaseFile(office.Cases.NumberOf(record), record.Id, record.State.Edition, record.State,
            [.. entries.Select((entry, i) => new FileEntry(record.Places[i], sight.Under(editions[i]).Of(entry, parties), editions[i], !struck.Contains(entry.Number))
            {
                Changes = history!.ChangedBy(entry.Number), ChangedUnder = i + 1 < editions.Length ? editions[i + 1] : record.State.Edition, Was = entry.Kind == EntryKind.Amend ? WasBefore(entry, sight.Under(editions[i])) : null,
            })], persons, facts, papers, MenuOf(viewer, record))
        {
            MayPutRight = key is not null && office.Gate.MayPutRight(viewer),
            MovesTo = key is not null && office.Gate.MayPutRight(viewer) && record.State.IsOpen ? office.Book.TakesOver(record.State.Edition, office.Today, OpenCases.Marked) : null,
            Linked = LinkedOf(viewer, record.State),
            Erasure = office.Erasure.Of(record),
        };

        Entry? WasBefore(Entry right, Sight seen) =>
            Correcting.Standing([.. entries.Take(right.Number - 1)]).FirstOrDefault(e => e.Number == right.Subject) is { } was ? seen.Of(was, parties) : null;
    }

    /// <summary>The content of one of the papers that <see cref="Open"/> shows; null when it shows none of that id.</summary>
    public PaperContent? OpenPaper(Viewer viewer, string number, string paper)
    {
        if (Look(viewer, number) is not var (record, sight) || office.Bodies.KeyOf(record) is not { } key) { return null; }
        if (office.Papers.OfCase(record.Id, key).FirstOrDefault(p => p.Id == Crockford.Tidy(paper)) is not { } found) { return null; }
        if (!sight.Shows(record.State.Edition.Documents[found.Document]) && !sight.IsOwn(office.Bodies.Read(record, key, found.Entry))) { return null; }
        if (office.Papers.Open(record.Id, key, found.Id) is not { } content) { return null; }
        office.Readings.Note(viewer, record.Id, PersonalData.Paper);
        return new PaperContent(found, content);
    }

    /// <summary>The case with what the viewer sees of it; null when he does not see that there is one.</summary>
    public (CaseRecord Record, Sight Sight)? Look(Viewer viewer, string number)
    {
        if (office.Cases.Find(number) is not { } id || office.Cases.Read(id) is not { } record) { return null; }
        if (office.Gate.Look(viewer, record) is { } sight) { return (record, sight); }
        // Whoever is asked to approve sees the case without what is for certain roles.
        return viewer is Viewer.SignedIn && office.Proposals.LiesBefore(viewer, record) ? (record, new Sight(record.State.Edition, Roles: 0, Party: 0)) : null;
    }

    /// <summary>The linked cases, each behind the same gate as if it were asked for itself.</summary>
    private ImmutableArray<FileLink> LinkedOf(Viewer viewer, CaseState state)
    {
        var linked = ImmutableArray.CreateBuilder<FileLink>();
        if (!state.Parent.IsNone) { Add(null, state.Parent.Case); }
        foreach (var run in state.Links) { Add(state.Edition.Links[run.Link].Title, run.Case); }
        return linked.DrainToImmutable();

        void Add(Title? link, long number)
        {
            if (office.Cases.Read(new CaseId(number)) is { } other && office.Gate.Look(viewer, other) is not null)
            {
                linked.Add(new FileLink(link, office.Cases.NumberOf(other), other.State.Edition, other.State));
            }
        }
    }

    private ImmutableArray<ActOption> MenuOf(Viewer viewer, CaseRecord record)
    {
        if (record.State.IsErased || office.Gate.ActsAs(viewer) is not { } actor) { return []; }
        return [.. Menu.Of(office.Book, record.State.Edition, record.State, actor, office.Now, office.Registers)
            .Where(option => office.Gate.MayAct(viewer, opens: false, serves: option.Act.StartsWith("serve:", StringComparison.Ordinal)))];
    }

    /// <summary>The role of each party that has come into the case; of somebody in two roles the protected one.</summary>
    private static Dictionary<long, Role> PartiesOf(Edition edition, ImmutableArray<Entry> entries)
    {
        var parties = new Dictionary<long, Role>();
        foreach (var naming in entries.SelectMany(e => e.Names))
        {
            var role = edition.Roles[naming.Role];
            if (role.Kind == RoleKind.Party && (!parties.TryGetValue(naming.Holder, out var known) || !known.Protected)) { parties[naming.Holder] = role; }
        }

        return parties;
    }

    /// <summary>Those who hold a party's role, and of a role that several have, all of them; with the latest that is known of each.</summary>
    private static ImmutableArray<FilePerson> PersonsOf(CaseState state, ImmutableArray<Entry> entries, Sight sight)
    {
        var latest = new Dictionary<long, Person>();
        foreach (var person in entries.SelectMany(e => e.Persons)) { latest[person.Number] = person; }
        var persons = ImmutableArray.CreateBuilder<FilePerson>();
        foreach (var role in state.Edition.Roles.Where(r => r.Kind == RoleKind.Party))
        {
            IEnumerable<long> holders = role.Many ? entries.SelectMany(e => e.Names).Where(n => n.Role == role.Index).Select(n => n.Holder).Distinct() : [state.Holder(role.Index)];
            foreach (var holder in holders)
            {
                if (latest.TryGetValue(holder, out var person) && sight.Of(role, person) is { } seen) { persons.Add(new FilePerson(role, seen)); }
            }
        }

        return persons.DrainToImmutable();
    }

    private static ImmutableArray<FileFact> FactsOf(CaseState state, ImmutableArray<Entry> entries, Sight sight)
    {
        var facts = ImmutableArray.CreateBuilder<FileFact>();
        foreach (var fact in state.Edition.Facts)
        {
            var given = entries.LastOrDefault(e => e.Facts.Any(f => f.Fact == fact.Index));
            if (!sight.Shows(fact) && (given is null || !sight.IsOwn(given))) { continue; }
            if (fact.Kind == FactKind.Text)
            {
                if (given is not null) { facts.Add(new FileFact(fact, given.Facts.Last(f => f.Fact == fact.Index))); }
            }
            else if (state.HasFact(fact.Index))
            {
                facts.Add(new FileFact(fact, new FactValue(fact.Index, state.Fact(fact.Index))));
            }
        }

        return facts.DrainToImmutable();
    }
}

/// <summary>A paper to be sent to whoever may see it. Its content is opened while it is read.</summary>
public sealed record PaperContent(FilePaper Paper, Stream Content) : IDisposable
{
    public void Dispose() => Content.Dispose();
}
