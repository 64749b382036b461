using System.Collections.Immutable;

namespace Xiezhi.Law.Procedures;

public enum RoleKind : byte { Party, Organ, Officer }

/// <summary>A part that somebody has in a case.</summary>
public sealed record Role(int Index, string Id, Title Title, RoleKind Kind)
{
    /// <summary>Organ role that the officer belongs to, or -1.</summary>
    public int Of { get; init; } = -1;
    /// <summary>A competence of the organ register, <c>named</c> (whoever an act names) or null (any organ).</summary>
    public string? Competence { get; init; }
    public string? Level { get; init; }
    public string? Post { get; init; }
    public string? Licence { get; init; }
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

public sealed record Stage(int Index, string Id, Title Title);

public sealed record Outcome(int Index, string Id, Title Title);

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
