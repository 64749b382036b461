using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>What a witness answers. Closed: the kinds below are all there are.</summary>
public abstract record WitnessAnswer
{
    private WitnessAnswer() { }

    /// <summary>The head is kept on the witness's disk, and this is its signature.</summary>
    public sealed record Cosigned(NoteSignature Signature) : WitnessAnswer;

    /// <summary>The request does not start from the head that was cosigned last, or states another tree of the same size.</summary>
    /// <param name="Size">Size of the head that was cosigned last; 0 when none was.</param>
    public sealed record Conflict(long Size) : WitnessAnswer;

    /// <summary>The witness does not watch this log.</summary>
    public sealed record UnknownLog(string Origin) : WitnessAnswer;

    /// <summary>The log's key did not sign the head.</summary>
    public sealed record NotTrusted(string Why) : WitnessAnswer;

    /// <summary>The request is not written as it must be.</summary>
    public sealed record Malformed(string Why) : WitnessAnswer;

    /// <summary>The proof does not lead from the head that was cosigned last to this one.</summary>
    public sealed record NotConsistent(long Size) : WitnessAnswer;
}
