using System.Diagnostics;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Bench;

/// <summary>Proofs that an entry is in the log, made from what lies in the store of a folder.</summary>
internal static class ProofTimes
{
    /// <summary>Receipts of entries all over the log, each made as if it were the first.</summary>
    /// <returns>How many entries the signed head covers, and the 50th and 99th part in a hundred of the times, in milliseconds.</returns>
    public static (long Size, double Median, double P99) Inclusion(string data, int proofs)
    {
        using var folder = DataFolder.OpenForReading(data);
        var size = folder.Store.LatestCheckpoint()!.Size;
        var key = NoteVerifier.Parse(File.ReadAllText(folder.VerifierKeyPath).Trim());
        var chance = new Random(1);
        var times = new double[proofs];
        for (var i = -proofs / 10; i < proofs; i++)
        {
            var leaf = chance.NextInt64(size);
            var asked = Stopwatch.GetTimestamp();
            var receipt = new Receipts(folder.Store).ReceiptOf(leaf);
            if (i >= 0) { times[i] = Stopwatch.GetElapsedTime(asked).TotalMilliseconds; }
            receipt.Verify(key);
        }

        Array.Sort(times);
        return (size, times[proofs / 2], times[proofs * 99 / 100]);
    }
}
