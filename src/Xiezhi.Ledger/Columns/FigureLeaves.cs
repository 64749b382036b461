using System.Collections.Immutable;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>Which leaves show that what a figure counts does count: of the counted cases those that say anything that the definition asks for. Found from the whole
/// columns; used beside their writer.</summary>
public sealed class FigureLeaves
{
    private readonly Dictionary<string, (CountedCases Cases, Asked Asked)> procedures = new(StringComparer.Ordinal);
    // By number of the edition; null where the figure asks for nothing of its procedure.
    private readonly ImmutableArray<EditionSieve?> editions;

    internal FigureLeaves(Figure figure, ColumnStore columns)
    {
        Figure = figure;
        Declarations = columns.Size == 0 ? [] : [.. columns.DeclarationPlaces, .. figure.Indicator.Persons is null ? [] : columns.PersonsPlaces(figure.Id)];
        var plan = ColumnPlan.Of([figure.Indicator]);
        foreach (var selection in SelectionsOf(figure.Indicator.Measure))
        {
            if (columns.Find(selection.Procedure) is not { } procedure) { continue; }
            if (!procedures.TryGetValue(selection.Procedure, out var held))
            {
                procedures.Add(selection.Procedure, held = (new CountedCases(), new Asked(plan.For(selection.Procedure))));
            }

            held.Asked.Add(selection);
            var units = new CountedCases.Units(held.Cases);
            var scan = new Scan(selection, figure.Period, procedure);
            foreach (var table in Scan.Registers(selection, procedure, columns.Organs)) { scan.Over(table, ref units); }
        }

        editions = [.. columns.EditionLeaves().Select(edition => procedures.TryGetValue(edition.ProcedureId, out var held) ? new EditionSieve(edition, held.Cases, held.Asked) : null)];
    }

    /// <summary>The figure, counted from the same state of the log.</summary>
    public Figure Figure { get; }

    /// <summary>Places of the leaves that declare what the others mean.</summary>
    public ImmutableHashSet<long> Declarations { get; }

    /// <summary>Whether a leaf of the log is among them.</summary>
    public bool Has(long index, ReadOnlySpan<byte> leaf)
    {
        if (index >= Figure.LogSize) { return false; }
        if (leaf[0] != Leaf.FirstByte(LeafKind.Act)) { return Declarations.Contains(index); }
        var act = ActLeaf.Read(leaf);
        return act.Edition < editions.Length && editions[act.Edition] is { } sieve && sieve.Keeps(act);
    }

    private static Selection[] SelectionsOf(Measure measure) => measure is Measure.Rate rate ? [rate.Numerator, rate.Denominator] : [measure.Units];

    /// <summary>What the selections of one procedure look at.</summary>
    private sealed class Asked(ProcedurePlan plan)
    {
        public ProcedurePlan Plan { get; } = plan;
        public bool Openings { get; private set; }
        public bool Closings { get; private set; }

        public void Add(Selection selection)
        {
            Openings |= selection.On is Occasion.Open || selection.When.Any(c => c is UnitCondition.OpenedInPeriod);
            Closings |= selection.On is Occasion.Open or Occasion.Closed || selection.When.Any(c => c is UnitCondition.ClosedBy);
        }
    }

    private sealed class EditionSieve(EditionLeaf edition, CountedCases cases, Asked asked)
    {
        private readonly bool[] acts = [.. edition.Acts.Select(act => asked.Plan.Firsts.Any(set => set.Contains(act)) || asked.Plan.Lists.Any(list => list.Acts.Contains(act)))];
        private readonly bool[] limits = [.. edition.Limits.Select(limit => asked.Plan.Limits.Contains(limit))];
        private readonly bool[] findings = [.. edition.Findings.Select(finding => asked.Plan.Findings.Contains(finding))];
        private readonly bool[] facts = [.. edition.Facts.Select(fact => asked.Plan.Facts.Contains(fact.Id))];

        public bool Keeps(in ActLeaf leaf)
        {
            if (leaf.Kind == EntryKind.Inside || !cases.Has(leaf)) { return false; }
            if ((asked.Openings && leaf.Number == 1) || (asked.Closings && (leaf.Reopens || leaf.Outcome is not null)) || (leaf.Kind == EntryKind.Act && acts[leaf.Subject])) { return true; }
            foreach (var fact in leaf.Facts)
            {
                if (facts[fact.Fact]) { return true; }
            }

            foreach (var verdict in leaf.Verdicts)
            {
                if (limits[verdict.Limit]) { return true; }
            }

            foreach (var finding in leaf.Findings)
            {
                if (findings[finding.Kind]) { return true; }
            }

            return false;
        }
    }
}
