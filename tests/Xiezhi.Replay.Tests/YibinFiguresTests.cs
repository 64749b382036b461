using Xiezhi.Law.Cases;
using Xiezhi.Replay.Lives;

namespace Xiezhi.Replay.Tests;

/// <summary>The figures of 2023, counted here from the entries that the law made, by rules written down a second time.</summary>
public sealed class YibinFiguresTests
{
    private static readonly DateOnly First = new(2023, 1, 1);
    private static readonly DateOnly Last = new(2023, 12, 31);

    [Fact]
    public void Legality_reviews_and_those_of_normative_documents()
    {
        var first = Of("decisions/legality-review").Where(c => c.DaysOf("give-opinion").Take(1).Any(InYear)).ToList();

        Assert.Equal(2612, first.Count);
        Assert.Equal(78, first.Count(c => c.CodeOf("kind") == "normative-document"));
    }

    [Fact]
    public void Every_document_of_the_city_is_reported_in_time_and_in_due_form()
    {
        var published = Of("decisions/normative-document-filing").Where(c => c.CodeOf("level") == "city" && InYear(c.OpenedOn)).ToList();
        var reported = Of("decisions/normative-document-filing").Where(c => c.CodeOf("level") == "city" && c.DaysOf("report").Any(InYear)).ToList();

        Assert.Equal(46, published.Count);
        Assert.All(published, c => Assert.True(c.DaysOf("report").Single() <= Last));
        Assert.All(reported, c => Assert.Contains(c.VerdictsOn("filing"), v => v is VerdictKind.Met or VerdictKind.MetRolled));
        Assert.All(reported, c => Assert.Empty(c.DaysOf("return")));
        Assert.All(reported, c => Assert.True(c.DaysOf("register-filing").Single() <= Last));
        Assert.Contains(Of("decisions/normative-document-filing"), c => c.VerdictsOn("filing").Contains(VerdictKind.Late));
    }

    [Fact]
    public void Reconsideration_accepted_and_closed()
    {
        var cases = Of("disputes/administrative-reconsideration");

        Assert.Equal(172, cases.Count(c => c.DaysOf("accept").Take(1).Any(InYear)));
        Assert.Equal(155, cases.Count(c => c.DaysOf("accept").Any() && c.ClosedOn is { } closed && InYear(closed)));
        Assert.Contains(cases, c => c.Entries.Any(e => e.Deemed && e.Kind == EntryKind.Act));
    }

    [Fact]
    public void Proposals_assigned_and_all_of_them_concluded()
    {
        var assigned = Of("oversight/proposal-handling").Where(c => InYear(c.OpenedOn)).ToList();

        Assert.Equal(735, assigned.Count);
        Assert.All(assigned, c => Assert.True(c.ClosedOn <= Last));
    }

    [Fact]
    public void Heads_appear_at_276_of_278_trials()
    {
        var trials = Of("disputes/administrative-litigation").SelectMany(c => c.FactsOf("hold-trial", "head-appeared")).Where(t => InYear(t.Day)).ToList();

        Assert.Equal(278, trials.Count);
        Assert.Equal(276, trials.Count(t => t.Value == 1));
    }

    [Fact]
    public void Units_audited_suggestions_and_measures()
    {
        var cases = Of("oversight/audit-rectification");

        Assert.Equal(149, cases.Count(c => c.DaysOf("report").Take(1).Any(InYear)));
        Assert.Equal(498, cases.Sum(c => c.DaysOf("suggest").Count(InYear)));
        Assert.Equal(257, cases.Sum(c => c.DaysOf("adopt-measure").Count(InYear)));
    }

    [Fact]
    public void Information_requests_received_and_closed()
    {
        var cases = Of("oversight/information-request");

        Assert.Equal(113, cases.Count(c => InYear(c.OpenedOn)));
        Assert.Equal(104, cases.Count(c => c.ClosedOn is { } closed && InYear(closed)));
    }

    [Fact]
    public void Appeals_registered_and_closed()
    {
        Assert.Equal(968_000, Cases("services/citizen-appeal", Crossing.Within) + Cases("services/citizen-appeal", Crossing.OutOf));
        Assert.Equal(967_516, Cases("services/citizen-appeal", Crossing.Within) + Cases("services/citizen-appeal", Crossing.Into));
    }

    [Fact]
    public void Service_cases_closed_and_those_with_at_most_one_visit()
    {
        var often = Of("services/service-case").Where(c => c.ClosedOn is not null).GroupBy(c => c.Plan.Life)
            .ToDictionary(g => g.Key, g => g.Select(c => c.FactsOf("decide", "visits").Any(f => f.Value <= 1)).Distinct().Single());
        var closed = Lives("services/service-case").SelectMany(l => l.Cohorts, (l, c) => (Life: l, Cohort: c))
            .Where(l => l.Cohort.Crossing != Crossing.OutOf).ToList();

        Assert.Equal(2_112_900, closed.Sum(c => c.Cohort.Cases));
        Assert.Equal(2_093_250, closed.Where(c => often[c.Life.Id]).Sum(c => c.Cohort.Cases));
    }

    [Fact]
    public void Disputes_mediated_with_or_without_a_settlement()
    {
        var ended = Of("disputes/dispute-mediation")
            .Where(c => c.ClosedOn is not null && c.Case.Edition.Outcomes[c.Case.Outcome].Id is "agreement-written" or "agreement-oral" or "failed")
            .Select(c => c.Plan.Life).ToHashSet(StringComparer.Ordinal);
        var closed = Lives("disputes/dispute-mediation").Where(l => ended.Contains(l.Id)).SelectMany(l => l.Cohorts).Where(c => c.Crossing != Crossing.OutOf);

        Assert.Equal(39_700, closed.Sum(c => c.Cases));
    }

    [Fact]
    public void A_part_of_the_cases_is_late_extended_suspended_withdrawn_or_still_open()
    {
        var cases = YibinYearTests.Sample.Value;

        Assert.Contains(cases, c => c.Entries.Any(e => e.Verdicts.Any(v => v.Kind == VerdictKind.Overdue)));
        Assert.Contains(cases, c => c.Entries.Any(e => e.Deemed && e.Kind == EntryKind.Act));
        Assert.Contains(cases, c => c.Entries.Any(e => e.Kind == EntryKind.Serve));
        Assert.Contains(cases, c => c.Case.Spans.Length > 0);
        Assert.Contains(cases, c => c.Case.IsOpen);
        Assert.InRange(cases.Count(c => c.Entries.Any(e => e.Verdicts.Any(v => v.Kind == VerdictKind.Late))), 1, cases.Count / 10);
    }

    private static bool InYear(DateOnly day) => day >= First && day <= Last;

    private static IReadOnlyList<PlayedCase> Of(string procedure) => [.. YibinYearTests.Sample.Value.Where(c => c.Plan.Edition.Procedure == procedure)];

    private static IEnumerable<Life> Lives(string procedure) => House.Year.Loads.Single(l => l.Procedure == procedure).Lives;

    private static int Cases(string procedure, Crossing crossing) =>
        Lives(procedure).SelectMany(l => l.Cohorts).Where(c => c.Crossing == crossing).Sum(c => c.Cases);
}
