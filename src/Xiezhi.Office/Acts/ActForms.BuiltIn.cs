using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Office.Files;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Acts;

/// <summary>Forms of what every procedure has: corrections, hand-over, the move to another edition.</summary>
public static partial class ActForms
{
    /// <summary>The form, with what the entry says now standing in it; null when there is no such entry, role or edition.</summary>
    /// <param name="file">The case as the viewer may see it: what he may not see is not in the form, and stays as it is.</param>
    internal static ActForm? For(BuiltInAct asked, CaseFile file, Viewer viewer, LawBook book)
    {
        if (Actors.Of(viewer) is not { Organ: > 0 } by) { return null; }
        var (edition, city) = (file.Edition, book.City);
        var fields = ImmutableArray.CreateBuilder<FormField>();
        ActForm? brought = null;
        switch (asked)
        {
            case { Missed: { } missed } when EntryOf(asked, file) is not null:
                brought = BroughtIn(missed, file, by, viewer, book);
                if (brought is null) { return null; }
                fields.AddRange(brought.Fields);
                break;
            case { Missed: null, Corrects: true } when EntryOf(asked, file) is { } entry:
                if (asked.Kind == EntryKind.Amend) { fields.AddRange(Amended(entry, edition, city)); }
                break;
            case { Kind: EntryKind.HandOver } when edition.FindRole(asked.Of) is { Kind: not RoleKind.Party } role:
                if (role.Many && ActReader.HoldersOf(file.State, role) is { Length: > 1 } several)
                {
                    fields.Add(new FormField(FieldName.On, new Title("由谁移交", "From whom"), FieldKind.Choice, true, [.. several.Select(r => new FieldChoice(r.Id, TitleOf(r, city)))], null, null));
                }

                fields.Add(TakesOver(role, city));
                break;
            case { Kind: EntryKind.Move } when book.EditionsOf(edition.Procedure).Any(e => e.From > edition.From && $"{e.From:yyyy-MM-dd}" == asked.Of):
                break;
            default: return null;
        }

        fields.Add(Text(FieldName.Why, new Title("理由", "Reason"), true, null));
        return new ActForm(edition, asked.Id, asked.TitleIn(edition), fields.DrainToImmutable(), brought?.Basis, null)
        {
            Doing = brought?.Doing, ApprovedAbove = true, BringsIn = asked is { Corrects: true, Missed: null } ? Missable(asked, edition) : [],
        };
    }

    private static Entry? EntryOf(BuiltInAct asked, CaseFile file) =>
        Correcting.Standing([.. file.Entries.Select(e => e.Entry)]).FirstOrDefault(e => e.Number == asked.Entry && ReferenceEquals(file.Entries[e.Number - 1].Edition, file.Edition));

    private static IEnumerable<FormField> Amended(Entry entry, Edition edition, City city)
    {
        var hint = new Title("改成实际发生的时间；没有记错的不要改", "when it really happened; leave it as it is where it was right");
        yield return new FormField(FieldName.When, new Title("发生时间", "When it happened"), entry.Happened.HasMinute ? FieldKind.Moment : FieldKind.Day, false, NoChoice, hint, entry.Happened.ToString());
        if (entry.Kind != EntryKind.Act) { yield break; }
        foreach (var (fact, _) in ActReader.FactsOf(edition, edition.Acts[entry.Subject]))
        {
            var said = entry.Facts.FirstOrDefault(f => f.Fact == fact.Index, new FactValue(-1, 0));
            var value = said.Fact < 0 ? null : fact.Kind == FactKind.Text ? said.Text : FactInput.Write(fact, said, city);
            yield return new FormField(FieldName.OfFact(fact.Id), fact.Title, KindOf(fact.Kind), false, Choices(fact, city), fact.Hint, value);
        }
    }

    private static FormField TakesOver(Role role, City city) => role.Kind == RoleKind.Officer
        ? new FormField(FieldName.OfName(role.Id), new Title("由谁接手", "Who takes over"), FieldKind.Officer, true, NoChoice, new Title("机关/编号，如 hotline-center/3", "organ/number, such as hotline-center/3"), null)
        : new FormField(FieldName.OfName(role.Id), new Title("由谁接手", "Who takes over"), FieldKind.Organ, true, [.. ActShape.Competent(role, city).Select(o => new FieldChoice(o.Id, o.Title))], null, null);

    private static ActForm? BroughtIn(string id, CaseFile file, Actor by, Viewer viewer, LawBook book)
    {
        var act = file.Edition.FindAct(id);
        if (act is { Opens: true }) { return null; }
        var doers = act is null ? [] : ActShape.DoersOf(file.State, act, by, book.City);
        if (ActShape.Of(file.Edition, file.State, id, act is null ? by : doers.IsEmpty ? null : doers[0].Actor, book.City) is not { } shape) { return null; }
        var form = Of(shape with { BroughtIn = true }, file.State, viewer, book.City, Followed(book, file.Edition.From));
        var fields = form.Fields.Select(f => f.Name == FieldName.When ? f with { Required = true, Hint = null } : f);
        var who = new FormField(FieldName.By, new Title("由谁作出", "Who did it"), FieldKind.Choice, true, [.. doers.Select(d => new FieldChoice(d.Id, d.Number == 0 ? d.Role.Title : TitleOf(new ActShape.Receiver(d.Role, d.Actor.HolderFor(d.Role.Kind), d.Number), book.City)))],
            null, doers.Length == 1 ? doers[0].Id : null);
        return form with { Fields = doers.Length > 1 ? [who, .. fields] : [.. fields] };
    }

    /// <summary>The last edition of each procedure: any of them may follow, where the law can open it.</summary>
    internal static IEnumerable<Edition> Followed(LawBook book, DateOnly day) => book.Procedures.Select(p => book.EditionsOf(p)[^1]).Where(e => e.To is not { } to || to >= day);

    private static ImmutableArray<FieldChoice> Missable(BuiltInAct asked, Edition edition) =>
    [
        .. edition.Acts.Where(a => !a.Opens && a.By.Length > 0).Select(a => new FieldChoice((asked with { Missed = a.Id }).Id, a.Title)),
        .. edition.Documents.Where(d => d.To.Length > 0).Select(d => new FieldChoice((asked with { Missed = FieldName.Serve + d.Id }).Id, new Title($"送达{d.Title.Zh}", $"Serve: {d.Title.En}"))),
    ];
}
