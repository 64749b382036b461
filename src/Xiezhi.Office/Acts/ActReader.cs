using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Acts;

/// <summary>One reading of one input: fields are read one after the other, and every problem is kept.</summary>
internal sealed partial class ActReader(LawBook book, CaseState? state, ActInput input, Viewer viewer, Moment now, Func<string, ContentHash?> papers, Func<ImmutableArray<Entry>> history)
{
    private const int LongestName = 200;
    private const int MostLetters = 15_000;
    private readonly ImmutableArray<InputProblem>.Builder problems = ImmutableArray.CreateBuilder<InputProblem>();

    public ActReading Read()
    {
        if (state is { } c && BuiltInAct.Read(input.Act) is { } builtIn) { return Read(builtIn, c); }
        var when = When();
        if (EditionOf(when.Day) is not { } edition) { return new ActReading.Unsound(problems.DrainToImmutable()); }
        if (ActShape.Of(edition, state, input.Act, Actors.Of(viewer), book.City) is not { } shape)
        {
            var (zh, en) = FactInput.Meant(input.Act, Ids(edition), Titles(edition));
            Problem(FieldName.Act, $"“{edition.Title.Zh}”没有行为“{FactInput.Short(input.Act)}”：{zh}", $"'{edition.Title.En}' has no act '{FactInput.Short(input.Act)}': {en}");
            return new ActReading.Unsound(problems.DrainToImmutable());
        }

        if (Actors.Of(viewer, shape.Self?.Id ?? "", input.Key, state is null) is not { } by) { return new ActReading.Refused(edition, NobodysPart(shape)); }
        Backdated(shape);
        NotAsked(FieldName.Why, input.Why, shape);
        NotAsked(FieldName.By, input.By, shape);
        var request = RequestOf(shape, by, when);
        if (problems.Count == 0) { return new ActReading.Sound(edition, request); }
        var obstacle = Decide.Menu(edition, state, by, when, now.Day, book.Calendar, book.City).First(i => i.Kind == shape.Kind && i.Subject == shape.Index).Obstacle;
        return obstacle is null ? new ActReading.Unsound(problems.DrainToImmutable()) : new ActReading.Refused(edition, obstacle);
    }

    private ActRequest RequestOf(ActShape shape, Actor by, Moment when)
    {
        var (namings, persons) = Parties(shape, by);
        var (documents, contents) = Documents(shape);
        var receiver = On(shape);
        return new ActRequest
        {
            Kind = shape.Kind, Subject = shape.Index, When = when, Today = now.Day, By = by,
            Facts = Facts(shape), Names = [.. namings, .. Names(shape)], Persons = persons, Documents = documents, Papers = contents,
            Outcome = Outcome(shape), On = receiver?.Role.Index ?? -1, OnHolder = receiver?.Holder ?? 0, Officers = Officers(), Follow = Follow(shape),
        };
    }

    private Moment When()
    {
        if (string.IsNullOrWhiteSpace(input.When)) { return now; }
        if (Moment.TryParse(input.When.Trim(), out var when)) { return when; }
        Problem(FieldName.When, $"“{FactInput.Short(input.When)}”不是时间：请写 2024-01-02 或 2024-01-02T09:00（北京时间），或者留空",
            $"'{FactInput.Short(input.When)}' is no time: write 2024-01-02 or 2024-01-02T09:00, Beijing time, or leave it out");
        return now;
    }

    /// <summary>What a party does here happens now; only an organ records what happened before.</summary>
    private void Backdated(ActShape shape)
    {
        if (shape.ByParty && !string.IsNullOrWhiteSpace(input.When))
        {
            Problem(FieldName.When, "当事人在线办理的，以提交的时间为准；请不要填写时间", "What a party does here happens when it is sent; leave the time out");
        }
    }

    private Edition? EditionOf(DateOnly day)
    {
        if (state is not null) { return state.Edition; }
        var asked = input.Procedure ?? "";
        var address = book.Procedures.FirstOrDefault(p => p == asked || (asked.Length > 0 && p.EndsWith($"/{asked}", StringComparison.Ordinal)));
        if (address is null)
        {
            var (zh, en) = FactInput.Meant(asked, book.Procedures, book.Procedures.Select(p => book.EditionsOf(p)[^1].Title));
            Problem(FieldName.Procedure, $"没有程序“{FactInput.Short(asked)}”：{zh}", $"there is no procedure '{FactInput.Short(asked)}': {en}");
            return null;
        }

        if (book.InForce(address, day) is { } edition) { return edition; }
        Problem(FieldName.Procedure, $"{day:yyyy-MM-dd}没有施行中的“{address}”", $"no edition of '{address}' is in force on {day:yyyy-MM-dd}");
        return null;
    }

