using System.Collections.Immutable;
using NodaTime.Text;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Files;
using Xiezhi.Office.Matters;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Features.Api.Models;

/// <param name="Total">How many cases the question finds in all; null where counting them would cost more than it tells.</param>
/// <param name="Next">Address of the page after this one; null on the last.</param>
internal sealed record CaseList(ImmutableArray<CaseBrief> Items, int? Total, string? Next);

/// <summary>A case in a list.</summary>
/// <param name="Keeper">The organ that keeps the register.</param>
/// <param name="Stage">Null when the case is closed.</param>
/// <param name="Light">red, yellow or green; null for a closed case.</param>
/// <param name="Due">The first last day of a running clock.</param>
/// <param name="Entries">How many entries it has: what If-Match repeats.</param>
internal sealed record CaseBrief(string Number, string Procedure, DateOnly Edition, string Keeper, NamedModel? Stage, NamedModel? Outcome, string? Light, DateOnly? Due, NamedModel? Limit, int Entries, string Case);

/// <summary>A case as the asker may see it.</summary>
/// <param name="Scope">public: what the public leaves say; file: the file as far as the gate opens it.</param>
/// <param name="Entries">How many entries it has: what If-Match repeats.</param>
internal sealed record CaseModel(string Number, string Procedure, DateOnly Edition, TextModel Title, NamedModel Keeper, string Scope, int Entries, bool Closed, NamedModel? Stage, NamedModel? Outcome,
    ImmutableArray<EntryModel> History, ImmutableArray<ClockModel> Clocks)
{
    /// <summary>That its content was erased; null while it is there.</summary>
    public ErasedModel? Erased { get; init; }

    /// <summary>Who has which part; only in a file.</summary>
    public ImmutableArray<PersonModel>? Persons { get; init; }

    /// <summary>The latest values; only in a file.</summary>
    public ImmutableArray<FactValueModel>? Facts { get; init; }

    /// <summary>Uploaded papers; only in a file.</summary>
    public ImmutableArray<PaperModel>? Papers { get; init; }

    /// <summary>Cases that this one has opened, and the one that opened it, as far as the asker may see them; only in a file.</summary>
    public ImmutableArray<LinkedModel>? Linked { get; init; }

    public static CaseModel Of(CaseView view, LawBook book)
    {
        var city = book.City;
        var (found, edition) = (view.Case, view.Case.Edition);
        return new CaseModel(found.Number.ToString(), edition.Procedure, edition.From, TextModel.Of(edition.Title), Named.Of(found.Register), "public", found.Entries.Length, view.Closed,
            Named.Of(view.Stage), Named.Of(view.Outcome), [.. found.Entries.Select(entry => EntryModel.Of(entry, city))], [.. view.Clocks.Select(clock => ClockModel.Of(clock, edition))])
        {
            Erased = ErasedModel.Of(found.Erasure, book.Privacy),
        };
    }

    public static CaseModel Of(CaseFile file, LawBook book)
    {
        var (state, edition, city) = (file.State, file.Edition, book.City);
        return new CaseModel(file.Number.ToString(), edition.Procedure, edition.From, TextModel.Of(edition.Title), Named.Of(city.FindOrgan(file.Number.Organ)!), "file", file.Seen, state.IsClosed,
            Named.Of(state.IsOpen ? edition.Stages[state.Stage] : null), Named.Of(state.Outcome >= 0 ? edition.Outcomes[state.Outcome] : null),
            [.. file.Entries.Select(entry => EntryModel.Of(entry, city))], ClockModel.AllOf(state, book))
        {
            Persons = [.. file.Persons.Select(person => PersonModel.Of(person))],
            Facts = [.. file.Facts.Select(fact => FactValueModel.Of(fact.Fact, fact.Value, city))],
            Papers = [.. file.Papers.Select(paper => PaperModel.Of(paper, edition))],
            Linked = [.. file.Linked.Select(LinkedModel.Of)],
            Erased = ErasedModel.Of(file.Erasure, book.Privacy),
        };
    }
}

/// <summary>When and why the content of a case was erased.</summary>
/// <param name="Ground">Id of the ground in the law.</param>
/// <param name="Title">Of the ground; null where the privacy rules know it no more.</param>
internal sealed record ErasedModel(DateOnly Day, string Ground, TextModel? Title)
{
    public static ErasedModel? Of(ErasureLeaf? erasure, PrivacyRules rules) =>
        erasure is null ? null : new(erasure.Day, erasure.Ground, rules.Ground(erasure.Ground) is { } ground ? TextModel.Of(ground.Title) : null);
}

