using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Office.Acts;

public enum ProposalState { Waiting = 0, Approved = 1, Declined = 2 }

/// <summary>An act that waits for an approval.</summary>
/// <param name="Number">Null while the case that the act opens is not there, as <paramref name="Case"/>.</param>
/// <param name="Act">Id of the act, as it was asked for.</param>
/// <param name="Approver">The role whose approval it waits for; null where somebody else of the organ, or of one above it, approves.</param>
/// <param name="Proposer">The account; empty for a party that came with number and code.</param>
/// <param name="Made">By the city's clock, as <paramref name="Decided"/>.</param>
/// <param name="Input">The act as it was asked for.</param>
/// <param name="Decider">The account that approved or declined; null while nobody has, empty for a party with number and code.</param>
/// <param name="Reason">Why it was declined; null when it was not.</param>
public sealed record Proposal(long Id, CaseNumber? Number, CaseId? Case, Edition Edition, string Act, Title Title, Basis? Basis, Role? Approver, string Proposer, Instant Made, ActInput Input,
    ProposalState State, string? Decider, Instant? Decided, string? Reason);

/// <summary>What became of a decision on a proposal.</summary>
public abstract record ProposalAnswer
{
    private ProposalAnswer() { }

    /// <summary>The act was done, or what stands in its way; in that case the proposal waits on.</summary>
    public sealed record Acted(ActOutcome Outcome) : ProposalAnswer;

    public sealed record Declined : ProposalAnswer;

    /// <summary>There is no such proposal before the viewer.</summary>
    public sealed record NoSuchProposal : ProposalAnswer;

    /// <summary>Somebody was faster.</summary>
    public sealed record Decided(ProposalState State) : ProposalAnswer;
}

[JsonSerializable(typeof(ActInput))]
internal sealed partial class InputJson : JsonSerializerContext
{
    public static byte[] Write(ActInput input) => JsonSerializer.SerializeToUtf8Bytes(input, Default.ActInput);

    public static ActInput Read(byte[] text) => JsonSerializer.Deserialize(text, Default.ActInput)!;
}
