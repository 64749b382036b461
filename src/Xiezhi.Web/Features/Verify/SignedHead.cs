using System.Collections.Immutable;
using Xiezhi.Ledger.Witnesses;
using Xiezhi.Reports;

namespace Xiezhi.Web.Features.Verify;

/// <summary>The newest head of the log with what proves it.</summary>
/// <param name="Note">The signed note, as published.</param>
/// <param name="Key">The key that checks its signature, in the text form of notes.</param>
/// <param name="Witnesses">What is known of those who cosign heads; null where the log has no witnesses.</param>
public sealed record SignedHead(LogHead Head, string Note, string Key, WitnessView? Witnesses = null);

/// <summary>How the witnesses stand.</summary>
/// <param name="Cosigned">The newest head with the quorum of cosignatures, as published; null while none has it.</param>
/// <param name="CosignedSize">How many entries it states; 0 while there is none.</param>
/// <param name="Trouble">Why no head can be read or kept at this moment.</param>
public sealed record WitnessView(string? Cosigned, long CosignedSize, ImmutableArray<WitnessState> States, string? Trouble);
