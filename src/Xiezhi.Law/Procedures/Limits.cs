using System.Collections.Immutable;
using Xiezhi.Law.Registers;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Procedures;

/// <summary>How long a limit is: chosen once, when its clock starts.</summary>
public abstract record LengthRule
{
    private LengthRule() { }

    /// <summary>Whether some clock of the limit may run by the minute, as far as the edition says; a register's own lengths are its city's matter.</summary>
    public bool MayBeByTheMinute => this switch
    {
        Constant constant => constant.Length.IsByTheMinute,
        Choose choose => choose.Of.Any(l => l is { IsByTheMinute: true }),
        Field register => register.Else is { IsByTheMinute: true },
        SetBy set => set.Else is { IsByTheMinute: true } || set.AtMost is { IsByTheMinute: true },
        Local local => local.Of.Any(l => l.Length.MayBeByTheMinute) || local.Else is { MayBeByTheMinute: true },
        _ => false,
    };

    public sealed record Constant(Length Length) : LengthRule;
    /// <summary>By the code of a fact (yes-no: 0, 1); null where the law leaves the value open.</summary>
    public sealed record Choose(int Fact, ImmutableArray<Length?> Of) : LengthRule;
    /// <summary>A field of the register item that the fact names.</summary>
    public sealed record Field(int Fact, string Name, Length? Else, Length? AtMost) : LengthRule;
    /// <summary>A day or a length that a document sets, under the law's bounds.</summary>
    public sealed record SetBy(int Fact, Length? AtLeast, Length? AtMost, Length? Else) : LengthRule;
    /// <summary>Of its own length in single counties; elsewhere as <paramref name="Else"/> says, which is null where the limit runs in those counties alone.</summary>
    public sealed record Local(ImmutableArray<(Region In, LengthRule Length)> Of, LengthRule? Else) : LengthRule;
    /// <summary>Left out by the law and not yet filled by a city: the clock runs without a due day.</summary>
    public sealed record Open : LengthRule;
}

/// <summary>What its trigger does to a clock that runs: nothing, begins it anew, or starts another beside it. Of clocks beside each other an act stops the oldest.</summary>
public enum Again : byte { Keep, Restart, Beside }
public enum Rank : byte { Statutory, Promise, Step }
public enum AsOf : byte { Due, Start, Acts }

/// <summary>What follows when the last day is over.</summary>
public sealed record Expiry
{
    public int Finding { get; init; } = -1;
    /// <summary>Deemed act, or -1, and the day from which it counts.</summary>
    public int Act { get; init; } = -1;
    public AsOf AsOf { get; init; }
    public ImmutableArray<int> AsOfActs { get; init; } = [];
    public int Closes { get; init; } = -1;
    public ImmutableArray<int> Bars { get; init; } = [];
    public int Marks { get; init; } = -1;
    public int OpensRight { get; init; } = -1;
    /// <summary>What it writes into registers.</summary>
    public ImmutableArray<Writing> Writes { get; init; } = [];
    /// <summary>Whether it is all said in the case, so that a clock over at its start tells it to the very act that starts it.</summary>
    public bool TellsAtOnce => EndsClock && Act < 0 && Closes < 0;
    /// <summary>True when something other than a finding follows, so that the clock itself ends.</summary>
    public bool EndsClock => Act >= 0 || Closes >= 0 || Bars.Length > 0 || Marks >= 0;
}

/// <param name="Act">The extending act.</param>
/// <param name="UpTo">How much it adds, or the cap of <paramref name="ToFact"/>; null where the law names no cap.</param>
/// <param name="ToFact">Day fact that names the new last day, or -1 when the whole extension is added.</param>
public sealed record Extension(int Act, Length? UpTo, int ToFact);

