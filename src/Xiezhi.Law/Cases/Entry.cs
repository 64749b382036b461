using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Who acts: a party, an officer for an organ, or (all zero) the law itself.</summary>
/// <param name="Party">Number of the person or organisation, 0 when an organ acts.</param>
/// <param name="Organ">Number of the organ in the city, 0 for a party.</param>
/// <param name="Officer">1-based within the organ, 0 when only the organ is known.</param>
public readonly record struct Actor(long Party, int Organ, int Officer)
{
    public static Actor Law => default;
    public static Actor OfParty(long party) => new(party, 0, 0);
    public static Actor OfOrgan(int organ, int officer = 0) => new(0, organ, officer);
    public bool IsLaw => Party == 0 && Organ == 0;
    /// <summary>The holder as a case keeps it for a role of this kind: a party's number, an organ's number, or organ × 10,000 + officer.</summary>
    public long HolderFor(RoleKind kind) => kind switch
    {
        RoleKind.Party => Party,
        RoleKind.Organ => Organ,
        _ => OfficerHolder(Organ, Officer),
    };

    public static long OfficerHolder(int organ, int officer) => ((long)organ * 10_000) + officer;
    public static Actor FromOfficerHolder(long holder) => new(0, (int)(holder / 10_000), (int)(holder % 10_000));
}

/// <summary>A role and the one who holds it from now on.</summary>
public readonly record struct Naming(int Role, long Holder);

/// <summary>An approval that travels with an act: by whom and on which day.</summary>
public readonly record struct Approval(Actor By, DateOnly Day);

/// <summary>Who a party is. Kept in private bodies alone.</summary>
/// <param name="Number">The party's number, as holders use it.</param>
/// <param name="Identity">Identity number or unified social credit code; empty when not asked for.</param>
/// <param name="Phone">Empty when not given.</param>
public sealed record Person(long Number, string Name, string Identity, string Phone);

/// <summary>What an entry is: an act of the procedure, the service of a document, a limit that ran out; or one of the acts that every procedure has: hand-over, a
/// wrong entry put right or struck out, the move to another edition; or what another case tells this one.</summary>
/// <remarks>The numbers are those of the leaf format.</remarks>
public enum EntryKind : byte { Act = 0, Serve = 1, Expiry = 2, HandOver = 3, Amend = 4, Annul = 5, Move = 6, Linked = 8 }

/// <summary>What an entry of <see cref="EntryKind.Linked"/> tells a case of another one; its subject.</summary>
public enum LinkEvent { Closed = 0, Reopened = 1, EndedWithParent = 2, Merged = 3 }

/// <summary>Another case and the link that leads to it.</summary>
/// <param name="Link">Index of the link in the edition of the case that opened the other.</param>
/// <param name="Case">Number of the other case; 0 where there is none.</param>
public readonly record struct LinkedCase(int Link, long Case)
{
    public bool IsNone => Case == 0;
}

/// <summary>How a clock stood when an entry stopped it or found it over. In time by the rolled day only, is <see cref="MetRolled"/>; a correction takes an earlier
/// verdict back with <see cref="Void"/>.</summary>
public enum VerdictKind : byte { Met = 0, MetRolled = 1, Late = 2, Ended = 3, Overdue = 4, Void = 5 }

public readonly record struct Verdict(int Limit, VerdictKind Kind);

/// <summary>What somebody asks to be done in a case.</summary>
public sealed record ActRequest
{
    public EntryKind Kind { get; init; }
    /// <summary>Index of the act, or of the served document; number of the entry that is put right or struck out; of a hand-over the organ that takes over; of a move
    /// the DayNumber of the first day of the edition moved to.</summary>
    public required int Subject { get; init; }
    /// <summary>When it happened, from the evidence; the minute is -1 where only the day is known. Of an amendment: when the entry that is put right happened.</summary>
    public required Moment When { get; init; }
    /// <summary>The city's day on which it is entered; nothing may happen after it.</summary>
    public required DateOnly Today { get; init; }
    public Actor By { get; init; }
    public ImmutableArray<FactValue> Facts { get; init; } = [];
    public ImmutableArray<Naming> Names { get; init; } = [];
    /// <summary>The parties that this entry brings into the case, with what is known of them.</summary>
    public ImmutableArray<Person> Persons { get; init; } = [];
    public ImmutableArray<int> Documents { get; init; } = [];
    /// <summary>The uploaded papers that are these documents; none where a document is made here or lies on paper alone.</summary>
    public ImmutableArray<Paper> Papers { get; init; } = [];
    public ImmutableArray<Approval> Approvals { get; init; } = [];
    /// <summary>Why an entry is put right or struck out, a case handed over or moved, in words; null for other entries.</summary>
    public string? Why { get; init; }
    /// <summary>Of a move, the edition moved to.</summary>
    public Edition? To { get; init; }
    /// <summary>What somebody did in time and nobody recorded: a correction brings it in.</summary>
    public ActRequest? Missed { get; init; }
    /// <summary>How many officers sign.</summary>
    public int Officers { get; init; } = 1;
    /// <summary>Index of the outcome, or -1.</summary>
    public int Outcome { get; init; } = -1;
    /// <summary>For an act that opens links of <see cref="Link.Follows"/>: address of the procedure that follows; null otherwise.</summary>
    public string? Follow { get; init; }
    /// <summary>The case that opens this one by a link.</summary>
    internal LinkedCase Origin { get; init; }
    /// <summary>For <see cref="EntryKind.Serve"/>: the role on which the document is served, or -1 for its only receiver.</summary>
    public int On { get; init; } = -1;
    /// <summary>For <see cref="EntryKind.Serve"/>: on which of several holders of the role; 0 for its only one.</summary>
    public long OnHolder { get; init; }
}

