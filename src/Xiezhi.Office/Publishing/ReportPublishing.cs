using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Published;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Publishing;

/// <summary>How the publication of a report ended.</summary>
public abstract record PublishOutcome
{
    private PublishOutcome() { }

    /// <summary>It is in the log, on the disk.</summary>
    /// <param name="Place">Index of the leaf.</param>
    public sealed record Done(PublicationLeaf Publication, long Place) : PublishOutcome;

    /// <summary>Nothing was written.</summary>
    public sealed record Refused(Title Words) : PublishOutcome;
}

/// <summary>Writes the figures of a report into the log, and puts them right later: one officer of the organ that publishes, and its head who approves.</summary>
public sealed class ReportPublishing : IDisposable
{
    private readonly CityOffice office;
    private readonly PersonCounting people;
    /// <summary>One after the other: each takes the number behind the one before.</summary>
    private readonly SemaphoreSlim publishing = new(1);

    internal ReportPublishing(CityOffice office)
    {
        this.office = office;
        people = new PersonCounting(office);
    }

    /// <summary>Publishes the figures of a report as they count now, or corrects those that count otherwise than they were published.</summary>
    /// <param name="by">Who publishes.</param>
    /// <param name="approver">Who approves; another person, head of the same organ.</param>
    /// <param name="ground">Why a published report is put right; null for its first publication.</param>
    /// <exception cref="Ledger.Casework.LedgerException">A commit failed.</exception>
    public async Task<PublishOutcome> PublishAsync(Account by, Account approver, ReportTemplate report, IReadOnlyCollection<Indicator> indicators, Period period, string? ground, CancellationToken ct)
    {
        if (WhyNot(by, approver, report) is { } refused) { return new PublishOutcome.Refused(refused); }
        await publishing.WaitAsync(ct);
        try
        {
            var counter = new FigureCounter(office.Ledger.Columns);
            var counted = counter.CountWithUnits(indicators, period);
            var (number, size) = (counter.Publications().Count, counted[0].Figure.LogSize);
            var earlier = PublishedReport.Of(counter.Publications()).LastOrDefault(r => r.First.Report == report.Id && r.First.From == period.From && r.First.To == period.To);
            if (WhyNot(earlier, report, ground) is { } why) { return new PublishOutcome.Refused(why); }
            var persons = counted.Where(c => c.Figure is { Indicator.Persons: not null, Unrounded: not null })
                .ToDictionary(c => c.Figure.Id, c => people.Count(number, c.Figure.Indicator, c.Units, size));
            var values = counted.Select(c => c.Figure).Select(f => new PublishedValue(f.Id, ValueOf(f), earlier is null ? null : earlier.Value(f.Id) ?? new ExactValue.None())).Where(v => v.Is != v.Was).ToImmutableArray();
            if (values.IsEmpty) { return new PublishOutcome.Refused(new("所有数字都与发布的一致，没有可更正的", "Every figure counts as it was published; there is nothing to put right")); }
            var leaf = new PublicationLeaf(number, report.Id, period.From, period.To, size, office.Today, by.Organ - 1, by.Officer, approver.Officer,
                Convert.FromHexString(DefinitionJson.Digest(DefinitionJson.Write(indicators))), earlier is null ? null : new Correction(earlier.First.Number, ground!), values);
            var stated = values.SelectMany(v => persons.GetValueOrDefault(v.Id, [])).ToList();
            return new PublishOutcome.Done(leaf, await office.Casework.PublishAsync(leaf, stated, CancellationToken.None));

            ExactValue ValueOf(Figure figure) => persons.TryGetValue(figure.Id, out var leaves) ? new ExactValue.Number(leaves[^1].Before + leaves[^1].Count, 0) : ExactValue.Of(figure);
        }
        finally
        {
            publishing.Release();
        }
    }

    public void Dispose() => publishing.Dispose();

    private Title? WhyNot(Account by, Account approver, ReportTemplate report)
    {
        if (report.PublishedBy is not { } competence) { return new($"报告“{report.Id}”没有写明由谁发布", $"The report '{report.Id}' does not say who publishes it"); }
        if (office.City.FindOrgan(by.Organ) is not { Level: "city" } organ || !organ.Competences.Contains(competence) || !by.Enabled || by.Role is not (AccountRole.Officer or AccountRole.Head))
        {
            return new($"“{by.Id}”不是市级发布机关（{competence}）的经办人", $"'{by.Id}' is no officer of the city's organ that publishes ({competence})");
        }

        return approver is { Enabled: true, Role: AccountRole.Head } && approver.Organ == by.Organ && approver.Officer != by.Officer ? null
            : new($"“{approver.Id}”不是同一机关的另一位负责人，不能批准", $"'{approver.Id}' is not another person who is head of the same organ, and cannot approve");
    }

    private static Title? WhyNot(PublishedReport? earlier, ReportTemplate report, string? ground)
    {
        if (earlier is null) { return ground is null ? null : new("还没有发布过，没有可更正的", "Nothing was published yet that could be put right"); }
        var known = string.Join("、", report.Grounds.Select(g => g.Id));
        return ground is null ? new($"已经于{earlier.First.Day:yyyy-MM-dd}发布；更正要写明理由：{known}", $"It was published on {earlier.First.Day:yyyy-MM-dd}; a correction names its ground: {known}")
            : report.Ground(ground) is null ? new($"没有“{ground}”这个理由；可用的：{known}", $"There is no ground '{ground}'; there are: {known}") : null;
    }
}
