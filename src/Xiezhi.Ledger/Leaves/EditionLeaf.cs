namespace Xiezhi.Ledger.Leaves;

/// <summary>What a public fact's value is.</summary>
public enum PublicFactKind : byte
{
    YesNo = 0,
    Code = 1,
    Number = 2,
    Count = 3,

    /// <summary>Yuan; with two decimals the value counts 分.</summary>
    Money = 4,
    Day = 5,
}

/// <summary>A fact that leaves of an edition may state.</summary>
/// <param name="Id">Id of the fact in the edition.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Decimals">For a number or money: the value in a leaf is the true one times ten to this power. Otherwise 0.</param>
/// <param name="Codes">For a code: the ids that a value is an index of, as public as the leaf shows them. Otherwise empty.</param>
public sealed record PublicFact(string Id, PublicFactKind Kind, int Decimals, IReadOnlyList<string> Codes)
{
    /// <summary>Most decimals that a value can have.</summary>
    public const int MaxDecimals = 9;

    public string Id { get; } = LeafId.Checked(Id);

    public PublicFactKind Kind { get; } = Kind <= PublicFactKind.Day ? Kind : throw new ArgumentOutOfRangeException(nameof(Kind));

    public int Decimals { get; } = Decimals == 0 || (Decimals is > 0 and <= MaxDecimals && HasDecimals(Kind))
        ? Decimals
        : throw new ArgumentOutOfRangeException(nameof(Decimals), Decimals, "Only a number or money has decimals, at most nine.");

    public IReadOnlyList<string> Codes { get; } = Kind == PublicFactKind.Code == Codes.Count > 0
        ? LeafId.Checked(Codes)
        : throw new ArgumentException($"A code has a list of codes, and nothing else has; '{Id}' is a {Kind} with {Codes.Count} codes.", nameof(Codes));

    internal static bool HasDecimals(PublicFactKind kind) => kind is PublicFactKind.Number or PublicFactKind.Money;
}

/// <summary>How exactly the leaves of an edition state the days of an entry.</summary>
public enum DayCoarseness : byte
{
    Day = 0,

    /// <summary>Both days of a leaf are the first of their month.</summary>
    Month = 1,
}

/// <summary>Which organ the leaves of an edition name.</summary>
public enum OrganCoarseness : byte
{
    Self = 0,

    /// <summary>The organ above the one that keeps the case; the register is then that organ's.</summary>
    Above = 1,
}

/// <summary>Declares one edition of a procedure and gives words to every index that its act leaves use, so that the log explains itself.</summary>
/// <param name="Number">Numbers are declared from zero without a gap; each once.</param>
/// <param name="Procedure">Number of the procedure, the same for all its editions; declared from zero without a gap.</param>
/// <param name="Id">Such as <c>disputes/administrative-reconsideration@2024-01-01</c>.</param>
/// <param name="CanonicalHash">SHA-256 of the canonical text of the edition in the catalogue; 32 bytes.</param>
public sealed partial record EditionLeaf(int Number, int Procedure, string Id, ReadOnlyMemory<byte> CanonicalHash)
{
    public int Number { get; } = Number >= 0 ? Number : throw new ArgumentOutOfRangeException(nameof(Number));

    public int Procedure { get; } = Procedure >= 0 && Procedure <= Number
        ? Procedure
        : throw new ArgumentOutOfRangeException(nameof(Procedure), Procedure, "There are never more procedures than editions.");

    public string Id { get; } = SplitId(LeafId.Checked(Id)) is not null
        ? Id
        : throw new ArgumentException($"'{Id}' is no edition: 'procedure@yyyy-MM-dd' is.", nameof(Id));

    public ReadOnlyMemory<byte> CanonicalHash { get; } = CanonicalHash.Length == HashLength
        ? CanonicalHash
        : throw new ArgumentException($"A SHA-256 has {HashLength} bytes, not {CanonicalHash.Length}.", nameof(CanonicalHash));

    public DayCoarseness Days { get; init; }

    public OrganCoarseness Organs { get; init; }

    /// <summary>Ids in the order of their codes; so are the lists below.</summary>
    public IReadOnlyList<string> Acts { get; init => field = LeafId.Checked(value); } = [];

    public IReadOnlyList<string> Outcomes { get; init => field = LeafId.Checked(value); } = [];

    public IReadOnlyList<string> Limits { get; init => field = LeafId.Checked(value); } = [];

    public IReadOnlyList<string> Findings { get; init => field = LeafId.Checked(value); } = [];

    public IReadOnlyList<string> Documents { get; init => field = LeafId.Checked(value); } = [];

    public IReadOnlyList<PublicFact> Facts { get; init => field = EachOnce(value); } = [];

    /// <summary>The procedure without its edition, such as <c>disputes/administrative-reconsideration</c>.</summary>
    public string ProcedureId => SplitId(Id)!.Value.Procedure;

    /// <summary>First day on which the edition is in force.</summary>
    public DateOnly InForce => SplitId(Id)!.Value.InForce;

    private static IReadOnlyList<PublicFact> EachOnce(IReadOnlyList<PublicFact> facts)
    {
        LeafId.Checked([.. facts.Select(fact => fact.Id)]);
        return facts;
    }

    private static (string Procedure, DateOnly InForce)? SplitId(string id)
    {
        var at = id.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && DateOnly.TryParseExact(id.AsSpan(at + 1), "yyyy-MM-dd", out var day) ? (id[..at], day) : null;
    }
}
