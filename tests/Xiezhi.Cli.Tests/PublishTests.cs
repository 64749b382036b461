using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Verification;
using Xiezhi.Office;
using Xiezhi.Office.People;
using Xiezhi.Office.Publishing;

namespace Xiezhi.Cli.Tests;

/// <summary>A report is published into the log, and put right there.</summary>
public sealed class PublishTests(ReplayedCity city)
{
    private static readonly Period Year = Period.OfYear(ReplayedCity.Year);

    [Fact]
    public async Task Published_figures_stay_in_the_log_and_a_correction_stands_over_them()
    {
        using var temporary = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(city.Data)) { File.Copy(file, temporary[Path.GetFileName(file)]); }
        var report = city.Reading.Reports[0];
        var ct = TestContext.Current.CancellationToken;
        using var ledger = CityLedger.Open(temporary.Path, city.Reading.Sound(), ColumnPlan.Of(city.Reading.Indicators), "", default, "tests");
        var before = new FigureCounter(ledger.Columns).Count(city.Reading.Indicators.Single(i => i.Id == "reconsideration_applicants"), Year);
        await using (var office = CityOffice.Open(ledger, NodaTime.SystemClock.Instance, new PasswordHashing(iterations: 10)))
        {
            var officer = new Account("justice-officer", "甲", AccountRole.Officer, office.City.Organs.First(o => o.Level == "city" && o.Competences.Contains("legality-review")).Number, 12, 0);
            var head = officer with { Id = "justice-head", Role = AccountRole.Head, Officer = 1 };
            var elsewhere = officer with { Organ = office.City.Organs.First(o => o.Level == "city" && !o.Competences.Contains("legality-review")).Number };

            Assert.IsType<PublishOutcome.Refused>(await office.Publishing.PublishAsync(elsewhere, head, report, city.Reading.Indicators, Year, null, ct));
            Assert.IsType<PublishOutcome.Refused>(await office.Publishing.PublishAsync(officer, officer, report, city.Reading.Indicators, Year, null, ct));
            Assert.IsType<PublishOutcome.Refused>(await office.Publishing.PublishAsync(head, head, report, city.Reading.Indicators, Year, null, ct));
            Assert.IsType<PublishOutcome.Refused>(await office.Publishing.PublishAsync(officer, head, report, city.Reading.Indicators, Year, "late-records", ct));
            var first = Assert.IsType<PublishOutcome.Done>(await office.Publishing.PublishAsync(officer, head, report, city.Reading.Indicators, Year, null, ct));
            Assert.IsType<PublishOutcome.Refused>(await office.Publishing.PublishAsync(officer, head, report, city.Reading.Indicators, Year, null, ct));
            Assert.IsType<PublishOutcome.Refused>(await office.Publishing.PublishAsync(officer, head, report, city.Reading.Indicators, Year, "because", ct));
            Assert.IsType<PublishOutcome.Refused>(await office.Publishing.PublishAsync(officer, head, report, city.Reading.Indicators, Year, "late-records", ct));

            // A definition that was wrong, put right: what was counted as audits now is their suggestions.
            var put = city.Reading.Indicators.Select(i => i.Id == "audited_units" ? i with { Measure = city.Reading.Indicators.Single(o => o.Id == "audit_suggestions").Measure } : i).ToList();
            var second = Assert.IsType<PublishOutcome.Done>(await office.Publishing.PublishAsync(officer, head, report, put, Year, "definition-put-right", ct));
            Assert.Equal(21, first.Publication.Figures.Count);
            Assert.Equal(new PublishedValue("audited_units", new ExactValue.Number(498, 0), new ExactValue.Number(149, 0)), Assert.Single(second.Publication.Figures));
            Assert.NotEqual(first.Publication.Definitions.ToArray(), second.Publication.Definitions.ToArray());
        }

        var chain = Assert.Single(PublishedReport.Of(new FigureCounter(ledger.Columns).Publications()));
        Assert.Equal(2, chain.Publications.Length);
        Assert.Equal([new ExactValue.Number(149, 0), new ExactValue.Number(498, 0)], chain.History("audited_units").Select(h => h.Value.Is));
        var figures = new FigureCounter(ledger.Columns).Count(city.Reading.Indicators, Year);
        Assert.All(figures.Where(f => f.Id != "audited_units"), f => Assert.Equal((f.Unrounded, f.Printed), (chain.Value(f.Id)!.Put(f).Unrounded, chain.Value(f.Id)!.Put(f).Printed)));
        // People were counted once, when they were published; before that it is said how often somebody came.
        var people = figures.Single(f => f.Id == "reconsideration_applicants");
        Assert.Equal((true, "人次"), (before.IsUncounted, before.Printed[^2..]));
        Assert.Equal((false, "人"), (people.IsUncounted, people.Printed[^1..]));
        Assert.InRange(people.Unrounded!.Value + people.Persons!.Unidentified, 1, people.Entries);
        // The log with its publications counts as before, for whoever recounts it.
        var recount = Recount.Of(Recount.Open(ledger.Store, ledger.Signer.Verifier), city.Reading.Indicators, Year);
        Assert.Empty(recount.Gaps);
        Assert.Equal(figures.Select(f => f.Unrounded), recount.Figures.Select(f => f.Unrounded));
    }
}
