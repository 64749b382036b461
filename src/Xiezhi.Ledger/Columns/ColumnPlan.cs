using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Xiezhi.Law.Indicators;

namespace Xiezhi.Ledger.Columns;

/// <summary>What the columns keep of each case beside its opening and closing: only what some indicator refers to.</summary>
public sealed class ColumnPlan
{
    private readonly ImmutableSortedDictionary<string, ProcedurePlan> byProcedure;

    private ColumnPlan(ImmutableSortedDictionary<string, ProcedurePlan> byProcedure)
    {
        this.byProcedure = byProcedure;
        Digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', byProcedure.Select(pair => $"{pair.Key}: {pair.Value.Words}"))));
    }

    /// <summary>A plan for logs whose figures nobody asks for.</summary>
    public static ColumnPlan Empty { get; } = Of([]);

    /// <summary>Equal for plans that keep the same columns; columns saved under another digest must be built anew.</summary>
    public ReadOnlyMemory<byte> Digest { get; }

    public ProcedurePlan For(string procedure) => byProcedure.GetValueOrDefault(procedure, ProcedurePlan.Empty);

    /// <summary>The plan that lets every one of these be counted; their order does not matter.</summary>
    public static ColumnPlan Of(IEnumerable<Indicator> indicators)
    {
        var needs = new SortedDictionary<string, ProcedureNeeds>(StringComparer.Ordinal);
        foreach (var indicator in indicators)
        {
            switch (indicator.Measure)
            {
                case Measure.Count count: Need(count.Of, indicator.ByOrgan); break;
                case Measure.Sum sum: Need(sum.Of, indicator.ByOrgan, sum.Fact); break;
                case Measure.Rate rate: Need(rate.Numerator, indicator.ByOrgan); Need(rate.Denominator, indicator.ByOrgan); break;
            }
        }

        return new ColumnPlan(needs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToPlan(), StringComparer.Ordinal));

        void Need(Selection selection, OrganGrouping grouping, string? summed = null)
        {
            if (!needs.TryGetValue(selection.Procedure, out var need))
            {
                needs.Add(selection.Procedure, need = new ProcedureNeeds());
            }

            need.Add(selection, grouping, summed);
        }
    }

    /// <summary>What the selections of one procedure refer to, while it is being gathered.</summary>
    private sealed class ProcedureNeeds
    {
        private readonly SortedDictionary<string, ImmutableArray<string>> firsts = new(StringComparer.Ordinal);
        private readonly SortedDictionary<string, (ImmutableArray<string> Acts, SortedSet<string> Facts)> lists = new(StringComparer.Ordinal);
        private readonly SortedSet<string> facts = new(StringComparer.Ordinal);
        private readonly SortedSet<string> limits = new(StringComparer.Ordinal);
        private readonly SortedSet<string> findings = new(StringComparer.Ordinal);
        private bool acting;
        private bool openings;

        public void Add(Selection selection, OrganGrouping grouping, string? summed)
        {
            acting |= grouping == OrganGrouping.Acting;
            openings |= selection.On is Occasion.Open;
            if (selection.On is Occasion.First first)
            {
                Done(first.Acts);
            }

            var factsHere = facts;
            if (selection.On is Occasion.Each each)
            {
                if (!lists.TryGetValue(Key(each.Acts), out var list))
                {
                    lists.Add(Key(each.Acts), list = (each.Acts, new SortedSet<string>(StringComparer.Ordinal)));
                }

                factsHere = list.Facts;
            }

            if (summed is not null)
            {
                factsHere.Add(summed);
            }

            foreach (var condition in selection.When)
            {
                switch (condition)
                {
                    case UnitCondition.FactIn fact: factsHere.Add(fact.Fact); break;
                    case UnitCondition.FactBetween fact: factsHere.Add(fact.Fact); break;
                    case UnitCondition.Done done: Done(done.Acts); break;
                    case UnitCondition.NotDone done: Done(done.Acts); break;
                    case UnitCondition.ClockIs clock: limits.Add(clock.Limit); break;
                    case UnitCondition.Found found: findings.Add(found.Finding); break;
                }
            }
        }

        public ProcedurePlan ToPlan() => new()
        {
            Firsts = [.. firsts.Values],
            Lists = [.. lists.Values.Select(list => new ActListPlan(list.Acts, [.. list.Facts]))],
            Facts = [.. facts.Concat(lists.Values.SelectMany(list => list.Facts)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Limits = [.. limits],
            Findings = [.. findings],
            Acting = acting,
            Openings = openings,
        };

        private void Done(ImmutableArray<string> acts) => firsts.TryAdd(Key(acts), acts);

        private static string Key(ImmutableArray<string> acts) => string.Join(' ', acts);
    }
}

/// <summary>The acts of one list, and the facts that are kept with each of them as they stood then.</summary>
public sealed record ActListPlan(ImmutableArray<string> Acts, ImmutableArray<string> Facts);

/// <summary>What is kept of each case of one procedure; every list is in ascending order of its ids.</summary>
public sealed record ProcedurePlan
{
    public static ProcedurePlan Empty { get; } = new();

    /// <summary>Sets of acts of which the day and the leaf of the first one in the case are kept.</summary>
    public ImmutableArray<ImmutableArray<string>> Firsts { get; init; } = [];

    /// <summary>Sets of acts of which every one is kept.</summary>
    public ImmutableArray<ActListPlan> Lists { get; init; } = [];

    /// <summary>Facts whose last value is kept.</summary>
    public ImmutableArray<string> Facts { get; init; } = [];

    /// <summary>Limits whose last verdict is kept.</summary>
    public ImmutableArray<string> Limits { get; init; } = [];

    /// <summary>Kinds of finding of which it is kept whether the case has one.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>Whether the last organ is kept that acted and does not keep the register.</summary>
    public bool Acting { get; init; }

    /// <summary>Whether the leaf of the opening entry is kept.</summary>
    public bool Openings { get; init; }

    internal int FindFirst(ImmutableArray<string> acts) => IndexWhere(Firsts, set => set.SequenceEqual(acts));

    internal int FindList(ImmutableArray<string> acts) => IndexWhere(Lists, list => list.Acts.SequenceEqual(acts));

    internal string Words => string.Join("; ", [
        "first " + string.Join(", ", Firsts.Select(set => string.Join('|', set))),
        "each " + string.Join(", ", Lists.Select(list => $"{string.Join('|', list.Acts)} with {string.Join('|', list.Facts)}")),
        "facts " + string.Join(", ", Facts),
        "limits " + string.Join(", ", Limits),
        "findings " + string.Join(", ", Findings),
        $"acting {Acting}, openings {Openings}",
    ]);

    private static int IndexWhere<T>(ImmutableArray<T> items, Func<T, bool> holds)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (holds(items[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
