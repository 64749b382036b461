using System.Collections.Immutable;
using Xiezhi.Law.Registers;

namespace Xiezhi.Law.Procedures;

public enum FactKind : byte { YesNo, Code, Number, Count, Money, Day, Moment, Length, Text, Organ, Officer, Item }

/// <summary>How much of a fact the public leaf says: nothing, its value, or the parent of its code.</summary>
public enum Publicity : byte { Private, Public, Coarse }

/// <summary>A list of codes in a fixed order; a value is the index of its code.</summary>
/// <param name="Parents">For each code the index of its parent in <paramref name="ParentIds"/>; empty where the list has no parents.</param>
public sealed record CodeList(string Id, ImmutableArray<string> Codes, ImmutableArray<Title> Titles, ImmutableArray<int> Parents, ImmutableArray<string> ParentIds)
{
    /// <summary>Titles of the parents, in the order of <see cref="ParentIds"/>; empty where the list has none.</summary>
    public ImmutableArray<Title> ParentTitles { get; init; } = [];

    /// <summary>Whether a code tells something of a person that is nobody else's matter, such as an illness: such a fact never becomes public.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Of the last codes, which a city has added, the index of the code of the law under which each stands; empty where it has added none.</summary>
    public ImmutableArray<int> Own { get; init; } = [];

    /// <summary>How many codes the law has.</summary>
    public int CountOfTheLaw => Codes.Length - Own.Length;

    /// <summary>The code of the law that a code is, or under which the city's own stands.</summary>
    public int OfTheLaw(int code) => code < CountOfTheLaw ? code : Own[code - CountOfTheLaw];

    /// <summary>The list with one more code, of the city's own.</summary>
    /// <param name="under">Index of the code of the law under which it stands.</param>
    public CodeList With(string code, Title title, int under) => this with
    {
        Codes = Codes.Add(code), Titles = Titles.Add(title), Own = Own.Add(under), Parents = Parents.IsEmpty ? Parents : Parents.Add(Parents[under]),
    };

    /// <summary>Index in another list of the code of that id; where a city's own is not known there, of the law's above it. -1 when there is neither.</summary>
    public int In(CodeList other, int code) => other.IndexOf(Codes[code]) is >= 0 and var same ? same : other.IndexOf(Codes[OfTheLaw(code)]);

    /// <summary>Index of the code, or -1.</summary>
    public int IndexOf(string code) => Codes.IndexOf(code);
}

/// <summary>Something a case knows. Values are numbers: yes-no 0/1, code its index, money in fen, day its DayNumber, moment DayNumber × 1440 + minute,
/// length amount × 256 + unit, organ and officer their numbers, item its index in the register; only text is a string.</summary>
public sealed record Fact(int Index, string Id, Title Title, FactKind Kind)
{
    public CodeList? Codes { get; init; }
    public string? Register { get; init; }
    /// <summary>The register that acts write in which the value must be the key of an item in force; null where it need not.</summary>
    public RegisterForm? Written { get; init; }
    public Publicity Publicity { get; init; }
    public bool Once { get; init; }
    /// <summary>Plain words for whoever fills it in; null where the title says enough.</summary>
    public Title? Hint { get; init; }
    /// <summary>Roles that see it; empty means every role of the case.</summary>
    public ImmutableArray<int> For { get; init; } = [];
}

/// <summary>A fact given by an act.</summary>
/// <param name="Text">The text of a text fact; null for every other kind.</param>
public readonly record struct FactValue(int Fact, long Number, string? Text = null);
