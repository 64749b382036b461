using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Office.Acts;

/// <summary>What became of an <see cref="ActInput"/>.</summary>
public abstract record ActOutcome
{
    private ActOutcome() { }

    /// <summary>It is recorded, and on the disk.</summary>
    /// <param name="Leaf">Index in the log of the first entry that was recorded.</param>
    /// <param name="Repeated">The key was answered before; nothing was recorded now.</param>
    /// <param name="Code">The party's code for tracking, where a party opened the case; else null.</param>
    public sealed record Done(CaseNumber Number, CaseId Case, long Leaf, bool Repeated, string? Code) : ActOutcome;

    /// <summary>The act needs an approval and waits for it.</summary>
    /// <param name="Proposal">Number of the proposal on the approver's desk.</param>
    public sealed record Waits(long Proposal) : ActOutcome;

    /// <summary>The law says no.</summary>
    public sealed record Refused(Decision.Refused Why) : ActOutcome;

    /// <summary>The input cannot be read; all that is wrong with it at once. Nothing was recorded.</summary>
    public sealed record Unreadable(ImmutableArray<InputProblem> Problems) : ActOutcome;

    /// <summary>Somebody else acted in the case since the sender looked.</summary>
    public sealed record Conflict(int Seen, int Now) : ActOutcome;

    /// <summary>The key was used for another input.</summary>
    public sealed record KeyReused(long Leaf) : ActOutcome;

    /// <summary>There is no such case, or the viewer may not know whether there is.</summary>
    public sealed record NoSuchCase : ActOutcome;

    /// <summary>The viewer has no part in which to do it.</summary>
    public sealed record NotYours : ActOutcome;

    /// <summary>The case was erased and takes no further acts.</summary>
    public sealed record Erased : ActOutcome;
}

/// <param name="Field">The field by its name in forms: <c>act</c>, <c>when</c>, <c>fact.category</c>, <c>name.handler</c>, <c>person.citizen.name</c>, <c>document.reply</c>, <c>outcome</c>, <c>on</c> …</param>
/// <param name="Words">What is wrong and what to do, in both languages.</param>
public sealed record InputProblem(string Field, Title Words);
