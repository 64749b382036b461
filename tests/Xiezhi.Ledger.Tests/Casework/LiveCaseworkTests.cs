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
using LeafEntryKind = Xiezhi.Ledger.Leaves.EntryKind;

namespace Xiezhi.Ledger.Tests.Casework;

public sealed class LiveCaseworkTests : IAsyncLifetime
{
    private static readonly DateOnly Monday = InformationRequests.Monday;
    private readonly TemporaryFolder temporary = new();
    private LiveCity city = null!;

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

    [Fact]
    public async Task Cases_are_numbered_in_their_register_as_they_are_opened()
    {
        var first = Recorded(await Open("first"));
        var second = Recorded(await Open("second"));

        Assert.Equal((first.Case.Register, 1), (second.Case.Register, first.Case.Ordinal));
        Assert.Equal(2, second.Case.Ordinal);
        Assert.Equal(2, city.Ledger.Store.Registers().Single(r => r.Id == first.Case.Register).Last);
    }

    [Fact]
    public async Task What_is_recorded_is_in_the_log_and_in_the_row_of_its_case()
    {
        var opened = Recorded(await Open("open"));
        var act = Recorded(await Ask(opened.Case, InformationRequests.AskThirdParty(77, Monday), "act"));

        var row = Row(opened.Case);
        Assert.Equal([opened.Leaf, act.Leaf], row.Places);
        Assert.Equal(2, row.State.Entries);
        Assert.Equal((act.Leaf + 1, 2), (city.Ledger.Store.Size, NumberAt(act.Leaf)));
        Assert.Equal(city.Ledger.Writer.Root, RootOfHead());
    }

    [Fact]
    public async Task Of_two_acts_on_one_look_at_the_case_one_is_recorded_and_the_other_told_so_and_loses_nothing()
    {
        var id = Recorded(await Open("open")).Case;
        ActSubmission third = new(id, null, InformationRequests.AskThirdParty(77, Monday), "third", Seen: 1), author = new(id, null, InformationRequests.AskCoAuthor(Monday), "author", Seen: 1);

        var answers = await Task.WhenAll(city.Ask(third), city.Ask(author));

        Assert.Single(answers.OfType<ActAnswer.Recorded>());
        Assert.Equal(new ActAnswer.Conflict(id, Seen: 1, Now: 2), Assert.Single(answers.OfType<ActAnswer.Conflict>()));
        // Whoever was too late looks again and sends the same under the same key.
        var late = answers[0] is ActAnswer.Conflict ? third : author;
        Assert.False(Recorded(await city.Ask(late with { Seen = 2 })).Repeated);
        Assert.Equal(3, Row(id).State.Entries);
    }

    [Fact]
    public async Task Whoever_does_not_say_what_he_saw_acts_on_the_case_as_it_stands()
    {
        var id = Recorded(await Open("open")).Case;

        var answers = await Task.WhenAll(Ask(id, InformationRequests.AskThirdParty(77, Monday), "third"), Ask(id, InformationRequests.AskCoAuthor(Monday), "author"));

        Assert.All(answers, a => Recorded(a));
        Assert.Equal(3, Row(id).State.Entries);
    }

    [Fact]
    public async Task A_retry_gets_the_first_answer_and_records_nothing_also_after_the_folder_was_opened_again()
    {
        var opened = Recorded(await Open("open"));
        var act = Recorded(await Ask(opened.Case, InformationRequests.AskCoAuthor(Monday), "act"));
        var size = city.Ledger.Store.Size;

        Assert.Equal(opened with { Repeated = true }, await Open("open"));
        Assert.Equal(act with { Repeated = true }, await Ask(opened.Case, InformationRequests.AskCoAuthor(Monday), "act"));
        await Reopen();
        Assert.Equal(opened with { Repeated = true }, await Open("open"));
        Assert.Equal(act with { Repeated = true }, await Ask(opened.Case, InformationRequests.AskCoAuthor(Monday), "act"));

        Assert.Equal(size, city.Ledger.Store.Size);
    }

