using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Web.Texts;

public sealed partial class EnglishWords
{
    public override string WitnessesTitle => "Witnesses";
    public override string NoWitnesses => "The log has no outside witness yet, so its holder could still show two different logs to two readers: compare signed heads with other readers.";
    public override string WitnessesLead(string? cosigned, long behind) => cosigned is null
        ? "No head has been cosigned by enough witnesses yet."
        : behind == 0 ? $"The newest head, of {cosigned} entries, is cosigned by enough witnesses." : $"The newest head that enough witnesses have cosigned has {cosigned} entries; {behind:N0} have come since.";
    public override string WitnessColumn => "Witness";
    public override string WitnessStands => "Entries cosigned";
    public override string WitnessBehind => "Behind";
    public override string WitnessState => "State";
    public override string CosignedNote => "The cosigned head";
    public override string StateOf(WitnessState witness, string? since, string? at) =>
        witness.Forked ? $"refuses: {witness.Trouble}" : since is not null ? $"no answer since {since}: {witness.Trouble}" : witness.Trouble ?? (at is not null ? $"cosigned {at}" : "has not answered yet");
}
