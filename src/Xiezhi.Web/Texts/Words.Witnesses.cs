using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public abstract string WitnessesTitle { get; }
    public abstract string NoWitnesses { get; }
    public abstract string WitnessesLead(string? cosigned, long behind);
    public abstract string WitnessColumn { get; }
    public abstract string WitnessStands { get; }
    public abstract string WitnessBehind { get; }
    public abstract string WitnessState { get; }
    public abstract string CosignedNote { get; }

    /// <param name="since">Since when it does not answer, as the page writes moments; null while it answers.</param>
    /// <param name="at">When it cosigned last; null while it has not.</param>
    public abstract string StateOf(WitnessState witness, string? since, string? at);
}