    [Fact]
    public async Task A_retry_that_overtakes_its_first_answer_opens_no_second_case()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Open("same")));

        Assert.Single(answers.Select(a => (Recorded(a).Case, Recorded(a).Leaf)).Distinct());
        Assert.Single(answers, a => !Recorded(a).Repeated);
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_request_is_told_so_and_records_nothing()
    {
        var opened = Recorded(await Open("key"));
        var size = city.Ledger.Store.Size;

        Assert.Equal(new ActAnswer.KeyReused(opened.Leaf), await city.Ask(Opening("key", applicant: 2)));
        Assert.Equal(new ActAnswer.KeyReused(opened.Leaf), await Ask(opened.Case, InformationRequests.Answer(Monday), "key"));
        await Reopen();
        Assert.Equal(new ActAnswer.KeyReused(opened.Leaf), await city.Ask(Opening("key", applicant: 2)));

        Assert.Equal(size, city.Ledger.Store.Size);
    }

    [Fact]
    public async Task A_refusal_carries_its_article_leaves_no_trace_and_does_not_use_up_its_key()
    {
        var id = Recorded(await Open("open")).Case;
        var (size, root) = (city.Ledger.Store.Size, city.Ledger.Writer.Root);

        var refused = Assert.IsType<ActAnswer.Refused>(await Ask(id, InformationRequests.Withdraw(applicant: 99, Monday), "withdraw"));

        Assert.Equal(RefusalCode.NotYourPart, refused.Why.Code);
        Assert.Equal(InformationRequests.Edition.FindAct("withdraw")!.Basis, refused.Why.Basis);
        Assert.NotNull(refused.Why.Basis);
        Assert.Equal((size, root, 1), (city.Ledger.Store.Size, city.Ledger.Writer.Root, Row(id).State.Entries));
        Assert.False(Recorded(await Ask(id, InformationRequests.Withdraw(applicant: 1, Monday), "withdraw")).Repeated);
    }

    [Fact]
    public async Task A_refused_opening_takes_no_ordinal_and_no_key_slot()
    {
        var slots = city.Ledger.Writer.Slots;
        var nameless = InformationRequests.Receive(1, "资料", Monday) with { Names = [] };

        Assert.IsType<ActAnswer.Refused>(await city.Ask(new ActSubmission(null, InformationRequests.Procedure, nameless, "nameless")));
        Assert.IsType<ActAnswer.Refused>(await city.Ask(new ActSubmission(null, "oversight/unheard-of", nameless, "unknown")));

        Assert.Equal(slots, city.Ledger.Writer.Slots);
        Assert.Equal(1, Recorded(await Open("open")).Case.Ordinal);
    }

    [Fact]
    public async Task A_case_that_is_not_there_is_said_to_be_so()
    {
        var nowhere = CaseId.Of(1, 4711);

        Assert.Equal(new ActAnswer.NoSuchCase(nowhere), await Ask(nowhere, InformationRequests.Answer(Monday), "answer"));
    }

    [Fact]
    public async Task An_expiry_that_nobody_swept_is_recorded_before_the_act_that_comes_after_it()
    {
        var id = Recorded(await Open("open")).Case;
        var late = Monday.AddDays(60);

        var act = Recorded(await Ask(id, InformationRequests.Answer(late), "answer"));

        var row = Row(id);
        Assert.True(row.State.IsClosed);
        Assert.True(row.Places.Count > 2);
        Assert.Equal(act.Leaf, row.Places[1]);
        Assert.Equal(LeafEntryKind.Expiry, ActLeaf.Read(city.Ledger.Store.ReadLeaf(act.Leaf)).Kind);
    }

    [Fact]
    public async Task Equal_bodies_in_two_acts_have_different_commitments_and_different_seals()
    {
        var first = Recorded(await city.Ask(Opening("one", applicant: 5)));
        var second = Recorded(await city.Ask(Opening("two", applicant: 5)));

        Assert.Equal(BodyOf(first), BodyOf(second));
        Assert.NotEqual(CommitmentAt(first.Leaf), CommitmentAt(second.Leaf));
        byte[] one = city.Ledger.Store.ReadBody(first.Leaf), two = city.Ledger.Store.ReadBody(second.Leaf);
        // Not even four bytes at the same place agree, which random ones do once in some 16 million times.
        for (var at = 0; at + 4 <= one.Length; at++) { Assert.NotEqual(one[at..(at + 4)], two[at..(at + 4)]); }
    }

    [Fact]
    public async Task A_case_whose_key_was_destroyed_takes_no_further_act_and_breaks_no_proof()
    {
        var erased = Recorded(await Open("erased"));
        var kept = Recorded(await Open("kept"));
        var head = city.Ledger.Writer.Root;
        city.Ledger.Folder.Keys.Destroy(Row(erased.Case).KeySlot);

        Assert.Equal(new ActAnswer.Erased(erased.Case), await Ask(erased.Case, InformationRequests.Answer(Monday), "answer"));
        Recorded(await Ask(kept.Case, InformationRequests.Answer(Monday), "other"));

        var key = new byte[CaseKeys.KeyLength];
        Assert.False(city.Ledger.Folder.Keys.Read(Row(erased.Case).KeySlot, key));
        var leaf = city.Ledger.Store.ReadLeaf(erased.Leaf);
        Assert.False(BodySeal.Open(key, 1, ActLeaf.Read(leaf).Commitment, city.Ledger.Store.ReadBody(erased.Leaf), new byte[4096]));
        var tree = TreeOfLog();
        Assert.True(ProofVerification.Includes(TreeHash.OfLeaf(leaf), erased.Leaf, tree.Size, tree.Root, tree.Inclusion(erased.Leaf, tree.Size, LeafTile).AsSpan()));
        Assert.True(ProofVerification.Extends(kept.Leaf + 1, head, tree.Size, tree.Root, tree.Consistency(kept.Leaf + 1, tree.Size, LeafTile).AsSpan()));
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task A_request_that_its_edition_does_not_know_harms_nobody_but_its_sender()
    {
        var id = Recorded(await Open("open")).Case;
        var size = city.Ledger.Store.Size;
        var foreign = InformationRequests.AskCoAuthor(Monday);
        ActRequest[] unfit = [foreign with { Documents = [.. foreign.Documents, 99] }, foreign with { Names = [.. foreign.Names, new Naming(99, 1)] }, InformationRequests.AskThirdParty(7, Monday) with { Persons = [new Person(7, new string('长', 40_000), "", "")] }];

        foreach (var (request, n) in unfit.Select((r, n) => (r, n)))
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Ask(id, request, $"unfit {n}"));
        }

        await Assert.ThrowsAsync<ArgumentException>(() => city.Ask(new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(8, new string('长', 40_000), Monday), "long")));
        Assert.Equal((size, 1), (city.Ledger.Store.Size, Row(id).State.Entries));
        Recorded(await Ask(id, InformationRequests.Answer(Monday), "answer"));
        Assert.Equal(2, Recorded(await Open("next")).Case.Ordinal);
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task Every_caller_hears_that_the_disk_failed_and_may_send_his_request_again_once_it_is_mended()
    {
        var id = Recorded(await Open("open")).Case;
        using (var failing = new Disturbance(temporary["city"], "CREATE TRIGGER disk BEFORE INSERT ON segment BEGIN SELECT RAISE(ABORT, 'no space left'); END"))
        {
            var callers = Enumerable.Range(0, 30).Select(n => n == 7 ? Ask(id, InformationRequests.Answer(Monday), "answer") : Open($"caller {n}")).ToList();
            foreach (var caller in callers) { await Assert.ThrowsAsync<LedgerException>(() => caller.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)); }
            failing.Execute("DROP TRIGGER disk");
            // What was half done lives in memory alone: only opening the ledger again makes it true.
            await Assert.ThrowsAsync<LedgerException>(() => Open("later").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }

        await Reopen();
        Assert.False(Recorded(await Ask(id, InformationRequests.Answer(Monday), "answer")).Repeated);
        Assert.Equal(2, Recorded(await Open("caller 0")).Case.Ordinal);
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task A_folder_whose_making_was_interrupted_between_its_two_keys_gets_the_public_one_again()
    {
        var vkey = await File.ReadAllTextAsync(temporary["city/log.vkey"], TestContext.Current.CancellationToken);
        await city.DisposeAsync();
        File.Delete(temporary["city/log.vkey"]);

        city = LiveCity.Open(temporary["city"]);

        Assert.Equal(vkey, await File.ReadAllTextAsync(temporary["city/log.vkey"], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("UPDATE tile SET hashes = zeroblob(length(hashes)) WHERE level = 1")]
    [InlineData("DELETE FROM tile WHERE level = 1")]
    [InlineData("UPDATE tile SET idx = idx + 1 WHERE level = 1")]
    public async Task A_log_whose_tiles_were_changed_is_not_written_on(string change)
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => Open($"{n}")));
        await city.DisposeAsync();
        using (var other = new Disturbance(temporary["city"], change))
        {
            Assert.Contains("fsck", Assert.Throws<LedgerException>(() => LiveCity.Open(temporary["city"])).Message, StringComparison.Ordinal);
            other.Execute("DELETE FROM tile");
        }
    }

    private static ActSubmission Opening(string key, long applicant) => new(null, InformationRequests.Procedure, InformationRequests.Receive(applicant, "关于某地块的资料", Monday), key);

    private static ActAnswer.Recorded Recorded(ActAnswer answer) => Assert.IsType<ActAnswer.Recorded>(answer);

    private Task<ActAnswer> Open(string key) => city.Ask(Opening(key, applicant: 1));

    private Task<ActAnswer> Ask(CaseId id, ActRequest request, string key) => city.Ask(new ActSubmission(id, null, request, key));

    private async Task Reopen()
    {
        await city.DisposeAsync();
        city = LiveCity.Open(temporary["city"]);
    }

    private async Task<IReadOnlyList<Fault>> Faults()
    {
        await Reopen();
        using var folder = DataFolder.OpenForReading(temporary["city"]);
        return FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken);
    }

    private CaseRecord Row(CaseId id)
    {
        using var bytes = new PooledBuffer();
        Assert.True(city.Ledger.Store.ReadCase(id, bytes, out _));
        return CaseRecord.Read(id, city.Ledger.Store.Registers().Single(r => r.Id == id.Register), bytes.Written, city.Ledger.Dictionary);
    }

    private int NumberAt(long leaf) => ActLeaf.Read(city.Ledger.Store.ReadLeaf(leaf)).Number;

    private byte[] CommitmentAt(long leaf) => ActLeaf.Read(city.Ledger.Store.ReadLeaf(leaf)).Commitment.ToArray();

    private byte[] BodyOf(ActAnswer.Recorded recorded)
    {
        byte[] key = new byte[CaseKeys.KeyLength], seal = city.Ledger.Store.ReadBody(recorded.Leaf), body = new byte[seal.Length - BodySeal.Overhead];
        Assert.True(city.Ledger.Folder.Keys.Read(Row(recorded.Case).KeySlot, key));
        Assert.True(BodySeal.Open(key, NumberAt(recorded.Leaf), CommitmentAt(recorded.Leaf), seal, body));
        return body;
    }

    private TreeHash RootOfHead() => Checkpoint.Open(SignedNote.Parse(city.Ledger.Store.LatestCheckpoint()!.Note), city.Ledger.Signer.Verifier).Root;

    private TileTree TreeOfLog()
    {
        var tree = new TileTree();
        city.Ledger.Store.ReadLeaves(0, long.MaxValue, (_, leaf) =>
        {
            tree.AppendLeaf(leaf);
            return true;
        });
        return tree;
    }

    private ReadOnlyMemory<byte> LeafTile(long tile)
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
