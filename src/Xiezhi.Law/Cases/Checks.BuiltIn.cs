using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;

namespace Xiezhi.Law.Cases;

/// <summary>Checks of what every procedure has: hand-over, corrections, the move to another edition. Each is done by an organ of the case, with a reason and somebody's approval.</summary>
internal static partial class Checks
{
    /// <summary>Checks that somebody may hand a role of the case over to another.</summary>
    public static Decision.Refused? HandOver(CaseState c, ActRequest request, City city, IRegisters registers)
    {
        const string What = "hand-over";
        if (Asked(c, What, request, city) is { } refusal) { return refusal; }
        if (When(c, null, What, request.When, request.Today) is { } wrongDay) { return wrongDay; }
        if (request.Names is not [var naming]) { return No(RefusalCode.RoleUnfilled, null, What, "a hand-over names one role and who takes it"); }
        var role = c.Edition.Roles[naming.Role];
        var holder = role.Many && request.OnHolder != 0 ? request.OnHolder : c.Holder(role.Index);
        if (role.Kind == RoleKind.Party) { return No(RefusalCode.NotYourPart, null, role.Id, $"'{role.Id}' is a party; only what an organ or an officer has in hand is handed over"); }
        if (!c.Holds(role.Index, holder)) { return No(RefusalCode.RoleUnfilled, null, role.Id, $"nobody is '{role.Id}', so nobody hands it over"); }
        if (c.Holds(role.Index, naming.Holder)) { return No(RefusalCode.NotIndependent, null, role.Id, $"whoever takes over is '{role.Id}' already"); }
        if (role.Kind == RoleKind.Organ && !Parts.Competent(c, role, (int)naming.Holder, city)) { return No(RefusalCode.NotCompetent, null, role.Id, $"that organ cannot be '{role.Id}'"); }
        if (role.Kind == RoleKind.Officer && !Parts.Fits(c, role, Actor.FromOfficerHolder(naming.Holder), city)) { return No(RefusalCode.NotCompetent, null, role.Id, $"that officer cannot be '{role.Id}'"); }
        if (Unqualified(role, naming.Holder, request.When, registers) is { } unqualified) { return unqualified; }
        return NotApartFrom(c, role, naming.Holder, request.Names, unread: null) is { } apart
            ? No(RefusalCode.NotIndependent, null, role.Id, $"'{role.Id}' must be apart from '{apart.Id}'")
            : null;
    }

    /// <summary>Checks that somebody may put an entry right or strike it out, before the case is folded again.</summary>
    public static Decision.Refused? Correction(CaseState c, ImmutableArray<Entry> history, ActRequest request, City city)
    {
        var what = request.Kind == EntryKind.Amend ? "amend-entry" : "annul-entry";
        if (Asked(c, what, request, city) is { } refusal) { return refusal; }
        if (request.When.Day > request.Today) { return No(RefusalCode.FutureDay, null, what, $"{request.When.Day:yyyy-MM-dd} is after {request.Today:yyyy-MM-dd}"); }
        if (request.Subject < 1 || request.Subject > history.Length || history[request.Subject - 1] is not { Kind: EntryKind.Act or EntryKind.Serve or EntryKind.Expiry or EntryKind.HandOver } entry)
        {
            return No(RefusalCode.UnknownAct, null, $"{request.Subject}", $"the case has no entry {request.Subject} that can be put right");
        }

        if (request.Missed is { Kind: EntryKind.Act } drawing && drawing.Subject >= 0 && drawing.Subject < c.Edition.Acts.Length && c.Edition.Acts[drawing.Subject] is { Allots.Length: > 0 } numbered)
        {
            return No(RefusalCode.WouldBreak, numbered.Basis, numbered.Id, $"'{numbered.Id}' draws a number, and numbers are drawn in the order in which they are recorded; do it as an act of its own");
        }

        if (entry.Number <= Correcting.SinceMove(history)) { return No(RefusalCode.WouldBreak, null, "edition-before", $"the case has another edition since entry {entry.Number}; what stood before stands"); }
        if (request.Missed is { } missed && Correcting.SinceMove(history) is > 0 and var move && missed.When.Day < history[move - 1].Effective) { return No(RefusalCode.OutOfOrder, null, what, "what is brought in happened under the edition before"); }
        if (Correcting.Struck(history).Contains(entry.Number)) { return No(RefusalCode.TooOften, null, "annul-entry", $"entry {entry.Number} is struck out already"); }
        if (request.Kind == EntryKind.Amend && entry.Deemed) { return No(RefusalCode.WouldBreak, null, "by-law", $"entry {entry.Number} follows by law; put right what it rests on, or strike it out with what was done in time"); }
        if (request.Kind == EntryKind.Annul && entry.Number == 1) { return No(RefusalCode.WouldBreak, null, "first-entry", "the first entry is the case itself"); }
        return request.Kind == EntryKind.Annul && entry.Deemed && request.Missed is null
            ? No(RefusalCode.DocumentMissing, null, "missed", $"entry {entry.Number} follows by law from what was not done; say what was done in time")
            : null;
    }

    /// <summary>Checks that a case may move into an edition.</summary>
    public static Decision.Refused? Move(CaseState c, Edition to, ActRequest request, City city)
    {
        if (to.Transition is not { } transition || transition.From != c.Edition.From || to.Procedure != c.Edition.Procedure)
        {
            return No(RefusalCode.NoEdition, null, to.Id, $"{to.Id} says nothing of cases under {c.Edition.Id}");
        }

        if (c.IsClosed) { return No(RefusalCode.CaseClosed, null, "move-edition", "a case that has ended keeps its edition"); }
        if (request.Today < to.From) { return No(RefusalCode.FutureDay, null, to.Id, $"{to.Id} is not in force yet"); }
        if (transition.OpenCases == OpenCases.Stay) { return No(RefusalCode.GuardFalse, null, to.Id, $"open cases stay under {c.Edition.Id}"); }
        return transition.OpenCases == OpenCases.Move && request.By.IsLaw ? null : Asked(c, "move-edition", request, city);
    }

    /// <summary>An organ of the case asks, says why, and somebody else of it or of an organ above approves.</summary>
    private static Decision.Refused? Asked(CaseState c, string what, ActRequest request, City city)
    {
        if (c.Entries == 0) { return No(RefusalCode.WrongStage, null, what, "there is no case yet"); }
        if (request.By.Organ == 0 || !Parts.MayServe(c, request.By)) { return No(RefusalCode.NotYourPart, null, what, $"only an organ of the case may do '{what}'"); }
        if (string.IsNullOrWhiteSpace(request.Why)) { return No(RefusalCode.GroundMissing, null, what, $"'{what}' needs a reason"); }
        foreach (var approval in request.Approvals)
        {
            if (approval.By != request.By && approval.By.Organ != 0 && approval.Day <= request.Today && city.IsAtOrAbove(approval.By.Organ, request.By.Organ)) { return null; }
        }

        return No(RefusalCode.NotApproved, null, what, $"'{what}' needs the approval of somebody else of the organ, or of an organ above it");
    }
}
