using System.Globalization;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>The registers of one procedure, and the words of all its editions under one number each, so that editions share columns.</summary>
internal sealed class ProcedureColumns(int number, string id, ProcedurePlan plan)
{
    // The highest numbers are those of the outcomes that no edition declares.
    public static readonly string[] BuiltInOutcomes = [Xiezhi.Law.Procedures.Outcome.EndedWithParent, Xiezhi.Law.Procedures.Outcome.Merged];
    private static readonly int MostOutcomes = byte.MaxValue - BuiltInOutcomes.Length;

    private readonly List<string> outcomes = [];
    private readonly Dictionary<string, FactWords> facts = new(StringComparer.Ordinal);
    // By year since the first, then by organ: the append looks a register up for every leaf.
    private RegisterTable?[][] tables = [];

    public int Number { get; } = number;
    public string Id { get; } = id;
    public ProcedurePlan Plan { get; } = plan;

    /// <summary>Registers in order of year, then organ.</summary>
    public IEnumerable<RegisterTable> Tables => tables.SelectMany(ofYear => ofYear).OfType<RegisterTable>();

    public RegisterTable Table(int organ, int year)
    {
        var y = year - ActLeaf.FirstYear;
        return y < tables.Length && organ < tables[y].Length && tables[y][organ] is { } table ? table : NewTable(organ, year);
    }

    /// <summary>Number of the outcome in the columns, from 1.</summary>
    public byte OutcomeNumber(string outcome)
    {
        if (BuiltIn(outcome) is { } builtIn)
        {
            return builtIn;
        }

        var at = outcomes.IndexOf(outcome);
        if (at < 0)
        {
            at = outcomes.Count;
            if (at == MostOutcomes)
            {
                throw new InvalidDataException($"The editions of '{Id}' have more than {MostOutcomes} outcomes; columns hold no more.");
            }

            outcomes.Add(outcome);
        }

        return (byte)(at + 1);
    }

    /// <summary>True at the number of each of these outcomes that an edition in the log declares.</summary>
    public bool[] OutcomeNumbers(IEnumerable<string> ids)
    {
        var set = new bool[byte.MaxValue + 1];
        foreach (var outcome in ids)
        {
            var at = outcomes.IndexOf(outcome);
            if (BuiltIn(outcome) is { } builtIn)
            {
                set[builtIn] = true;
            }
            else if (at >= 0)
            {
                set[at + 1] = true;
            }
        }

        return set;
    }

    private static byte? BuiltIn(string outcome) => Array.IndexOf(BuiltInOutcomes, outcome) is >= 0 and var at ? (byte)(byte.MaxValue - at) : null;

    /// <summary>What an edition calls this fact, joined with what earlier editions called it.</summary>
    public FactWords Learn(PublicFact fact)
    {
        if (!facts.TryGetValue(fact.Id, out var words))
        {
            facts.Add(fact.Id, words = new FactWords(fact.Kind, fact.Decimals));
        }

        return words;
    }

    public FactWords? FindFact(string fact) => facts.GetValueOrDefault(fact);

    private RegisterTable NewTable(int organ, int year)
    {
        var y = year - ActLeaf.FirstYear;
        var before = tables.Length;
        if (y >= before)
        {
            Array.Resize(ref tables, y + 1);
            Array.Fill(tables, [], before, tables.Length - before);
        }

        if (organ >= tables[y].Length)
        {
            Array.Resize(ref tables[y], organ + 1);
        }

        return tables[y][organ] = new RegisterTable(this, organ, year);
    }
}

/// <summary>The values of one public fact as the columns keep them, whichever edition set them.</summary>
internal sealed class FactWords(PublicFactKind kind, int decimals)
{
    private readonly List<string> codes = [];

    /// <summary>Values in a column are the true ones times ten to this power.</summary>
    public int Decimals { get; } = decimals;

    /// <summary>Number in the columns of each of an edition's codes.</summary>
    public long[] Translate(IReadOnlyList<string> editionCodes)
    {
        var numbers = new long[editionCodes.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            var at = codes.IndexOf(editionCodes[i]);
            if (at < 0)
            {
                at = codes.Count;
                codes.Add(editionCodes[i]);
            }

            numbers[i] = at;
        }

        return numbers;
    }

    /// <summary>The number that stands in the columns for a value as an indicator writes it, or null when nothing can have that value.</summary>
    public long? Find(string value) => kind switch
    {
        PublicFactKind.YesNo => value switch { "true" => 1, "false" => 0, _ => null },
        PublicFactKind.Code => codes.IndexOf(value) is var at and >= 0 ? at : null,
        PublicFactKind.Day => DateOnly.TryParseExact(value, "yyyy-MM-dd", out var day) ? day.DayNumber - Leaf.DayZero.DayNumber : null,
        _ => decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && IsKept(number) && decimal.IsInteger(number * Power) ? (long)(number * Power) : null,
    };

    /// <summary>The smallest number in the columns that is not below the bound.</summary>
    public long AtLeast(decimal? bound) => bound is not { } least ? long.MinValue : IsKept(least) ? (long)decimal.Ceiling(least * Power) : least > 0 ? long.MaxValue : long.MinValue;

    /// <summary>The largest number in the columns that is not above the bound.</summary>
    public long AtMost(decimal? bound) => bound is not { } most ? long.MaxValue : IsKept(most) ? (long)decimal.Floor(most * Power) : most > 0 ? long.MaxValue : long.MinValue;

    /// <summary>Whether columns could hold a number so large: definitions come from anywhere.</summary>
    private bool IsKept(decimal number) => number < long.MaxValue / Power && number > long.MinValue / Power;

    public decimal Power { get; } = PowerOfTen(decimals);

    public static decimal PowerOfTen(int n) => n <= 0 ? 1m : 10m * PowerOfTen(n - 1);
}