/// <summary>What the ledger keeps of one act. The case is the fold of its entries.</summary>
public sealed record Entry
{
    /// <summary>1-based within the case, dense.</summary>
    public required int Number { get; init; }
    public required EntryKind Kind { get; init; }
    /// <summary>Index of the act, the document or the limit; of other kinds as <see cref="ActRequest.Subject"/> says.</summary>
    public required int Subject { get; init; }
    /// <summary>The day from which it counts in law.</summary>
    public required DateOnly Effective { get; init; }
    /// <summary>When it happened; differs from <see cref="Effective"/> only for acts that count from another's day.</summary>
    public required Moment Happened { get; init; }
    /// <summary>The city's day on which it was entered; counts for nobody's period.</summary>
    public required DateOnly Recorded { get; init; }
    public Actor By { get; init; }
    /// <summary>True when it was recorded with a correction and is folded with it: by itself it changes nothing, and it says its verdicts and findings in its body.</summary>
    public bool Within { get; init; }
    /// <summary>True when it puts right or strikes out something inside the organ: nobody else learns more of it.</summary>
    public bool Inside { get; init; }
    /// <summary>Why an entry is put right or struck out, a case handed over or moved, in words; null for other entries.</summary>
    public string? Why { get; init; }
    /// <summary>True when the law did it because nobody acted in time.</summary>
    public bool Deemed { get; init; }
    public int Outcome { get; init; } = -1;
    public int On { get; init; } = -1;
    /// <summary>Of several holders of a role, the one on whom the document was served or whose time ran out; of a limit per fact, its value; else 0.</summary>
    public long OnHolder { get; init; }
    public int Officers { get; init; } = 1;
    public ImmutableArray<FactValue> Facts { get; init; } = [];
    public ImmutableArray<Naming> Names { get; init; } = [];
    /// <summary>The parties that this entry brings into the case, with what is known of them.</summary>
    public ImmutableArray<Person> Persons { get; init; } = [];
    public ImmutableArray<int> Documents { get; init; } = [];
    /// <summary>The uploaded papers that are these documents; none where a document is made here or lies on paper alone.</summary>
    public ImmutableArray<Paper> Papers { get; init; } = [];
    public ImmutableArray<Approval> Approvals { get; init; } = [];
    /// <summary>Outcome with which this entry closed the case, or -1; follows from the entries before it.</summary>
    public int Closes { get; init; } = -1;
    /// <summary>The cases that this act opened.</summary>
    public ImmutableArray<LinkedCase> Opened { get; init; } = [];
    /// <summary>The case that opened this one (of its opening entry), or of which an entry of <see cref="EntryKind.Linked"/> tells.</summary>
    public LinkedCase Other { get; init; }
    /// <summary>Clocks stopped or found over by this entry; follows from the entries before it.</summary>
    public ImmutableArray<Verdict> Verdicts { get; init; } = [];
    /// <summary>Whether the case was closed before this entry and is open after it; follows from the entries before it.</summary>
    public bool Reopens { get; init; }
    /// <summary>Kinds of finding recorded by this entry.</summary>
    public ImmutableArray<int> Findings { get; init; } = [];

    /// <summary>Whether the body says verdicts and findings, because they follow from a comparison and not from the fold.</summary>
    public bool StatesVerdicts => Within || Kind is EntryKind.Amend or EntryKind.Annul;

    /// <summary>What a correction's bundle is compared by.</summary>
    internal IEnumerable<long> Stated =>
    [
        Number, (long)Kind, Subject, Effective.DayNumber, Happened.Day.DayNumber, Happened.Minute, Deemed ? 1 : 0, Outcome, OnHolder,
        .. Verdicts.Select(v => ((long)v.Limit << 8) | (long)v.Kind), .. Findings.Select(f => (long)f), .. Facts.Select(f => f.Number ^ ((long)f.Fact << 48)),
    ];
}
