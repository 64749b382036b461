using System.Collections.Immutable;
using CsCheck;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Tests.Leaves;
using Act = Xiezhi.Ledger.Tests.Leaves.Act;

namespace Xiezhi.Ledger.Tests.Columns;

/// <summary>A small log of one procedure in two editions whose codes stand in different orders, and the indicators that tests count over it.</summary>
internal static class SmallLog
{
    public const string Procedure = "services/request";

    public static Period Year { get; } = Period.OfYear(2023);

    public static EditionLeaf Old { get; } = new(0, 0, $"{Procedure}@2020-01-01", new byte[32])
    {
        Acts = ["open", "accept", "visit", "decide"],
        Outcomes = ["granted", "refused"],
        Limits = ["handling", "reply"],
        Findings = ["overdue", "gate-missing"],
        Facts = [new("kind", PublicFactKind.Code, 0, ["permit", "notice"]), new("visits", PublicFactKind.Count, 0, []), new("present", PublicFactKind.YesNo, 0, [])],
    };

    public static EditionLeaf New { get; } = new(1, 0, $"{Procedure}@2023-07-01", new byte[32])
    {
        Acts = ["open", "visit", "accept", "refer", "decide"],
        Outcomes = ["withdrawn", "refused", "granted"],
        Limits = ["handling"],
        Findings = ["overdue"],
        Facts = [new("present", PublicFactKind.YesNo, 0, []), new("kind", PublicFactKind.Code, 0, ["notice", "other", "permit"]), new("visits", PublicFactKind.Count, 0, [])],
    };

    public static OrganLeaf[] Organs { get; } =
    [
        new(0, "city/government", OrganLevel.City, null, []),
        new(1, "city/bureau", OrganLevel.City, 0, []),
        new(2, "north/government", OrganLevel.County, 0, []),
        new(3, "north/bureau", OrganLevel.County, 2, []),
    ];

    public static IEnumerable<byte[]> Declarations =>
        [new GenesisLeaf("log.example", "yibin", true, new DateOnly(2022, 1, 1)).ToBytes(), .. Organs.Select(organ => organ.ToBytes()), Old.ToBytes(), New.ToBytes()];

    public static Indicator Indicator(string id, Measure measure, OrganGrouping byOrgan = OrganGrouping.Register, PrintRule? print = null) =>
        new(id, new Title(id, id), new Title(id, id), measure, print ?? new PrintRule("件")) { Chapter = "services", ByOrgan = byOrgan };

    public static Selection On(Occasion occasion, params ImmutableArray<UnitCondition> when) => new(Procedure, occasion) { When = when };

    public static Occasion First(params ImmutableArray<string> acts) => new Occasion.First(acts);

    public static Occasion Each(params ImmutableArray<string> acts) => new Occasion.Each(acts);

    public static Occasion Closed(params ImmutableArray<string> outcomes) => new Occasion.Closed(outcomes);

    /// <summary>One indicator for each thing that a selection can say.</summary>
    public static ImmutableArray<Indicator> Indicators { get; } =
    [
        Indicator("opened", new Measure.Count(On(First("open")))),
        Indicator("either", new Measure.Count(On(First("decide", "refer")))),
        Indicator("visits", new Measure.Count(On(Each("visit")))),
        Indicator("present-visits", new Measure.Count(On(Each("visit"), new UnitCondition.FactIn("present", ["true"]))), OrganGrouping.Acting),
        Indicator("closed", new Measure.Count(On(Closed())), OrganGrouping.Acting),
        Indicator("granted", new Measure.Count(On(Closed("granted")))),
        Indicator("permits", new Measure.Count(On(Closed(), new UnitCondition.FactIn("kind", ["permit", "other"])))),
        Indicator("one-visit", new Measure.Count(On(Closed(), new UnitCondition.FactBetween("visits", null, 1)))),
        Indicator("accepted-first", new Measure.Count(On(Closed(), new UnitCondition.Done(["accept"])))),
        Indicator("never-accepted", new Measure.Count(On(Closed(), new UnitCondition.NotDone(["accept"])))),
        Indicator("in-time", new Measure.Count(On(Closed(), new UnitCondition.ClockIs("handling", ClockOutcome.Met)))),
        Indicator("late", new Measure.Count(On(Closed(), new UnitCondition.ClockIs("handling", ClockOutcome.Late)))),
        Indicator("found-overdue", new Measure.Count(On(First("open"), new UnitCondition.Found("overdue", true)))),
        Indicator("new-and-closed", new Measure.Count(On(Closed(), new UnitCondition.OpenedInPeriod()))),
        Indicator("opened-and-granted", new Measure.Count(On(First("open"), new UnitCondition.ClosedBy(["granted"])))),
        Indicator("county-only", new Measure.Count(On(First("open")) with { Level = "county" })),
        Indicator("bureau-only", new Measure.Count(On(First("open")) with { Organs = ["city/bureau"] })),
        Indicator("open-at-the-end", new Measure.Count(On(new Occasion.Open()))),
        Indicator("visits-in-all", new Measure.Sum(On(Closed()), "visits")),
        Indicator("visits-at-acts", new Measure.Sum(On(Each("visit")), "visits")),
    ];