    private ImmutableArray<FactValue> Facts(ActShape shape)
    {
        var values = ImmutableArray.CreateBuilder<FactValue>();
        var letters = 0;
        foreach (var (fact, required) in shape.Facts)
        {
            var sent = input.Facts.GetValueOrDefault(fact.Id) ?? (fact.Index == shape.Act?.Ground ? input.Facts.GetValueOrDefault("ground") : null);
            if (string.IsNullOrWhiteSpace(sent))
            {
                if (required) { Missing(FieldName.OfFact(fact.Id), fact.Title, shape); }
                continue;
            }

            if (FactInput.TryRead(fact, sent, book.City, out var value, out var problem)) { values.Add(value); }
            else { problems.Add(new InputProblem(FieldName.OfFact(fact.Id), problem)); }
            letters += value.Text?.Length ?? 0;
        }

        if (letters > MostLetters) { Problem(FieldName.Facts, $"文字一共{letters}个，最多{MostLetters}个", $"the texts have {letters} letters together, at most {MostLetters} fit"); }
        var known = shape.Facts.Select(f => f.Fact.Id).ToList();
        foreach (var (id, sent) in input.Facts)
        {
            if (string.IsNullOrWhiteSpace(sent) || known.Contains(id) || (id == "ground" && shape.Act?.Ground >= 0)) { continue; }
            NotTaken(FieldName.OfFact(id), id, known, shape.Facts.Select(f => f.Fact.Title), shape);
        }

        return values.DrainToImmutable();
    }

