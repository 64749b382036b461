using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Office.Tests.Acts;

/// <summary>A case made act by act, with every document of each act attached.</summary>
internal sealed class Walk(Edition edition, LawBook law)
{
    private readonly List<Entry> entries = [];

    public CaseState? Case { get; private set; }
    public DateOnly Day { get; set; } = new(2023, 6, 5);
    public ImmutableArray<Entry> Entries => [.. entries];

    public Walk Do(string act, Actor by, IEnumerable<FactValue>? facts = null, IEnumerable<Naming>? names = null, string? outcome = null, Person? person = null, Approval? approval = null) =>
        Take(new ActRequest
        {
            Subject = edition.FindAct(act)!.Index, When = Moment.At(Day, 9, 0), Today = Day, By = by, Facts = [.. facts ?? []], Names = [.. names ?? []], Persons = person is null ? [] : [person],
            Documents = edition.FindAct(act)!.Documents, Outcome = outcome is null ? -1 : edition.FindOutcome(outcome)!.Index, Officers = edition.FindAct(act)!.Officers,
            Approvals = approval is { } given ? [given] : [],
        });

    public Walk Serve(string document, Actor by, string? on = null) => Take(new ActRequest
    {
        Kind = EntryKind.Serve, Subject = edition.FindDocument(document)!.Index, When = Moment.At(Day, 9, 0), Today = Day, By = by, On = on is null ? -1 : edition.FindRole(on)!.Index,
    });

    public FactValue Fact(string id, string value)
    {
        Assert.True(Xiezhi.Office.Acts.FactInput.TryRead(edition.FindFact(id)!, value, law.City, out var read, out var problem), problem.En);
        return read;
    }

    public Naming Name(string role, long holder) => new(edition.FindRole(role)!.Index, holder);

    private Walk Take(ActRequest request)
    {
        var decision = Decide.On(edition, Case, request, law.Calendar, law.City);
        var accepted = decision as Decision.Accepted ?? throw new InvalidOperationException($"{decision}");
        Case = accepted.Case;
        entries.AddRange(accepted.Entries);
        return this;
    }
}
