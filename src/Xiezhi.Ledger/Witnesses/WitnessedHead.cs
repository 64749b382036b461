using NodaTime;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>A head that has the quorum of a policy.</summary>
public sealed record WitnessedHead(Checkpoint Head, WitnessPolicy Policy, SignedNote Note)
{
    /// <summary>The witnesses that have cosigned it, and when, in the order of the policy.</summary>
    public IEnumerable<(string Name, Instant At)> Cosigners =>
        from witness in Policy.Witnesses
        where Note.IsSignedBy(witness.Key)
        select (witness.Name, Note.Signatures.Select(witness.Key.TimeOf).OfType<Instant>().First());
}
