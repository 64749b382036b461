using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Acts;

/// <summary>Makes the forms of acts and services out of the edition; no form is written by hand.</summary>
public static partial class ActForms
{
    private static readonly ImmutableArray<FieldChoice> NoChoice = [];
    // How many parties of one role a form has room for; the API takes more.
    private const int MostShown = 4;

    /// <summary>The form of an act or a service, or null when the edition has none of that id.</summary>
    /// <param name="state">The case; null to open one.</param>
    /// <param name="act">Id of the act, or <c>serve:</c> and the id of the document.</param>
    /// <param name="viewer">Who will fill it in: a party is asked who it is where that is not known; an organ may say when it happened.</param>
    /// <param name="following">The editions from which an act may let whoever does it choose.</param>
    public static ActForm? For(Edition edition, CaseState? state, string act, Viewer viewer, City city, IEnumerable<Edition>? following = null) =>
        ActShape.Of(edition, state, act, Actors.Of(viewer), city) is { } shape ? Of(shape, state, viewer, city, following ?? []) : null;

    private static ActForm Of(ActShape shape, CaseState? state, Viewer viewer, City city, IEnumerable<Edition> following)
    {
        var edition = shape.Edition;
        var fields = ImmutableArray.CreateBuilder<FormField>();
        foreach (var (role, required) in shape.Names) { fields.Add(Naming(role, required, state, shape, city)); }
        foreach (var (role, required) in shape.Persons)
        {
            fields.AddRange(Person(role, role.Id, required, role == shape.Self ? viewer : Viewer.Stranger.Instance));
            for (var further = 2; role.Many && further <= MostShown; further++) { fields.AddRange(Person(role, $"{role.Id}{FieldName.Several}{further}", false, Viewer.Stranger.Instance)); }
        }
        foreach (var (fact, required) in shape.Facts) { fields.Add(OfFact(fact, required, state, city)); }
        if (shape.Follows) { fields.Add(Following(following)); }
        if (shape.Outcomes.Length > 1) { fields.Add(Outcome(shape)); }
        if (shape.Receivers.Length > 0) { fields.Add(Receiver(shape, city)); }
        foreach (var (document, needed) in shape.Documents) { fields.Add(OfDocument(document, needed && shape.ByParty)); }
        if (shape.Act is { Officers: > 1 } several)
        {
            fields.Add(new FormField(FieldName.Officers, new Title("签名人数", "Officers who sign"), FieldKind.Count, true, NoChoice, null, several.Officers.ToString(CultureInfo.InvariantCulture)));
        }

        if (!shape.ByParty)
        {
            fields.Add(new FormField(FieldName.When, new Title("发生时间", "When it happened"), FieldKind.Moment, false, NoChoice,
                new Title("留空即为现在；补记的写实际发生的日期或时间", "Empty means now; for what happened earlier write its day or minute"), null));
        }

        var approver = shape.Act is { ApprovedBy: >= 0 } approved ? edition.Roles[approved.ApprovedBy] : null;
        return new ActForm(edition, shape.Id, shape.Title, fields.DrainToImmutable(), shape.Act?.Basis, approver) { Doing = shape.Act };
    }

    private static FormField Following(IEnumerable<Edition> following) => new(FieldName.Follow, new Title("后续程序", "Procedure that follows"), FieldKind.Choice, true,
        [.. following.Where(e => e.Acts.Any(a => a.Opens && a.ByLaw)).Select(e => new FieldChoice(e.Procedure, e.Title))], null, null);

    private static FormField Naming(Role role, bool required, CaseState? state, ActShape shape, City city)
    {
        var held = state?.Holder(role.Index) ?? 0;
        var name = FieldName.OfName(role.Id);
        if (role.Many) { return Several(role, required, state, city); }
        if (role.Kind == RoleKind.Officer)
        {
            return new FormField(name, role.Title, FieldKind.Officer, required, NoChoice, new Title("机关/编号，如 hotline-center/3", "organ/number, such as hotline-center/3"),
                held == 0 ? null : FactInput.Officer(held, city));
        }

        var organs = ActShape.Competent(role, city).ToList();
        var value = held != 0 ? city.FindOrgan((int)held) : Likely(role, organs, shape);
        return new FormField(name, role.Title, FieldKind.Organ, required, [.. organs.Select(o => new FieldChoice(o.Id, o.Title))], null, value?.Id);
    }

    /// <summary>A field for several organs or officers, written one after the other.</summary>
    private static FormField Several(Role role, bool required, CaseState? state, City city)
    {
        var (kind, hint) = role.Kind == RoleKind.Officer
            ? (FieldKind.Officer, new Title("机关/编号，几个用逗号分开", "organ/number; several with commas between them"))
            : (FieldKind.Text, new Title("机关的名称或代号，几个用逗号分开", "names or ids of organs; several with commas between them"));
        var held = state?.HoldersOf(role.Index).Select(h => role.Kind == RoleKind.Officer ? FactInput.Officer(h, city) : city.FindOrgan((int)h)?.Id ?? "") ?? [];
        var value = string.Join(", ", held);
        return new FormField(FieldName.OfName(role.Id), role.Title, kind, required, NoChoice, hint, value.Length == 0 ? null : value);
    }