/// <summary>A case linked with the one that was asked for.</summary>
/// <param name="Link">By which link it was opened; null for the case that opened this one, or into which this one was merged.</param>
internal sealed record LinkedModel(TextModel? Link, string Number, string Procedure, bool Closed)
{
    public static LinkedModel Of(FileLink linked) => new(linked.Link is { } link ? TextModel.Of(link) : null, linked.Number.ToString(), linked.Edition.Procedure, linked.State.IsClosed);
}

/// <summary>Titles of what has an id.</summary>
internal static class Named
{
    public static NamedModel Of(Organ organ) => new(organ.Id, TextModel.Of(organ.Title));
    public static NamedModel? Of(Stage? stage) => stage is null ? null : new NamedModel(stage.Id, TextModel.Of(stage.Title));
    public static NamedModel? Of(Outcome? outcome) => outcome is null ? null : new NamedModel(outcome.Id, TextModel.Of(outcome.Title));
    public static NamedModel Of(Limit limit) => new(limit.Id, TextModel.Of(limit.Title));
}

/// <param name="Role">The part that the person has in the case.</param>
internal sealed record PersonModel(NamedModel Role, string Name, string Identity, string Phone)
{
    public static PersonModel Of(FilePerson person) =>
        new(new NamedModel(person.Role.Id, TextModel.Of(person.Role.Title)), person.Person.Name, person.Person.Identity, person.Person.Phone);
}

/// <summary>An uploaded paper.</summary>
/// <param name="Id">What addresses it.</param>
/// <param name="Document">Id of the document of the procedure that it is.</param>
/// <param name="Entry">Number of the entry that brought it.</param>
internal sealed record PaperModel(string Id, string Document, string Name, string Type, long Length, int Entry, string Received)
{
    public static PaperModel Of(FilePaper paper, Edition edition) => new(paper.Id, paper.Document >= 0 ? edition.Documents[paper.Document].Id : "", paper.Name, paper.Type, paper.Length, paper.Entry,
        InstantPattern.General.Format(paper.Received));
}

/// <param name="Value">As forms send it: yes-no true or false, a code's id, a number, yuan, a day, a minute, a length, an organ's id, organ/number of an officer.</param>
/// <param name="Title">Of the value, where it is a code, an organ or an item.</param>
internal sealed record FactValueModel(string Id, TextModel Fact, string Value, TextModel? Title)
{
    /// <param name="coarse">The value is what a leaf says of a coarse code: the parent of its code.</param>
    public static FactValueModel Of(Fact fact, FactValue value, City city, bool coarse = false)
    {
        var number = value.Number;
        var (text, title) = fact.Kind switch
        {
            FactKind.YesNo => (number != 0 ? "true" : "false", default(Title?)),
            FactKind.Code when coarse => (fact.Codes!.ParentIds[(int)number], fact.Codes.ParentTitles.IsDefaultOrEmpty ? null : fact.Codes.ParentTitles[(int)number]),
            FactKind.Code => (fact.Codes!.Codes[(int)number], fact.Codes.Titles[(int)number]),
            FactKind.Money => ($"{number / 100m:0.00}", null),
            FactKind.Day => ($"{DateOnly.FromDayNumber((int)number):yyyy-MM-dd}", null),
            FactKind.Moment => (new Moment(DateOnly.FromDayNumber((int)(number / Moment.Day24)), (short)(number % Moment.Day24)).ToString(), null),
            FactKind.Length => (new Length((int)(number >> 8), (DayUnit)(number & 0xFF)).ToString(), null),
            FactKind.Organ => city.FindOrgan((int)number) is { } organ ? (organ.Id, organ.Title) : ($"{number}", null),
            FactKind.Officer => (Officer(number, city), null),
            FactKind.Item => Item(fact, number, city),
            FactKind.Text => (value.Text ?? "", null),
            _ => ($"{number}", null),
        };
        return new FactValueModel(fact.Id, TextModel.Of(fact.Title), text, title is { } told ? TextModel.Of(told) : null);
    }

    /// <summary>organ/number.</summary>
    internal static string Officer(long holder, City city)
    {
        var actor = Actor.FromOfficerHolder(holder);
        return $"{city.FindOrgan(actor.Organ)?.Id ?? $"{actor.Organ}"}/{actor.Officer}";
    }

    private static (string, Title?) Item(Fact fact, long number, City city) =>
        city.Registers.TryGetValue(fact.Register ?? "", out var register) && number < register.Items.Length ? (register.Items[(int)number].Id, register.Items[(int)number].Title) : ($"{number}", null);
}

/// <summary>What may be done in a case now, and what the law refuses and why.</summary>
internal sealed record MenuModel(string Number, int Entries, ImmutableArray<OptionModel> Items)
{
    public static MenuModel Of(CaseFile file) => new(file.Number.ToString(), file.Seen, [.. file.Menu.Select(option => OptionModel.Of(option, file.Edition))]);
}

