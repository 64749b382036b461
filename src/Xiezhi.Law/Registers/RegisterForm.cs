using System.Collections.Immutable;
using System.Globalization;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Registers;

/// <summary>What a register holds whose items acts write: its fields, what the public may see of them, and how its numbers read.</summary>
/// <param name="Fields">In the order of the file.</param>
public sealed record RegisterForm(string Id, Title Title, ImmutableArray<RegisterField> Fields)
{
    /// <summary>How the numbers read that are drawn from it; null where it numbers nothing.</summary>
    public NumberSeries? Series { get; init; }

    /// <summary>Index of the one field that names an officer, so that an item in force qualifies him; -1 where there is none, or several.</summary>
    public int Holder { get; } = Fields.Count(f => f.Kind == FactKind.Officer) == 1 ? Fields.First(f => f.Kind == FactKind.Officer).Index : -1;

    public RegisterField? Find(string id) => Fields.FirstOrDefault(f => f.Id == id);

    /// <summary>The key as people read it.</summary>
    public string KeyOf(Fact fact, FactValue value) => fact.Kind switch
    {
        FactKind.Text => value.Text ?? "",
        FactKind.Code => fact.Codes!.Codes[(int)value.Number],
        FactKind.Number or FactKind.Count when Series is { } series => series.Write(value.Number),
        _ => value.Number.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>One field of a register.</summary>
/// <param name="Kind">Which facts may be written into it; an officer or an organ may come from a role as well.</param>
public sealed record RegisterField(int Index, string Id, Title Title, FactKind Kind)
{
    /// <summary>Of a code, its codes; null otherwise.</summary>
    public CodeList? Codes { get; init; }
    public bool Public { get; init; }
}

/// <summary>Numbers 1, 2, 3 … as they are printed.</summary>
/// <param name="Prefix">What stands before the number; may be empty.</param>
/// <param name="Digits">How many digits at least, filled with zeros.</param>
public sealed record NumberSeries(string Prefix, int Digits)
{
    public string Write(long number) => Prefix + number.ToString($"D{Math.Max(1, Digits)}", CultureInfo.InvariantCulture);
}

/// <summary>What an act, or the end of a limit, writes into a register: a new edition of one item.</summary>
/// <param name="Key">Fact that says which item.</param>
/// <param name="Ends">Whether the item is no longer in force from then on.</param>
public sealed record Writing(RegisterForm Form, int Key, ImmutableArray<Setting> Set, bool Ends);

/// <summary>Whence the value of a field comes: from a fact, from whoever holds a role, or it is said once and for all.</summary>
/// <param name="Field">Index in the form.</param>
/// <param name="Fact">Index of the fact, or -1.</param>
/// <param name="Role">Index of the role, or -1.</param>
/// <param name="Constant">The value where it is neither.</param>
public sealed record Setting(int Field, int Fact, int Role, FieldValue Constant);

/// <summary>A value as a register keeps it: numbers as facts do, a code by its place in the codes of the field.</summary>
public readonly record struct FieldValue(long Number, string? Text = null);

/// <summary>A number that an act draws from a register's series.</summary>
/// <param name="Fact">The fact that keeps it.</param>
public readonly record struct Allotment(int Fact, RegisterForm Form);
