using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>A case that a committed group has changed.</summary>
/// <param name="Organ">Number of the organ that keeps the register, as the city counts: 1-based.</param>
/// <param name="Before">As it stood before the group; null when the group opened it.</param>
/// <param name="After">As it stands now, whatever it went through in between.</param>
public readonly record struct CommittedCase(CaseId Id, Edition Edition, int Organ, int Year, CaseState? Before, CaseState After);

/// <summary>Follows living casework: is told of every group once it is on the disk, in the order of the log, and before the callers of the group are.</summary>
public interface ICaseworkObserver
{
    /// <summary>Takes in a group. Called on the thread that commits, so it must be short; it must not throw and must not wait for casework.</summary>
    /// <param name="first">Index in the log of the group's first entry.</param>
    /// <param name="size">Size of the log after the group.</param>
    /// <param name="cases">The changed cases, each once, in no order; the list lives only during the call.</param>
    void Committed(long first, long size, IReadOnlyList<CommittedCase> cases);
}