/// <param name="Act">Id of the act, or serve: and the id of the document.</param>
/// <param name="Possible">Whether it can be done now.</param>
/// <param name="Roles">The roles that may do it; empty for what the law does by itself.</param>
/// <param name="Obstacle">What stands in the way; null when nothing does.</param>
internal sealed record OptionModel(string Act, TextModel Title, bool Possible, ImmutableArray<string> Roles, ArticleModel? Article, ObstacleModel? Obstacle)
{
    public static OptionModel Of(ActOption option, Edition edition) => new(option.Act, TextModel.Of(option.Title), option.Obstacle is null, [.. option.Roles.Select(role => role.Id)],
        ArticleModel.Of(option.Basis, edition),
        option.Obstacle is { } refused ? new ObstacleModel(refused.CodeId, refused.What, TextModel.Of(RefusalWords.Of(refused, edition)), ArticleModel.Of(refused.Basis, edition)) : null);
}

/// <param name="Code">As in problems: gate-missing, wrong-stage …</param>
/// <param name="What">Id of the act, fact, role, gate, guard or limit that stands in the way.</param>
internal sealed record ObstacleModel(string Code, string What, TextModel Words, ArticleModel? Article);

/// <summary>The form of an act: what is asked of whoever does it, and on which article it rests.</summary>
/// <param name="ApprovedBy">The role whose approval the act waits for.</param>
internal sealed record FormModel(string Procedure, DateOnly Edition, string Act, TextModel Title, ImmutableArray<FieldModel> Fields, ArticleModel? Article, NamedModel? ApprovedBy)
{
    public static FormModel Of(ActForm form) => new(form.Edition.Procedure, form.Edition.From, form.Act, TextModel.Of(form.Title), [.. form.Fields.Select(FieldModel.Of)],
        ArticleModel.Of(form.Basis, form.Edition), form.ApprovedBy is { } role ? new NamedModel(role.Id, TextModel.Of(role.Title)) : null);
}

/// <param name="Name">The field by the name that problems use: <c>fact.category</c>, <c>person.citizen.name</c> …</param>
/// <param name="Kind">yes-no, choice, count, number, money, day, moment, length, text, organ, officer, item or paper.</param>
/// <param name="Choices">What may be chosen; empty for a free field.</param>
internal sealed record FieldModel(string Name, TextModel Title, string Kind, bool Required, ImmutableArray<NamedModel> Choices, TextModel? Hint, string? Value)
{
    public static FieldModel Of(FormField field) => new(field.Name, TextModel.Of(field.Title), Words.Id(field.Kind), field.Required,
        [.. field.Choices.Select(choice => new NamedModel(choice.Value, TextModel.Of(choice.Title)))], field.Hint is { } hint ? TextModel.Of(hint) : null, field.Value);
}

/// <param name="Items">The latest first.</param>
internal sealed record ReadingList(ImmutableArray<ReadingModel> Items);

/// <summary>That somebody was shown personal data of the case.</summary>
/// <param name="Reader">The name of the account; null for whoever came with number and code.</param>
/// <param name="Organ">The organ for which he looked; null for a party.</param>
/// <param name="Persons">He was shown who the parties are.</param>
/// <param name="Facts">He was shown facts that the public leaves do not say.</param>
/// <param name="Paper">He was shown an uploaded paper or a document.</param>
internal sealed record ReadingModel(string At, string? Reader, string? Organ, bool Persons, bool Facts, bool Paper)
{
    public static ReadingModel Of(Reading reading, CityOffice office) => new(InstantPattern.General.Format(reading.At), reading.Reader.Length == 0 ? null : office.Accounts.Find(reading.Reader)?.Name,
        office.City.FindOrgan(reading.Organ)?.Id, reading.Kinds.HasFlag(PersonalData.Persons), reading.Kinds.HasFlag(PersonalData.Facts), reading.Kinds.HasFlag(PersonalData.Paper));
}

/// <param name="Items">The best fitting first.</param>
internal sealed record MatterList(ImmutableArray<MatterModel> Items);

/// <summary>A matter that a party can come with.</summary>
/// <param name="Act">The act that opens the case.</param>
/// <param name="Fact">The fact that says which item it is; null for a whole procedure.</param>
/// <param name="Item">The item's id, the value of that fact.</param>
internal sealed record MatterModel(string Procedure, string Act, TextModel Title, string? Fact, string? Item)
{
    public static MatterModel Of(Matter matter) => new(matter.Edition.Procedure, matter.Act.Id, TextModel.Of(matter.Title), matter.ItemFact?.Id, matter.Item?.Id);
}
