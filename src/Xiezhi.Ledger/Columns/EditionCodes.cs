using System.Collections.Immutable;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>Where the indexes that one edition's leaves use have their columns.</summary>
internal sealed class EditionCodes
{
    private readonly FactPlace[] facts;

    public EditionCodes(EditionLeaf leaf, ProcedureColumns procedure)
    {
        var plan = procedure.Plan;
        Procedure = procedure;
        FirstsOfAct = [.. leaf.Acts.Select(act => Places(plan.Firsts, set => set.Contains(act)))];
        ListsOfAct = [.. leaf.Acts.Select(act => Places(plan.Lists, list => list.Acts.Contains(act)))];
        ColumnOfLimit = [.. leaf.Limits.Select(limit => plan.Limits.IndexOf(limit))];
        ColumnOfFinding = [.. leaf.Findings.Select(finding => plan.Findings.IndexOf(finding))];
        Outcomes = [.. leaf.Outcomes.Select(procedure.OutcomeNumber), .. ProcedureColumns.BuiltInOutcomes.Select(procedure.OutcomeNumber)];
        facts = [.. leaf.Facts.Select(fact => Place(fact, procedure))];
    }

    public ProcedureColumns Procedure { get; }
    public int[][] FirstsOfAct { get; }
    public int[][] ListsOfAct { get; }
    /// <summary>Column of the limit's verdict, or -1 when nobody asks for it; so for findings.</summary>
    public int[] ColumnOfLimit { get; }
    public int[] ColumnOfFinding { get; }
    public byte[] Outcomes { get; }

    /// <summary>Column of the fact, or -1 when nobody asks for it, and the value as that column keeps it.</summary>
    public int Column(FactMark mark, out long value)
    {
        value = mark.Value;
        if ((uint)mark.Fact >= (uint)facts.Length)
        {
            throw Undeclared("fact", mark.Fact);
        }

        var place = facts[mark.Fact];
        if (place.Column < 0)
        {
            return -1;
        }

        if (place.Codes is { } codes)
        {
            value = (ulong)value < (ulong)codes.Length ? codes[value] : throw Undeclared("code", value);
        }
        else if (place.Shift != 0)
        {
            value = place.Rescale(value);
        }

        return place.Column;
    }

    public InvalidDataException Undeclared(string what, long index) =>
        new($"A leaf of '{Procedure.Id}' names {what} {index}, which its edition does not declare. The log cannot be counted; run fsck.");

    private static FactPlace Place(PublicFact fact, ProcedureColumns procedure)
    {
        var column = procedure.Plan.Facts.IndexOf(fact.Id);
        if (column < 0)
        {
            return new FactPlace(-1, null, 0);
        }

        var words = procedure.Learn(fact);
        return new FactPlace(column, fact.Kind == PublicFactKind.Code ? words.Translate(fact.Codes) : null, words.Decimals - fact.Decimals);
    }

    private static int[] Places<T>(ImmutableArray<T> sets, Func<T, bool> holds) => [.. Enumerable.Range(0, sets.Length).Where(i => holds(sets[i]))];

    /// <param name="Shift">Decimals of the column less those of the edition.</param>
    private readonly record struct FactPlace(int Column, long[]? Codes, int Shift)
    {
        // An edition that states a number more finely than the first one did is rounded half up to the first one's decimals.
        public long Rescale(long value) => Shift > 0
            ? (long)(value * FactWords.PowerOfTen(Shift))
            : (long)decimal.Round(value / FactWords.PowerOfTen(-Shift), MidpointRounding.AwayFromZero);
    }
}
