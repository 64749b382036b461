using System.Collections.Immutable;
using Xiezhi.Catalogue;
using Xiezhi.Catalogue.Tests;
using Xiezhi.Catalogue.Tests.Menus;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Tests.Acts;

/// <summary>What a form asks is what a reading takes: random lives through every edition, each request sent as somebody would send it.</summary>
public sealed class RoundTripTests
{
    private const int Lives = 10;
    private const int Steps = 30;
    private const string Key = "a key";
    private static readonly LawBook Law = CatalogueReader.Read(House.Catalogue, House.Yibin).Sound();

    public static TheoryData<string> Editions => [.. Law.Editions.Where(Wanderer.CanBegin).Select(e => e.Id)];

    [Theory]
    [MemberData(nameof(Editions))]
    public void A_request_sent_through_its_form_is_read_as_the_same_request(string id)
    {
        var edition = Law.FindEdition(id)!;
        var read = 0;
        for (var life = 0; life < Lives; life++)
        {
            var wanderer = new Wanderer(edition, Law, life);
            for (var step = 0; step < Steps; step++)
            {
                wanderer.PassDays();
                if (wanderer.Case is null && !edition.Covers(wanderer.Today)) { break; }
                var by = wanderer.SomeActor();
                var possible = new List<Decision.Accepted>();
                foreach (var item in Decide.Menu(edition, wanderer.Case, by, wanderer.Now, wanderer.Today, Law.Calendar, Law.City).Where(i => i.Obstacle is null))
                {
                    var request = Expected(edition, wanderer.Case, wanderer.Filled(item, by));
                    SameAfterSending(edition, wanderer, request);
                    read++;
                    if (Decide.On(edition, wanderer.Case, request, Law.Calendar, Law.City) is Decision.Accepted yes) { possible.Add(yes); }
                }

                if (possible.Count > 0) { wanderer.Accept(wanderer.Pick(possible)); }
            }
        }

        Assert.True(read > Lives, $"{id}: {read} requests tell too little");
    }

    private static void SameAfterSending(Edition edition, Wanderer wanderer, ActRequest request)
    {
        var act = request.Kind == EntryKind.Act ? edition.Acts[request.Subject].Id : $"serve:{edition.Documents[request.Subject].Id}";
        Viewer viewer = new Viewer.SignedIn(request.By.Party != 0
            ? new Account("someone", "某人", AccountRole.Citizen, 0, 0, request.By.Party)
            : new Account("someone", "某人", AccountRole.Officer, request.By.Organ, request.By.Officer, 0));
        var form = ActForms.For(edition, wanderer.Case, act, viewer, Law.City)!;
        var input = InputOf(edition, form, act, request, wanderer);

        Assert.Empty(Sent(input).Except(form.Fields.Select(f => f.Name)));
        Assert.Empty(form.Fields.Where(f => f.Required).Select(f => f.Name).Except(Sent(input)));
        var reading = ActReading.Read(Law, wanderer.Case, input, viewer, wanderer.Now, _ => default(ContentHash));
        var sound = reading as ActReading.Sound;
        Assert.True(sound is not null, $"{edition.Id} {act}: {(reading is ActReading.Unsound bad ? string.Join("; ", bad.Problems.Select(p => p.Field + " " + p.Words.En)) : reading)}");
        var got = sound.Request;
        Assert.Equal((request.Kind, request.Subject, request.When, request.Today, request.By), (got.Kind, got.Subject, got.When, got.Today, got.By));
        Assert.Equal((request.Outcome, request.Officers), (got.Outcome, got.Officers));
        Assert.Equal(edition.Documents.Length > 0 && request.Kind == EntryKind.Serve && edition.Documents[request.Subject].To.Length > 1 ? request.On : -1, got.On);
        Assert.Equal(request.Facts.OrderBy(f => f.Fact), got.Facts.OrderBy(f => f.Fact));
        Assert.Equal(request.Names.OrderBy(n => n.Role), got.Names.OrderBy(n => n.Role));
        Assert.Equal(request.Documents.Order(), got.Documents.Order());
    }

    /// <summary>The request as a reading makes it: parties without an account get their numbers from the key, and an organ that is alone competent need not be named.</summary>
    private static ActRequest Expected(Edition edition, CaseState? state, ActRequest request)
    {
        if (request.Kind == EntryKind.Serve) { return request; }
        var act = edition.Acts[request.Subject];
        var self = Parts.RoleOf(state ?? new CaseState(edition), act, request.By, Law.City) is { Kind: RoleKind.Party } role && (state?.Holder(role.Index) ?? 0) == 0 ? role : null;
        var names = request.Names.Where(n => edition.Roles[n.Role].Kind != RoleKind.Party && (n.Role != edition.Number.Of || act.Names.Contains(n.Role) || Several(edition.Roles[n.Role])))
            .Concat(request.Names.Where(n => edition.Roles[n.Role].Kind == RoleKind.Party && n.Role != self?.Index).Select(n => n with { Holder = Actors.NewParty(edition.Roles[n.Role].Id, Key) }));
        if (self is not null) { names = names.Append(new Naming(self.Index, request.By.Party)); }
        return request with { Names = [.. names] };
    }

    private static bool Several(Role role) => Law.City.Organs.Count(o => Parts.Competent(role, o.Number, Law.City)) > 1;

    private static ActInput InputOf(Edition edition, ActForm form, string act, ActRequest request, Wanderer wanderer) => new()
    {
        Case = wanderer.Case is null ? null : "some number", Procedure = wanderer.Case is null ? edition.Procedure : null, Act = act, Key = Key, Officers = request.Officers,
        When = request.By.Party != 0 ? null : request.When.ToString(),
        Facts = request.Facts.ToImmutableDictionary(f => edition.Facts[f.Fact].Id, f => FactInput.Write(edition.Facts[f.Fact], f, Law.City)),
        Names = request.Names.Where(n => edition.Roles[n.Role].Kind != RoleKind.Party).ToImmutableDictionary(n => edition.Roles[n.Role].Id,
            n => edition.Roles[n.Role].Kind == RoleKind.Officer ? FactInput.Officer(n.Holder, Law.City) : Law.City.FindOrgan((int)n.Holder)!.Id),
        Persons = request.Names.Where(n => edition.Roles[n.Role].Kind == RoleKind.Party).ToImmutableDictionary(n => edition.Roles[n.Role].Id, _ => new PersonInput("张三")),
        Documents = request.Documents.ToImmutableDictionary(d => edition.Documents[d].Id, _ => ImmutableArray.Create("paper")),
        Outcome = request.Outcome >= 0 && form.Fields.Any(f => f.Name == FieldName.Outcome) ? edition.Outcomes[request.Outcome].Id : null,
        On = request.Kind == EntryKind.Serve && form.Fields.Any(f => f.Name == FieldName.On) ? edition.Roles[request.On].Id : null,
    };

    private static IEnumerable<string> Sent(ActInput input)
    {
        foreach (var id in input.Facts.Keys) { yield return FieldName.OfFact(id); }
        foreach (var id in input.Names.Keys) { yield return FieldName.OfName(id); }
        foreach (var id in input.Persons.Keys) { yield return FieldName.OfPerson(id); }
        foreach (var id in input.Documents.Keys) { yield return FieldName.OfDocument(id); }
        if (input.Outcome is not null) { yield return FieldName.Outcome; }
        if (input.On is not null) { yield return FieldName.On; }
        if (input.Officers > 1) { yield return FieldName.Officers; }
        if (input.When is not null) { yield return FieldName.When; }
    }
}