    /// <summary>A log that holds together as little as a generator can make it: cases in any state, reopened, deemed, of both editions, in any order.</summary>
    public static Gen<Act[]> AnyActs { get; } = Gen.Select(Gen.Int[1, 3], Gen.Int[2022, 2023], Gen.Int[1, 40], AnyStep().Array[1, 6])
        .Select((organ, year, ordinal, steps) => (Key: (organ, year, ordinal), Steps: steps)).Array[0, 60]
        .Select(cases => cases.GroupBy(one => one.Key).SelectMany(group => group.First().Steps.Select((step, i) => step with
        {
            Organ = group.Key.organ,
            Year = group.Key.year,
            Ordinal = group.Key.ordinal,
            Number = i + 1,
            Acting = step.Acting == group.Key.organ ? null : step.Acting,
            Kind = i == 0 ? EntryKind.Act : step.Kind,
            Subject = i == 0 ? 0 : step.Subject,
        })).ToArray())
        .SelectMany(Interleaved);

    public static ColumnStore Columns(IEnumerable<Act> acts, ColumnPlan? plan = null)
    {
        var store = new ColumnStore(plan ?? ColumnPlan.Of(Indicators));
        foreach (var leaf in Declarations.Concat(acts.Select(act => act.ToBytes())))
        {
            store.Add(store.Size, leaf);
        }

        return store;
    }

    private static Gen<Act> AnyStep() =>
        Gen.Select(Gen.Int[0, 1], Gen.Frequency((8, Gen.Const(EntryKind.Act)), (1, Gen.Const(EntryKind.Serve)), (1, Gen.Const(EntryKind.Expiry))), Gen.Int[0, 700], Gen.Bool, Gen.Int[0, 9])
            .Select(Gen.Select(Gen.Int[0, 3].Nullable(), Gen.Int[0, 9], Gen.Int[0, 5], Gen.Int[-1, 3], Gen.Int[0, 400]), (outer, inner) => Step(outer, inner));

    private static Act Step((int Edition, EntryKind Kind, int Day, bool Deemed, int Verdict) outer, (int? Acting, int Close, int Fact, int Subject, int Visits) inner)
    {
        var edition = outer.Edition == 0 ? Old : New;
        var place = inner.Fact % edition.Facts.Count;
        var value = edition.Facts[place].Kind switch
        {
            PublicFactKind.Code => inner.Visits % edition.Facts[place].Codes.Count,
            PublicFactKind.YesNo => inner.Visits % 2,
            _ => inner.Visits < 300 ? inner.Visits % 3 : inner.Visits,
        };
        return new Act
        {
            Edition = outer.Edition,
            Kind = outer.Kind,
            Subject = outer.Kind == EntryKind.Act ? Math.Max(inner.Subject, 0) + (outer.Edition == 1 && outer.Deemed ? 1 : 0) : 0,
            Effective = new DateOnly(2022, 3, 1).AddDays(outer.Day),
            Recorded = new DateOnly(2022, 3, 1).AddDays(outer.Day),
            Deemed = outer.Deemed,
            Acting = inner.Acting,
            Reopens = inner.Close == 8,
            Outcome = inner.Close < 4 ? inner.Close % edition.Outcomes.Count : null,
            Verdicts = outer.Verdict < 5 ? [new ClockVerdict(0, (Verdict)outer.Verdict)] : [],
            Findings = outer.Verdict == 9 ? [new FindingMark(0)] : [],
            Facts = inner.Fact < 3 ? [new FactMark(place, value)] : [],
        };
    }

    /// <summary>The acts of each case in order, those of different cases mixed.</summary>
    private static Gen<Act[]> Interleaved(Act[] acts) =>
        Gen.Int[0, 1_000_000].Array[acts.Length].Select(weights =>
        {
            var slots = acts.Zip(weights).OrderBy(pair => pair.Second).Select(pair => pair.First).ToArray();
            var queues = acts.GroupBy(act => (act.Organ, act.Year, act.Ordinal)).ToDictionary(group => group.Key, group => new Queue<Act>(group));
            return slots.Select(slot => queues[(slot.Organ, slot.Year, slot.Ordinal)].Dequeue()).ToArray();
        });
}
