using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Columns;
using Act = Xiezhi.Ledger.Tests.Leaves.Act;

namespace Xiezhi.Ledger.Tests.Columns;

public sealed class FigureCounterTests
{
    private static readonly PrintRule Percent = new("%", 2);
    private static readonly DateOnly InDecember = new(2022, 12, 20);
    private static readonly DateOnly InMay = new(2023, 5, 4);
    private static readonly DateOnly InJanuary = new(2024, 1, 2);

    private static Act[] Life(int ordinal, DateOnly opened, DateOnly? closed) =>
        closed is { } end
            ? [A.Case with { Ordinal = ordinal, Effective = opened, Recorded = opened }, A.Case with { Ordinal = ordinal, Number = 2, Subject = 3, Outcome = 0, Effective = end, Recorded = end }]
            : [A.Case with { Ordinal = ordinal, Effective = opened, Recorded = opened }];

    private static Indicator Rate(RateBasis basis, Selection numerator, Selection denominator, ZeroRule zero = ZeroRule.None) =>
        SmallLog.Indicator("rate", new Measure.Rate(basis, numerator, denominator, zero), print: Percent);

    private static Figure Count(Indicator indicator, IEnumerable<Act> acts)
    {
        using var columns = SmallLog.Columns(acts, ColumnPlan.Of([indicator]));
        return new FigureCounter(columns).Count(indicator, SmallLog.Year);
    }

    [Fact]
    public void A_flow_rate_counts_what_closed_in_the_year_whenever_it_began()
    {
        // Given one case carried over and closed, two of the year of which one is closed, one closed only in January
        Act[] acts = [.. Life(1, InDecember, InMay), .. Life(2, InMay, InMay), .. Life(3, InMay, InJanuary)];
        var figure = Count(Rate(RateBasis.Flow, SmallLog.On(SmallLog.Closed()), SmallLog.On(SmallLog.First("open"))), acts);
        Assert.Equal((2L, 2L, 100m), (figure.Numerator, figure.Denominator, figure.Unrounded));
    }

    [Fact]
    public void A_cohort_rate_counts_only_cases_of_its_denominator_and_only_up_to_the_cut_off()
    {
        Act[] acts = [.. Life(1, InDecember, InMay), .. Life(2, InMay, InMay), .. Life(3, InMay, InJanuary)];
        var opened = SmallLog.On(SmallLog.First("open"));
        var figure = Count(Rate(RateBasis.Cohort, opened with { When = [new UnitCondition.ClosedBy([])] }, opened), acts);
        Assert.Equal((1L, 2L, 50m, 2L), (figure.Numerator, figure.Denominator, figure.Unrounded, figure.Entries));
        Assert.Equal("50.00%", figure.Printed);
    }

    [Theory]
    [InlineData(ZeroRule.None, null, "—")]
    [InlineData(ZeroRule.Zero, 0, "0%")]
    [InlineData(ZeroRule.Full, 100, "100%")]
    public void A_rate_over_nothing_is_what_its_zero_rule_says(ZeroRule zero, int? value, string printed)
    {
        var figure = Count(Rate(RateBasis.Flow, SmallLog.On(SmallLog.Closed()), SmallLog.On(SmallLog.First("open")), zero), Life(1, InDecember, null));
        Assert.Equal((value, 0L, printed), ((int?)figure.Unrounded, figure.Denominator, figure.Printed));
    }

    [Fact]
    public void Nothing_counted_is_zero_and_nothing_kept_is_no_value()
    {
        var closed = SmallLog.Indicator("closed", new Measure.Count(SmallLog.On(SmallLog.Closed())));
        Assert.Equal((0m, "0件"), (Count(closed, Life(1, InMay, null)).Unrounded, Count(closed, Life(1, InMay, null)).Printed));
        Assert.Equal((null, "—"), (Count(closed, []).Unrounded, Count(closed, []).Printed));
    }

    [Fact]
    public void A_reopened_case_counts_on_the_day_it_closes_again()
    {
        var again = new DateOnly(2023, 9, 1);
        Act[] acts =
        [
            .. Life(1, InMay, InMay),
            A.Case with { Number = 3, Subject = 1, Reopens = true, Effective = again, Recorded = again },
            A.Case with { Number = 4, Subject = 3, Outcome = 1, Effective = again, Recorded = again },
        ];
        var closed = SmallLog.Indicator("closed", new Measure.Count(SmallLog.On(SmallLog.Closed())));
        Assert.Equal(0m, Count(closed, acts[..3]).Unrounded);
        using var columns = SmallLog.Columns(acts, ColumnPlan.Of([closed]));
        Assert.Equal(again, Assert.Single(new FigureCounter(columns).Evidence(closed, SmallLog.Year)).Day);
    }

    [Fact]
    public void The_parts_of_a_rate_have_rates_of_their_own()
    {
        var opened = SmallLog.On(SmallLog.First("open"));
        var indicator = Rate(RateBasis.Cohort, opened with { When = [new UnitCondition.ClosedBy([])] }, opened);
        Act[] acts = [.. Life(1, InMay, InMay), .. Life(2, InMay, null), .. Life(1, InMay, InMay).Select(act => act with { Organ = 3 })];
        using var columns = SmallLog.Columns(acts, ColumnPlan.Of([indicator]));
        var counter = new FigureCounter(columns);
        var parts = counter.BreakDown(indicator, SmallLog.Year);
        Assert.Equal([("city/bureau", 2m, 1L, 50m), ("north/bureau", 1m, 1L, 100m)], parts.Organs.Select(part => (part.Organ, part.Part.Amount, part.Part.Numerator!.Value, part.Part.Rate!.Value)));
        Assert.Equal(["city/government", "north/government"], parts.Counties.Select(part => part.Organ));
        Assert.Equal((3m, 2L), (parts.Months[4].Amount, parts.Months[4].Numerator));
        Assert.Equal([1, 1], counter.Evidence(indicator, SmallLog.Year, EvidenceOf.Numerator).Select(unit => unit.Ordinal));
        Assert.Equal(3, Assert.Single(counter.Evidence(indicator, SmallLog.Year, organ: 3)).Organ);
    }

    [Fact]
    public void A_new_leaf_is_counted_at_once()
    {
        var opened = SmallLog.Indicator("opened", new Measure.Count(SmallLog.On(SmallLog.First("open"))));
        using var columns = SmallLog.Columns([A.Case], ColumnPlan.Of([opened]));
        var counter = new FigureCounter(columns);
        Assert.Equal(1m, counter.Count(opened, SmallLog.Year).Unrounded);
        using (columns.Writing())
        {
            columns.Add(columns.Size, (A.Case with { Ordinal = 2 }).ToBytes());
        }

        ImmutableArray<Figure> both = counter.Count([opened, opened], SmallLog.Year);
        Assert.Equal([2m, 2m], both.Select(figure => figure.Unrounded));
        Assert.Equal(columns.Size, both[0].LogSize);
    }
}
