using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Living casework when a key, a request, the disk or the folder is not as it should be.</summary>
public sealed class TroubledCaseworkTests : CaseworkTests
{
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
        Assert.True(ProofVerification.Includes(TreeHash.OfLeaf(leaf), erased.Leaf, tree.Size, tree.Root,
            tree.Inclusion(erased.Leaf, tree.Size, LeafTile).AsSpan()));
        Assert.True(ProofVerification.Extends(kept.Leaf + 1, head, tree.Size, tree.Root, tree.Consistency(kept.Leaf + 1, tree.Size, LeafTile).AsSpan()));
        Assert.Equal("keys", Assert.Single(await Faults()).Where);
    }

    [Fact]
    public async Task A_request_that_its_edition_does_not_know_harms_nobody_but_its_sender()
    {
        var id = Recorded(await Open("open")).Case;
        var size = city.Ledger.Store.Size;
        var foreign = InformationRequests.AskCoAuthor(Monday);
        ActRequest[] unfit = [foreign with { Documents = [.. foreign.Documents, 99] }, foreign with { Names = [.. foreign.Names, new Naming(99, 1)] },
            InformationRequests.AskThirdParty(7, Monday) with { Persons = [new Person(7, new string('长', 40_000), "", "")] }];

        foreach (var (request, n) in unfit.Select((r, n) => (r, n)))
        {
            await Assert.ThrowsAsync<ArgumentException>(() => Ask(id, request, $"unfit {n}"));
        }

        await Assert.ThrowsAsync<ArgumentException>(() =>
            city.Ask(new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(8, new string('长', 40_000), Monday), "long")));
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
            foreach (var caller in callers)
            {
                await Assert.ThrowsAsync<LedgerException>(() => caller.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            }
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
}
