using System.Collections.Immutable;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Law.Cases;

/// <summary>Why the law says no; the words of PROCEDURE-LANGUAGE, section 3.</summary>
public enum RefusalCode
{
    NoEdition, UnknownAct, FutureDay, OutOfOrder, MinuteMissing, FactMissing, FactWrong, FactFrozen, OverCap,
    RoleUnfilled, NotYourPart, NotCompetent, NotLicensed, NotIndependent, TooFewOfficers, NotApproved,
    CaseClosed, WrongStage, PeriodExpired, TooEarly, NotYet, TooOften, GuardFalse, GateMissing,
    GroundMissing, DocumentMissing, OutcomeUnknown, TooLate,
}

/// <summary>The answer of the law: entries to record with the case as it then stands, or a refusal with its article.</summary>
public abstract record Decision
{
    private Decision() { }

    public sealed record Accepted(ImmutableArray<Entry> Entries, CaseState Case) : Decision;

    /// <param name="Basis">The article that the refusal rests on; null where the procedure cites none for the act.</param>
    /// <param name="What">Id of the act, fact, role, gate, guard or limit that stands in the way.</param>
    public sealed record Refused(RefusalCode Code, Basis? Basis, string What, string Words) : Decision
    {
        /// <summary>The code as catalogue and scenarios write it: <c>gate-missing</c>.</summary>
        public string CodeId => IdOf(Code);
    }

    /// <summary><c>GateMissing</c> → <c>gate-missing</c>.</summary>
    public static string IdOf(RefusalCode code) =>
        string.Concat(code.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
}

/// <summary>An act or the service of a document, as a menu shows it.</summary>
/// <param name="Kind"><see cref="EntryKind.Act"/> or <see cref="EntryKind.Serve"/>.</param>
/// <param name="Subject">Index of the act or the document.</param>
/// <param name="Roles">Roles that may do it; empty for what the law does by itself.</param>
/// <param name="Obstacle">Why it is not possible now, whatever comes with it; null when it may be.</param>
public sealed record MenuItem(EntryKind Kind, int Subject, ImmutableArray<int> Roles, Decision.Refused? Obstacle);
