using System.Collections.Immutable;
using Xiezhi.Law.Registers;

namespace Xiezhi.Law.Procedures;

public enum RoleKind : byte { Party, Organ, Officer }

/// <summary>A part that somebody has in a case.</summary>
public sealed record Role(int Index, string Id, Title Title, RoleKind Kind)
{
    /// <summary>Organ role that the officer belongs to, or -1.</summary>
    public int Of { get; init; } = -1;
    /// <summary>A competence of the organ register, <c>named</c> (whoever an act names) or null (any organ).</summary>
    public string? Competence { get; init; }
    /// <summary>Where the register item of the case says which competence it is; null where <see cref="Competence"/> does.</summary>
    public ItemCompetence? ByItem { get; init; }
    /// <summary>Id of the one organ that a city has for the role; null where whoever has the competence may take it.</summary>
    public string? Organ { get; init; }
    public string? Level { get; init; }
    public string? Post { get; init; }
    /// <summary>The register in which an officer must stand to have the role; null where none is asked.</summary>
    public RegisterForm? Licence { get; init; }
    /// <summary>True when several may hold it at once.</summary>
    public bool Many { get; init; }
    public bool Protected { get; init; }
    public ImmutableArray<int> ShownTo { get; init; } = [];
    /// <summary>Role that may not be held by the same person or organ, or -1.</summary>
    public int ApartFrom { get; init; } = -1;
    /// <summary>True when the organs must differ, not only the persons.</summary>
    public bool ApartAsOrgan { get; init; }

    public bool Named => Competence == "named";
}

/// <summary>The competence of an organ is what a field of the case's register item names.</summary>
/// <param name="Fact">The fact that names the item.</param>
public sealed record ItemCompetence(int Fact, string Field);

public sealed record Stage(int Index, string Id, Title Title);

/// <summary>How a case ends. Two are in every edition, after its own: the law itself ends a part with its whole, and a case that is merged into another.</summary>
public sealed record Outcome(int Index, string Id, Title Title)
{
    public bool BuiltIn => Id is EndedWithParent or Merged;
    public const string EndedWithParent = "ended-with-parent";
    public const string Merged = "merged";

    /// <summary>The outcomes that no procedure lists, numbered after its own.</summary>
    public static IEnumerable<Outcome> BuiltInAfter(int own) =>
        [new(own, EndedWithParent, new Title("随主案终止", "Ended with the case it is part of")), new(own + 1, Merged, new Title("并案", "Merged into an earlier case"))];
}

public sealed record Mark(int Index, string Id, Title Title);

/// <summary>A kind of defect that the ledger records: overdue, promise-missed, gate-missing, or a procedure's own.</summary>
public sealed record FindingKind(int Index, string Id, Title Title);

/// <summary>A paper of the procedure.</summary>
/// <param name="To">Roles on which it is served; empty when it is not served.</param>
public sealed record Document(int Index, string Id, Title Title, ImmutableArray<int> To)
{
    public ImmutableArray<int> For { get; init; } = [];
    public bool Public { get; init; }
    /// <summary>Plain words for whoever hands it in; null where the title says enough.</summary>
    public Title? Hint { get; init; }
    /// <summary>Id of the template from which it is made; null for a paper that somebody brings.</summary>
    public string? Template { get; init; }
    /// <summary>Limits that start and stop when it is served.</summary>
    public ImmutableArray<int> Starts { get; init; } = [];
    public ImmutableArray<int> Stops { get; init; } = [];
}
