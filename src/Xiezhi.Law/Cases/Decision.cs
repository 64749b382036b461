using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>Why the law says no; the words of PROCEDURE-LANGUAGE, section 3.</summary>
public enum RefusalCode
{
    NoEdition, UnknownAct, FutureDay, OutOfOrder, MinuteMissing, FactMissing, FactWrong, FactFrozen, OverCap,
    RoleUnfilled, NotYourPart, NotCompetent, NotLicensed, NotIndependent, TooFewOfficers, NotApproved,
    CaseClosed, WrongStage, PeriodExpired, TooEarly, NotYet, TooOften, GuardFalse, GateMissing,
    GroundMissing, DocumentMissing, OutcomeUnknown, TooLate, SameMatter, LinkRefused, WouldBreak,
}

/// <summary>The answer of the law: entries to record with the case as it then stands, or a refusal with its article.</summary>
public abstract record Decision
{
    private Decision() { }

    /// <param name="Entries">Entries of the case that was asked about, or of an earlier one of the same matter in which it is done instead.</param>
    public sealed record Accepted(ImmutableArray<Entry> Entries, CaseState Case) : Decision
    {
        /// <summary>What the same decision makes of other cases: those it opens and those it follows into. All are recorded, or none is.</summary>
        public ImmutableArray<CaseStep> Others { get; init; } = [];
        /// <summary>Number of the case; 0 where it is opened and no other case of the bundle names it.</summary>
        public long Number { get; init; }
    }

    /// <param name="Basis">The article that the refusal rests on; null where the procedure cites none for the act.</param>
    /// <param name="What">Id of the act, fact, role, gate, guard or limit that stands in the way.</param>
    public sealed record Refused(RefusalCode Code, Basis? Basis, string What, string Words) : Decision
    {
        /// <summary>Of a correction that is refused for the sake of something else in the case: what that is; null otherwise.</summary>
        public Broken? Breaks { get; init; }

        /// <summary>The code as catalogue and scenarios write it: <c>gate-missing</c>.</summary>
        public string CodeId => IdOf(Code);
    }

    /// <summary><c>GateMissing</c> → <c>gate-missing</c>.</summary>
    public static string IdOf(RefusalCode code) =>
        string.Concat(code.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>The first thing that would not stand any more if a correction were made.</summary>
/// <param name="Entry">Number of its entry; 0 for what the correction itself brings in.</param>
/// <param name="Act">Id of the act, or of the document that is served; empty where neither is meant.</param>
/// <param name="Why">Why it would be refused then.</param>
public sealed record Broken(int Entry, string Act, Decision.Refused Why);

/// <summary>One more case in a bundle.</summary>
/// <param name="Case">Its number, as <see cref="IOtherCases"/> gives it.</param>
/// <param name="Before">As it stood; null when the bundle opens it.</param>
public sealed record CaseStep(long Case, CaseState? Before, ImmutableArray<Entry> Entries, CaseState After);

/// <summary>An act or the service of a document, as a menu shows it.</summary>
/// <param name="Kind"><see cref="EntryKind.Act"/> or <see cref="EntryKind.Serve"/>.</param>
/// <param name="Subject">Index of the act or the document.</param>
/// <param name="Roles">Roles that may do it; empty for what the law does by itself.</param>
/// <param name="Obstacle">Why it is not possible now, whatever comes with it; null when it may be.</param>
public sealed record MenuItem(EntryKind Kind, int Subject, ImmutableArray<int> Roles, Decision.Refused? Obstacle);