    private List<Naming> Names(ActShape shape)
    {
        var namings = new List<Naming>();
        foreach (var (role, required) in shape.Names)
        {
            var sent = input.Names.GetValueOrDefault(role.Id)?.Trim();
            if (string.IsNullOrEmpty(sent))
            {
                if (required) { Missing(FieldName.OfName(role.Id), role.Title, shape); }
            }
            else
            {
                foreach (var one in role.Many ? sent.Split([',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [sent])
                {
                    if (Holder(role, one) is { } holder) { namings.Add(new Naming(role.Index, holder)); }
                }
            }
        }

        var known = shape.Names.Select(p => p.Role.Id).ToList();
        foreach (var (id, sent) in input.Names)
        {
            if (!string.IsNullOrWhiteSpace(sent) && !known.Contains(id)) { NotTaken(FieldName.OfName(id), id, known, shape.Names.Select(p => p.Role.Title), shape); }
        }

        return namings;
    }

    private long? Holder(Role role, string sent)
    {
        var kind = role.Kind == RoleKind.Officer ? FactKind.Officer : FactKind.Organ;
        if (FactInput.TryRead(new Fact(0, role.Id, role.Title, kind), sent, book.City, out var value, out var problem)) { return value.Number; }
        problems.Add(new InputProblem(FieldName.OfName(role.Id), problem));
        return null;
    }

    private (List<Naming> Namings, ImmutableArray<Person> Persons) Parties(ActShape shape, Actor by)
    {
        var namings = new List<Naming>();
        var persons = ImmutableArray.CreateBuilder<Person>();
        foreach (var (role, required) in shape.Persons)
        {
            var self = role == shape.Self;
            var sent = input.Persons.GetValueOrDefault(role.Id);
            if (self && viewer is Viewer.SignedIn { Account: var account }) { sent = sent is null || sent.Name.Length == 0 ? (sent ?? new PersonInput("")) with { Name = account.Name } : sent; }
            if (sent is null || (string.IsNullOrWhiteSpace(sent.Name) && !self))
            {
                if (required) { Missing(FieldName.OfPerson(role.Id), new Title($"{role.Title.Zh}姓名或名称", $"{role.Title.En}: name"), shape); }
                continue;
            }

            Add(role, role.Id, self ? by.Party : Actors.NewParty(role.Id, input.Key), sent);
            if (!role.Many) { continue; }
            foreach (var (key, further) in input.Persons.Where(p => IsFurther(role, p.Key)).OrderBy(p => p.Key, StringComparer.Ordinal)) { Add(role, key, Actors.NewParty(key, input.Key), further); }
        }

        void Add(Role role, string key, long number, PersonInput sent)
        {
            namings.Add(new Naming(role.Index, number));
            persons.Add(PersonOf(key, number, sent));
        }

        var known = shape.Persons.Select(p => p.Role.Id).ToList();
        foreach (var id in input.Persons.Keys.Where(id => !known.Contains(id) && !shape.Persons.Any(p => p.Role.Many && IsFurther(p.Role, id))))
        {
            NotTaken(FieldName.OfPerson(id), id, known, shape.Persons.Select(p => p.Role.Title), shape);
        }

        return (namings, persons.DrainToImmutable());
    }

    /// <summary>Whether the key means one more holder of the role: <c>applicant/2</c>.</summary>
    private static bool IsFurther(Role role, string key) =>
        key.StartsWith(role.Id + FieldName.Several, StringComparison.Ordinal) && int.TryParse(key[(role.Id.Length + 1)..], out var number) && number is >= 2 and <= 99;

    private Person PersonOf(string key, long number, PersonInput sent)
    {
        var person = new Person(number, OneLine(sent.Name), OneLine(sent.Identity), OneLine(sent.Phone));
        if (person.Name.Length is 0 or > LongestName)
        {
            Problem(FieldName.OfPerson(key), $"请填写姓名或名称，最多{LongestName}个字", $"write the name, at most {LongestName} letters");
        }

        if (person.Identity.Length > 0 && !(person.Identity.Length is >= 5 and <= 30 && person.Identity.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')))
        {
            Problem(FieldName.OfPerson(key, FieldName.PersonIdentity), "证件号码由5至30个字母或数字组成；没有的请留空", "an identity number has 5 to 30 letters or digits; leave it empty when there is none");
        }

        if (person.Phone.Length > 0 && !(person.Phone.Length is >= 5 and <= 30 && person.Phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')')))
        {
            Problem(FieldName.OfPerson(key, FieldName.PersonPhone), "电话由5至30个数字组成，可有+、-和空格；没有的请留空", "a phone number has 5 to 30 digits, with +, - and spaces; leave it empty when there is none");
        }

        return person;
    }

    private (ImmutableArray<int> Documents, ImmutableArray<Paper> Papers) Documents(ActShape shape)
    {
        var documents = ImmutableArray.CreateBuilder<int>();
        var contents = ImmutableArray.CreateBuilder<Paper>();
        foreach (var (document, needed) in shape.Documents)
        {
            var made = needed && document.Template is not null;
            var sent = input.Documents.GetValueOrDefault(document.Id);
            if (sent.IsDefaultOrEmpty && needed && shape.ByParty && !made)
            {
                Missing(FieldName.OfDocument(document.Id), document.Title, shape);
                continue;
            }

            // What is made from its template comes with the act by itself.
            if (sent.IsDefault && !made) { continue; }
            if (shape.Kind == EntryKind.Act) { documents.Add(document.Index); }
            foreach (var id in sent.IsDefault ? [] : sent)
            {
                if (papers(id) is { } content) { contents.Add(new Paper(document.Index, content)); }
                else { Problem(FieldName.OfDocument(document.Id), $"没有编号为“{FactInput.Short(id)}”的材料，请重新上传", $"there is no uploaded paper '{FactInput.Short(id)}'; upload it again"); }
            }
        }

        var known = shape.Documents.Select(d => d.Document.Id).ToList();
        foreach (var id in input.Documents.Keys.Where(id => !known.Contains(id)))
        {
            NotTaken(FieldName.OfDocument(id), id, known, shape.Documents.Select(d => d.Document.Title), shape);
        }

        return (documents.DrainToImmutable(), contents.DrainToImmutable());
    }

    private int Outcome(ActShape shape)
    {
        if (string.IsNullOrWhiteSpace(input.Outcome))
        {
            if (shape.Outcomes is [var only]) { return only.Index; }
            if (shape.Outcomes.Length > 1) { Missing(FieldName.Outcome, new Title("结果", "Outcome"), shape); }
            return -1;
        }

        if (shape.Outcomes.FirstOrDefault(o => o.Id == input.Outcome.Trim()) is { } chosen) { return chosen.Index; }
        NotTaken(FieldName.Outcome, input.Outcome, shape.Outcomes.Select(o => o.Id), shape.Outcomes.Select(o => o.Title), shape);
        return -1;
    }

    private ActShape.Receiver? On(ActShape shape)
    {
        if (string.IsNullOrWhiteSpace(input.On))
        {
            if (shape.Receivers is [var only]) { return only; }
            if (shape.Receivers.Length > 1) { Missing(FieldName.On, new Title("受送达人", "Served on"), shape); }
            return null;
        }

        foreach (var receiver in shape.Receivers) { if (receiver.Id == input.On.Trim()) { return receiver; } }
        // Whom nobody is in this case may be named all the same; the law answers then.
        if (shape.Served?.To.Select(r => shape.Edition.Roles[r]).FirstOrDefault(r => r.Id == input.On.Trim()) is { } role) { return new ActShape.Receiver(role, 0, 0); }
        NotTaken(FieldName.On, input.On, shape.Receivers.Select(r => r.Id), shape.Receivers.Select(r => r.Role.Title), shape);
        return null;
    }

    private string? Follow(ActShape shape)
    {
        var sent = input.Follow?.Trim();
        if (!shape.Follows) { NotAsked(FieldName.Follow, sent, shape); }
        else if (string.IsNullOrEmpty(sent)) { Missing(FieldName.Follow, new Title("后续程序", "Procedure that follows"), shape); }
        else if (book.Procedures.FirstOrDefault(p => p == sent || p.EndsWith($"/{sent}", StringComparison.Ordinal)) is { } address) { return address; }
        else
        {
            var (zh, en) = FactInput.Meant(sent, book.Procedures, book.Procedures.Select(p => book.EditionsOf(p)[^1].Title));
            Problem(FieldName.Follow, $"没有程序“{FactInput.Short(sent)}”：{zh}", $"there is no procedure '{FactInput.Short(sent)}': {en}");
        }

        return null;
    }

    private int Officers()
    {
        if (input.Officers is >= 1 and <= 100) { return input.Officers; }
        Problem(FieldName.Officers, "签名人数在1至100之间", "between 1 and 100 officers sign");
        return 1;
    }

    private static Decision.Refused NobodysPart(ActShape shape) =>
        new(RefusalCode.NotYourPart, shape.Act?.Basis, shape.Act?.Id ?? shape.Served?.Id ?? shape.Id, $"whoever is signed in so has no part in which to do '{shape.Id}'");

    private static IEnumerable<string> Ids(Edition edition) =>
        [.. edition.Acts.Select(a => a.Id), .. edition.Documents.Where(d => d.To.Length > 0).Select(d => FieldName.Serve + d.Id)];

    private static IEnumerable<Title> Titles(Edition edition) => [.. edition.Acts.Select(a => a.Title), .. edition.Documents.Where(d => d.To.Length > 0).Select(d => d.Title)];

    private static string OneLine(string text) => FactInput.Clean(text).ReplaceLineEndings(" ").Trim();

    private void Missing(string field, Title title, ActShape shape)
    {
        if (problems.Any(p => p.Field == field)) { return; }
        var (zh, en) = shape.Act?.Basis is { } basis ? ($"（{basis}）", $" ({basis})") : ("", "");
        Problem(field, $"请填写“{title.Zh}”：“{shape.Title.Zh}”需要它{zh}", $"'{title.En}' is missing: '{shape.Title.En}' needs it{en}");
    }

    private void NotAsked(string field, string? sent, ActShape shape)
    {
        if (!string.IsNullOrWhiteSpace(sent)) { Problem(field, $"“{shape.Title.Zh}”不需要填写这一项，请留空", $"'{shape.Title.En}' does not ask for this; leave it out"); }
    }

    private void NotTaken(string field, string sent, IEnumerable<string> ids, IEnumerable<Title> titles, ActShape shape)
    {
        var (zh, en) = FactInput.Meant(sent, ids, titles);
        Problem(field, $"“{shape.Title.Zh}”用不上“{FactInput.Short(sent)}”：{zh}", $"'{shape.Title.En}' has no use for '{FactInput.Short(sent)}': {en}");
    }

    private void Problem(string field, string zh, string en) => problems.Add(new InputProblem(field, new Title(zh, en)));
}
