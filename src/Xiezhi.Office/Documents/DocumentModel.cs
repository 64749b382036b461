using Xiezhi.Catalogue.Templates;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Office.Acts;

namespace Xiezhi.Office.Documents;

/// <summary>The words of one document: what a template finds under the names of <see cref="TemplateWords"/>.</summary>
internal sealed class DocumentModel
{
    private const string NotShown = "（依法不公开）";
    private readonly DocumentCase @case;
    private readonly DocumentMaking making;
    private readonly LawBook book;
    private readonly Document document;
    private readonly Act act;

    public DocumentModel(DocumentCase @case, DocumentMaking making, Document document, LawBook book)
    {
        this.@case = @case;
        this.making = making;
        this.document = document;
        this.book = book;
        act = Edition.Acts[making.Entry.Subject];
        By = NameOf(making.Entry.By);
        Recipient = string.Join("、", document.To.Where(r => making.State.Holder(r) != 0).Select(r => NameOf(Edition.Roles[r])));
    }

    private Edition Edition => @case.Edition;

    /// <summary>Who acts.</summary>
    public string By { get; }

    /// <summary>On whom it is served; empty when on nobody.</summary>
    public string Recipient { get; }

    /// <summary>Each word with its value: a text, or texts by id.</summary>
    public IEnumerable<(string Word, object Value)> Values() =>
    [
        (TemplateWords.City, book.City.Title.Zh), (TemplateWords.Procedure, Edition.Title.Zh), (TemplateWords.Number, @case.Number.ToString()),
        (TemplateWords.Document, document.Title.Zh), (TemplateWords.Act, act.Title.Zh), (TemplateWords.ActId, act.Id), (TemplateWords.By, By),
        (TemplateWords.Organ, book.City.FindOrgan(@case.Keeper)?.Title.Zh ?? ""), (TemplateWords.Recipient, Recipient),
        (TemplateWords.Basis, act.Basis is { } basis ? ArticleText.Chinese(basis, Edition) : ""),
        (TemplateWords.Day, Day(making.Entry.Happened.Day)), (TemplateWords.Opened, Day(making.Until[0].Effective)),
        (TemplateWords.Outcome, Outcome?.Title.Zh ?? ""), (TemplateWords.OutcomeId, Outcome?.Id ?? ""),
        (TemplateWords.Ground, act.Ground >= 0 ? FactOf(Edition.Facts[act.Ground]) ?? "" : ""),
        (TemplateWords.Facts, Edition.Facts.Select(f => (f.Id, Text: FactOf(f))).Where(f => f.Text is not null).ToDictionary(f => f.Id, f => (object)f.Text!)),
        (TemplateWords.Roles, Edition.Roles.Where(r => making.State.Holder(r.Index) != 0).ToDictionary(r => r.Id, r => (object)NameOf(r))),
        (TemplateWords.Due, Clocks((_, due) => Day(due.Rolled))),
        (TemplateWords.Working, Clocks((steps, _) => steps.ConvertAll(s => StepText.Chinese(s)))),
        (TemplateWords.Length, Lengths()),
    ];

    /// <summary>2024年1月2日.</summary>
    public static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    private Outcome? Outcome => making.State.Outcome >= 0 ? Edition.Outcomes[making.State.Outcome] : null;

    private Dictionary<string, object> Clocks(Func<List<Step>, DueDay, object> told)
    {
        var words = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var clock in making.State.Clocks)
        {
            if (!clock.Runs || !clock.DueKnown) { continue; }
            var derivation = new Derivation();
            var due = Measure.Compute(in clock, making.State, book.Calendar, book.City, ref derivation);
            words[Edition.Limits[clock.Limit].Id] = told([.. derivation.Steps], due);
        }

        return words;
    }

    /// <summary>How long each limit is as the case stands; limits that the law or the city leaves open are left out.</summary>
    private Dictionary<string, object> Lengths()
    {
        var words = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var limit in Edition.Limits)
        {
            if (!limit.IsDated && Measure.LengthOf(limit, making.State, book.Calendar, book.City, making.Entry.Effective) is { } length) { words[limit.Id] = StepText.Chinese(length); }
        }

        return words;
    }

    /// <summary>The latest value that the reader may see, as text; null when there is none.</summary>
    private string? FactOf(Fact fact)
    {
        if (!@case.Sight.Shows(fact)) { return making.State.HasFact(fact.Index) ? NotShown : null; }
        if (fact.Kind == FactKind.Text)
        {
            foreach (var entry in making.Until.Reverse())
            {
                foreach (var value in entry.Facts) { if (value.Fact == fact.Index) { return Harmless(value.Text ?? ""); } }
            }

            return null;
        }

        return making.State.HasFact(fact.Index) ? FactWords.Chinese(fact, making.State.Fact(fact.Index), book.City) : null;
    }

    // What people wrote is never taken for a heading.
    private static string Harmless(string text) => string.Join('\n', text.Split('\n').Select(l => l.TrimStart() is ['#', ..] ? l.TrimStart().Replace('#', '＃') : l));

    private string NameOf(Actor by)
    {
        if (by.IsLaw) { return book.City.FindOrgan(@case.Keeper)?.Title.Zh ?? ""; }
        if (by.Organ != 0) { return book.City.FindOrgan(by.Organ)?.Title.Zh ?? ""; }
        foreach (var role in Edition.Roles) { if (role.Kind == RoleKind.Party && making.State.Holds(role.Index, by.Party)) { return NameOf(role, by.Party); } }
        return NotShown;
    }

    /// <summary>Who holds the role; of several, all of them.</summary>
    private string NameOf(Role role) => string.Join("、", making.State.HoldersOf(role.Index).Select(holder => NameOf(role, holder)).Distinct());

    private string NameOf(Role role, long holder)
    {
        if (role.Kind == RoleKind.Organ) { return book.City.FindOrgan((int)holder)?.Title.Zh ?? role.Title.Zh; }
        if (role.Kind == RoleKind.Officer) { return book.City.FindOrgan(Actor.FromOfficerHolder(holder).Organ) is { } organ ? $"{organ.Title.Zh}{role.Title.Zh}" : role.Title.Zh; }
        foreach (var entry in making.Until.Reverse())
        {
            foreach (var person in entry.Persons)
            {
                if (person.Number == holder) { return @case.Sight.Of(role, person)?.Name is { } name ? Harmless(name) : role.Title.Zh; }
            }
        }

        return role.Title.Zh;
    }
}
