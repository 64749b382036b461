using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Tests on a living city in a folder of their own, with requests for information as its cases.</summary>
public abstract class CaseworkTests : IAsyncLifetime
{
    protected static DateOnly Monday => InformationRequests.Monday;
    protected readonly TemporaryFolder temporary = new();
    protected LiveCity city = null!;

    public ValueTask InitializeAsync()
    {
        city = LiveCity.Open(temporary["city"]);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await city.DisposeAsync();
        temporary.Dispose();
    }

    protected static ActSubmission Opening(string key, long applicant) =>
        new(null, InformationRequests.Procedure, InformationRequests.Receive(applicant, "关于某地块的资料", Monday), key);

    protected static ActAnswer.Recorded Recorded(ActAnswer answer) =>
        answer is ActAnswer.Refused refused ? throw new InvalidOperationException($"refused: {refused.Why}") : Assert.IsType<ActAnswer.Recorded>(answer);

    protected Task<ActAnswer> Open(string key) => city.Ask(Opening(key, applicant: 1));

    protected Task<ActAnswer> Ask(CaseId id, ActRequest request, string key) => city.Ask(new ActSubmission(id, null, request, key));

    protected async Task Reopen()
    {
        await city.DisposeAsync();
        city = LiveCity.Open(temporary["city"]);
    }

    protected async Task<IReadOnlyList<Fault>> Faults()
    {
        await Reopen();
        using var folder = DataFolder.OpenForReading(temporary["city"]);
        return FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken);
    }

    protected CaseRecord Row(CaseId id)
    {
        using var bytes = new PooledBuffer();
        Assert.True(city.Ledger.Store.ReadCase(id, bytes, out _));
        return CaseRecord.Read(id, city.Ledger.Store.Registers().Single(r => r.Id == id.Register), bytes.Written, city.Ledger.Dictionary);
    }

    protected int NumberAt(long leaf) => ActLeaf.Read(city.Ledger.Store.ReadLeaf(leaf)).Number;

    protected byte[] CommitmentAt(long leaf) => ActLeaf.Read(city.Ledger.Store.ReadLeaf(leaf)).Commitment.ToArray();

    protected byte[] BodyOf(ActAnswer.Recorded recorded)
    {
        byte[] key = new byte[CaseKeys.KeyLength], seal = city.Ledger.Store.ReadBody(recorded.Leaf), body = new byte[seal.Length - BodySeal.Overhead];
        Assert.True(city.Ledger.Folder.Keys.Read(Row(recorded.Case).KeySlot, key));
        Assert.True(BodySeal.Open(key, NumberAt(recorded.Leaf), CommitmentAt(recorded.Leaf), seal, body));
        return body;
    }

    protected TreeHash RootOfHead() => Checkpoint.Open(SignedNote.Parse(city.Ledger.Store.LatestCheckpoint()!.Note), city.Ledger.Signer.Verifier).Root;

    protected TileTree TreeOfLog()
    {
        var tree = new TileTree();
        city.Ledger.Store.ReadLeaves(0, long.MaxValue, (_, leaf) =>
        {
            tree.AppendLeaf(leaf);
            return true;
        });
        return tree;
    }

    protected ReadOnlyMemory<byte> LeafTile(long tile)
    {
        var hashes = new List<byte>();
        city.Ledger.Store.ReadLeaves(tile * TileTree.TileWidth, TileTree.TileWidth, (_, leaf) =>
        {
            hashes.AddRange(TreeHash.OfLeaf(leaf).ToArray());
            return true;
        });
        return hashes.ToArray();
    }
}
