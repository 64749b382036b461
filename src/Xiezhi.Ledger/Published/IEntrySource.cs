using System.Buffers;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Published;

/// <summary>A log whose leaves can be read in entry bundles: a store, or a folder that somebody published.</summary>
public interface IEntrySource
{
    /// <summary>How many leaves there are to read; at least as many as <see cref="Checkpoint"/> states.</summary>
    long Size { get; }

    /// <summary>The last signed checkpoint.</summary>
    SignedNote Checkpoint { get; }

    /// <summary>Writes one entry bundle as c2sp.org/tlog-tiles frames it: for each leaf its length (big-endian, 16 bits), then its bytes.</summary>
    /// <param name="bundleIndex">The bundle holds leaves from 256 times this number on: 256 of them, or fewer at the end of the log.</param>
    /// <param name="bundle">Receives the bytes.</param>
    /// <remarks>Called for several bundles at once from several threads.</remarks>
    void ReadBundle(long bundleIndex, IBufferWriter<byte> bundle);
}