/// <summary>A time limit of a procedure: what starts it, how long it is, what stops it and what follows when nobody acts.</summary>
public sealed record Limit(int Index, string Id, Title Title, LimitKind Kind, LengthRule Length, CountingRule Counting)
{
    /// <summary>For <see cref="LimitKind.Before"/>: the day fact counted back from, or -1; or the limit whose due day it is, or -1.</summary>
    public int BeforeFact { get; init; } = -1;
    public int BeforeDueOf { get; init; } = -1;
    /// <summary>For <see cref="LimitKind.ByDay"/>, and for a cycle that ends on the same date of each year; a month of 0 for all others.</summary>
    public (int Month, int Day, bool Exclusive) ByDay { get; init; }
    /// <summary>Whether the last day is a date of the year.</summary>
    public bool IsDated => ByDay.Month > 0;
    /// <summary>Whether the next cycle begins when one is met or over.</summary>
    public bool IsCycle => Kind == LimitKind.Every;
    public ImmutableArray<int> FromFacts { get; init; } = [];
    public bool StopsOnClosing { get; init; }
    /// <summary>Limits whose clocks start, and those whose clocks stop, when the last day of this one is over.</summary>
    public ImmutableArray<int> StartsAtEnd { get; init; } = [];
    public ImmutableArray<int> StopsAtEnd { get; init; } = [];
    /// <summary>Whether its end is no entry: a minimum is over when its last day is, unless something else waits for that.</summary>
    public bool EndsSilently => Kind == LimitKind.AtLeast && StartsAtEnd.IsEmpty && StopsAtEnd.IsEmpty;
    /// <summary>Days that its end waits for what was posted in time and is still on its way.</summary>
    public int Grace { get; init; }
    /// <summary>Day fact used in place of the trigger's day, or -1.</summary>
    public int StartsOn { get; init; } = -1;
    public Condition? When { get; init; }
    /// <summary>Role that must act in time, or -1 when the stopping acts have no one role.</summary>
    public int Binds { get; init; } = -1;
    public bool BindsParty { get; init; }
    /// <summary>Role of several holders each of whom has a clock of his own, or -1.</summary>
    public int PerRole { get; init; } = -1;
    /// <summary>Fact each value of which has a clock of its own, or -1.</summary>
    public int PerFact { get; init; } = -1;
    public bool IsPer => PerRole >= 0 || PerFact >= 0;
    /// <summary>Whether what follows from the expiry waits until the last of several clocks is over: it is an act, or closes the case.</summary>
    public bool WaitsForLast => IsPer && (OnExpiry.Act >= 0 || OnExpiry.Closes >= 0);
    public Again Again { get; init; }
    /// <summary>Bit per span.</summary>
    public ulong TolledBy { get; init; }
    /// <summary>Systems by which a party files, an attested outage of which moves its last day.</summary>
    public ImmutableArray<FilingSystem> ShiftedBy { get; init; } = [];
    public Extension? ExtendedBy { get; init; }
    public ImmutableArray<int> Holds { get; init; } = [];
    public int ShortenedBy { get; init; } = -1;
    public required Expiry OnExpiry { get; init; }
    /// <summary>The limit of the law that this shorter commitment stands beside, or -1.</summary>
    public int Promises { get; init; } = -1;
    public Rank Rank { get; init; }
    public bool RunsAfterClosing { get; init; }
    public Basis? Basis { get; init; }
    /// <summary>Articles cited besides <see cref="Basis"/>.</summary>
    public ImmutableArray<Basis> Further { get; init; } = [];
    public string? Doubt { get; init; }
    /// <summary>Rows of the reference table of limits: procedure/stage.</summary>
    public string? Reference { get; init; }
}

public enum SpanKind : byte { Suspension, Exclusion }

/// <summary>A stretch that is not charged to the clocks it tolls.</summary>
/// <param name="Needs">Document whose service must come first: nothing is taken off before that day; -1 when nothing is needed.</param>
/// <param name="NeedsAct">Act that must come first instead, or -1.</param>
/// <param name="UpTo">Longest stretch taken off; null without a cap.</param>
public sealed record Span(int Index, string Id, Title Title, SpanKind Kind, int Needs, int NeedsAct, Length? UpTo, Basis? Basis)
{
    /// <summary>Documents whose service ends it; the acts that open and end it are kept with the acts.</summary>
    public ImmutableArray<int> EndedByService { get; init; } = [];
    /// <summary>Articles cited besides <see cref="Basis"/>.</summary>
    public ImmutableArray<Basis> Further { get; init; } = [];
}