    /// <summary>The organ that is probably meant: the actor's own, or the only one of the level that the city's list begins with; null when it is anybody's guess.</summary>
    private static Organ? Likely(Role role, List<Organ> organs, ActShape shape)
    {
        if (role.Named) { return null; }
        if (organs.Find(o => o.Number == shape.By?.Organ) is { } own) { return own; }
        return organs.FindAll(o => o.Level == organs[0].Level) is [var only] ? only : null;
    }

    private static IEnumerable<FormField> Person(Role role, string key, bool required, Viewer self)
    {
        var known = self is Viewer.SignedIn { Account: { Role: AccountRole.Citizen } account } ? account.Name : null;
        var (zh, en) = key == role.Id ? (role.Title.Zh, role.Title.En) : ($"{role.Title.Zh}（{key[(role.Id.Length + 1)..]}）", $"{role.Title.En} {key[(role.Id.Length + 1)..]}");
        yield return Text(FieldName.OfPerson(key), new Title($"{zh}姓名或名称", $"{en}: name"), required, known);
        yield return Text(FieldName.OfPerson(key, FieldName.PersonIdentity), new Title($"{zh}证件号码", $"{en}: identity number"), false, null);
        yield return Text(FieldName.OfPerson(key, FieldName.PersonPhone), new Title($"{zh}联系电话", $"{en}: phone"), false, null);
    }

    private static FormField Text(string name, Title title, bool required, string? value) => new(name, title, FieldKind.Text, required, NoChoice, null, value);

    private static FormField OfFact(Fact fact, bool required, CaseState? state, City city)
    {
        // What a case knows stands in the field, so that changing one thing does not mean repeating all; text is in the body, not in the state.
        var known = state is not null && state.HasFact(fact.Index) && fact.Kind != FactKind.Text && fact.For.IsEmpty;
        var value = known ? FactInput.Write(fact, new FactValue(fact.Index, state!.Fact(fact.Index)), city) : null;
        return new FormField(FieldName.OfFact(fact.Id), fact.Title, KindOf(fact.Kind), required, Choices(fact, city), fact.Hint, value);
    }

    private static FieldKind KindOf(FactKind kind) => kind switch
    {
        FactKind.YesNo => FieldKind.YesNo,
        FactKind.Code => FieldKind.Choice,
        FactKind.Number => FieldKind.Number,
        FactKind.Count => FieldKind.Count,
        FactKind.Money => FieldKind.Money,
        FactKind.Day => FieldKind.Day,
        FactKind.Moment => FieldKind.Moment,
        FactKind.Length => FieldKind.Length,
        FactKind.Organ => FieldKind.Organ,
        FactKind.Officer => FieldKind.Officer,
        FactKind.Item => FieldKind.Item,
        _ => FieldKind.Text,
    };

    private static ImmutableArray<FieldChoice> Choices(Fact fact, City city) => fact.Kind switch
    {
        FactKind.YesNo => [new FieldChoice("yes", new Title("是", "Yes")), new FieldChoice("no", new Title("否", "No"))],
        FactKind.Code => [.. fact.Codes!.Codes.Select((code, i) => new FieldChoice(code, fact.Codes.Titles[i], Group(fact.Codes, i)))],
        FactKind.Organ => [.. city.Organs.Select(o => new FieldChoice(o.Id, o.Title))],
        FactKind.Item => city.Registers.TryGetValue(fact.Register!, out var register) ? [.. register.Items.Select(i => new FieldChoice(i.Id, i.Title))] : NoChoice,
        _ => NoChoice,
    };

    private static Title? Group(CodeList codes, int index) => codes.ParentTitles.IsEmpty || codes.Parents[index] is not (>= 0 and var parent) ? null : codes.ParentTitles[parent];

    private static FormField Outcome(ActShape shape) =>
        new(FieldName.Outcome, new Title("结果", "Outcome"), FieldKind.Choice, true, [.. shape.Outcomes.Select(o => new FieldChoice(o.Id, o.Title))], null, null);

    private static FormField Receiver(ActShape shape, City city) =>
        new(FieldName.On, new Title("受送达人", "Served on"), FieldKind.Choice, true, [.. shape.Receivers.Select(r => new FieldChoice(r.Id, TitleOf(r, city)))], null,
            shape.Receivers is [var only] ? only.Id : null);

    private static Title TitleOf(ActShape.Receiver receiver, City city) => receiver switch
    {
        { Number: 0 } => receiver.Role.Title,
        { Role.Kind: RoleKind.Organ } when city.FindOrgan((int)receiver.Holder) is { } organ => new Title($"{receiver.Role.Title.Zh}：{organ.Title.Zh}", $"{receiver.Role.Title.En}: {organ.Title.En}"),
        _ => new Title($"{receiver.Role.Title.Zh}（第{receiver.Number}名）", $"{receiver.Role.Title.En} {receiver.Number}"),
    };

    /// <param name="byParty">Whether a party must bring it: what an organ hands out is made from its template, or lies on paper.</param>
    private static FormField OfDocument(Document document, bool byParty) =>
        new(FieldName.OfDocument(document.Id), document.Title, FieldKind.Paper, byParty && document.Template is null, NoChoice, document.Hint, null);
}
