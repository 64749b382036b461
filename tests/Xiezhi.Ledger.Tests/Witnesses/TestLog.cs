using System.Text;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Ledger.Tests.Witnesses;

/// <summary>A log of fewer than 256 leaves with every head that it could sign.</summary>
internal sealed class TestLog
{
    private readonly TileTree tree = new();
    private readonly NoteSigner signer;

    /// <param name="leaves">What its leaves say; logs that begin alike are one log so far.</param>
    public TestLog(IEnumerable<string> leaves, NoteSigner? signer = null)
    {
        this.signer = signer ?? Signer;
        foreach (var leaf in leaves) { tree.AppendLeaf(Encoding.UTF8.GetBytes(leaf)); }
    }

    public static NoteSigner Signer { get; } = NoteSigner.FromSeed("log.example/yibin", new byte[32]);

    public static TestLog Of(int size) => new(Enumerable.Range(0, size).Select(n => $"{n}"));

    /// <summary>The log as it was up to a size, and from there on with other leaves.</summary>
    public static TestLog ForkedAt(int size, int total) => new(Enumerable.Range(0, total).Select(n => n < size ? $"{n}" : $"{n} changed"));

    public SignedNote Head(long size) => new Checkpoint("log.example/yibin", size, tree.RootAt(size, _ => default)).Sign(signer);

    public CheckpointRequest Request(long old, long size) => new(old, tree.Consistency(old, size, _ => default), Head(size));

    public WitnessAnswer Ask(Witness witness, long old, long size) => witness.Take(Encoding.UTF8.GetBytes(Request(old, size).ToString()));
}
