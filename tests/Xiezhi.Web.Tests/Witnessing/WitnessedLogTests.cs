using System.Net;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Web.Tests.Witnessing;

/// <summary>A living city whose heads real witnesses cosign over HTTP, and what happens when one of the two does not play its part.</summary>
public sealed class WitnessedLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xiezhi-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_head_is_cosigned_by_all_of_the_quorum_exported_and_asked_for_by_readers()
    {
        await using var one = await WitnessHost.StartAsync(In("one"), null);
        await using var two = await WitnessHost.StartAsync(In("two"), null);
        var policy = Policy("all", one, two);
        await using var city = WitnessedCity.Open(In("city"), policy);
        one.Watch(city.Key);
        two.Watch(city.Key);

        await city.ActAsync();
        await city.ActAsync();
        var cosigned = await city.CosignedAsync();

        Assert.All(city.Rounds.States, state => Assert.Equal((city.City.Ledger.Store.Size, null, false), (state.Size, state.Trouble, state.Forked)));
        Assert.Equal(cosigned.Note.ToString(), CosignedHead.Read(city.City.Ledger.Folder.CosignedPath, policy, city.Key)!.Note.ToString());
        // An entry's receipt carries the cosignatures to whoever is far from the city
        var receipt = Receipt.Parse(new Receipts(city.City.Ledger.Store, cosigned.Note).ReceiptOf(3).ToString());
        receipt.Verify(city.Key);
        Assert.True(policy.IsMet(receipt.Head));
        // And so does the exported log, which goes on alone for a while
        LogExport.Write(new StoredLog(city.City.Ledger.Store, cosigned.Note), city.Key, In("log"), cosigned, null, TestContext.Current.CancellationToken);
        Assert.True(policy.IsMet(SignedNote.Parse(await File.ReadAllBytesAsync(Path.Combine(In("log"), "checkpoint"), TestContext.Current.CancellationToken))));
        await two.StopAsync();
        await city.ActAsync();
        LogExport.Write(new StoredLog(city.City.Ledger.Store, cosigned.Note), city.Key, In("later"), cosigned, null, TestContext.Current.CancellationToken);
        var log = PublishedLog.Open(new FolderFiles(In("later")), city.Key);
        Assert.Equal((city.City.Ledger.Store.Size, cosigned.Head.Size), (log.Checkpoint.Size, log.Witnessed!.Head.Size));
        Assert.Equal(2, log.Witnessed.Cosigners.Count());
    }

    [Fact]
    public async Task A_reader_who_asks_for_witnesses_finds_the_cut_tail_the_second_history_and_the_missing_cosignature()
    {
        await using var one = await WitnessHost.StartAsync(In("one"), null);
        var policy = Policy("all", one);
        await using var city = WitnessedCity.Open(In("city"), policy);
        one.Watch(city.Key);
        await city.ActAsync();
        var before = await city.CosignedAsync();
        Copy("city", "forked");
        LogExport.Write(new StoredLog(city.City.Ledger.Store), city.Key, In("old"), before, null, TestContext.Current.CancellationToken);
        await city.ActAsync();
        var after = await city.CosignedAsync();
        await using var fork = WitnessedCity.Open(In("forked"), WitnessPolicy.Parse("quorum none", "p"));
        await fork.ActAsync();
        await fork.ActAsync();
        LogExport.Write(new StoredLog(fork.City.Ledger.Store), city.Key, In("other"), after, null, TestContext.Current.CancellationToken);

        // The city shows this reader what it was before its last act, under a true signature of then, beside what the witnesses have seen since
        File.WriteAllText(Path.Combine(In("old"), "cosigned"), after.Note.ToString());
        Refused("old", policy, "its tail was cut");
        // Or another history, that it has signed too
        Refused("other", policy, "there are two histories");
        // Or nothing of the witnesses at all
        File.WriteAllText(Path.Combine(In("old"), "cosigned"), string.Concat(after.Note.ToString().Split('\n')[..^2].Select(line => $"{line}\n")));
        Refused("old", null, "no cosignature of");
        File.Delete(Path.Combine(In("old"), "cosigned"));
        File.Delete(Path.Combine(In("old"), "witness.policy"));
        Assert.Null(PublishedLog.Open(new FolderFiles(In("old")), city.Key).Witnessed);
        Refused("old", policy, "no cosignature of");

        void Refused(string name, WitnessPolicy? asked, string why) =>
            Assert.Contains(why, Assert.Throws<BrokenLogException>(() => PublishedLog.Open(new FolderFiles(In(name)), city.Key, asked)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_witness_that_is_down_holds_no_act_up_is_shown_and_catches_up_when_it_is_back()
    {
        await using var one = await WitnessHost.StartAsync(In("one"), null);
        await using var two = await WitnessHost.StartAsync(In("two"), null);
        await using var city = WitnessedCity.Open(In("city"), Policy("any", one, two));
        one.Watch(city.Key);
        two.Watch(city.Key);
        await city.ActAsync();
        await WitnessedCity.UntilAsync(() => city.Rounds.States.All(state => state.Size == city.City.Ledger.Store.Size), "both have cosigned");
        var known = city.City.Ledger.Store.Size;

        await two.StopAsync();
        for (var n = 0; n < 20; n++) { await city.ActAsync(); }
        await city.CosignedAsync();
        await WitnessedCity.UntilAsync(() => city.Rounds.States[1].DownSince is not null, "one is seen to be down");
        Assert.Equal((known, "no connection"), (city.Rounds.States[1].Size, city.Rounds.States[1].Trouble));

        await two.StartAsync();
        await WitnessedCity.UntilAsync(() => city.Rounds.States[1] is { DownSince: null, Trouble: null } back && back.Size == city.City.Ledger.Store.Size, "it is back");
    }

    private static string[] Kept(WitnessHost witness) => Directory.Exists(witness.Evidence) ? Directory.GetFiles(witness.Evidence, "*.fork") : [];

    [Fact]
    public async Task A_second_history_is_refused_for_ever_and_the_evidence_is_two_heads_under_the_log_s_own_key()
    {
        await using var one = await WitnessHost.StartAsync(In("one"), null);
        var policy = Policy("any", one);
        NoteVerifier key;
        await using (var city = WitnessedCity.Open(In("city"), policy))
        {
            key = city.Key;
            one.Watch(key);
            await city.ActAsync();
            await city.CosignedAsync();
        }

        Copy("city", "forked");
        await using (var city = WitnessedCity.Open(In("city"), policy))
        {
            await city.ActAsync();
            await city.CosignedAsync();
        }

        // When somebody goes on from the copy as if the last act had never been
        await using var fork = WitnessedCity.Open(In("forked"), policy);
        await fork.ActAsync();
        await fork.ActAsync();

        await WitnessedCity.UntilAsync(() => fork.Rounds.States[0].Forked && Kept(one).Length > 0, "the fork is seen");
        Assert.NotEqual(fork.City.Ledger.Store.Size, fork.Rounds.Cosigned!.Head.Size);
        Assert.All(Kept(one), file => ForkEvidence.Parse(File.ReadAllText(file)).Verify(key));
    }

    [Fact]
    public async Task An_old_copy_of_the_folder_that_is_served_again_is_seen_before_it_grows()
    {
        await using var one = await WitnessHost.StartAsync(In("one"), null);
        var policy = Policy("any", one);
        await using (var city = WitnessedCity.Open(In("city"), policy))
        {
            one.Watch(city.Key);
            await city.ActAsync();
            await city.CosignedAsync();
            await city.City.Casework.DisposeAsync();
            Copy("city", "old");
        }

        await using (var city = WitnessedCity.Open(In("city"), policy))
        {
            await city.ActAsync();
            await city.CosignedAsync();
        }

        await using var old = WitnessedCity.Open(In("old"), policy);
        await WitnessedCity.UntilAsync(() => old.Rounds.States[0].Forked, "the loss is seen");
        Assert.Contains("entries were lost or taken away", old.Rounds.States[0].Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_witness_that_knows_another_key_or_answers_with_a_false_signature_counts_for_nothing()
    {
        await using var one = await WitnessHost.StartAsync(In("one"), null);
        await using var two = await WitnessHost.StartAsync(In("two"), null);
        await using var city = WitnessedCity.Open(In("city"), WitnessPolicy.Parse($"witness one {one.Key} {one.Address}\nwitness two {two.Key} {one.Address}\ngroup q any one two\nquorum q\n", "p"));
        one.Watch(NoteSigner.Generate(city.Key.Name).Verifier);

        await WitnessedCity.UntilAsync(() => city.Rounds.States.All(state => state is { DownSince: not null, Trouble: "it knows the log under another key" }), "both refuse");
        Assert.Null(city.Rounds.Cosigned);
    }

    [Fact]
    public async Task The_answers_are_those_of_the_specification()
    {
        var log = NoteSigner.Generate("log.example");
        await using var one = await WitnessHost.StartAsync(In("one"), log.Verifier);
        using var http = new HttpClient { BaseAddress = one.Address };
        var (empty, root) = (Ledger.Merkle.TreeHash.Empty, Ledger.Merkle.TreeHash.OfLeaf([1]));

        await Answers(http, "old 0\n\n" + new Checkpoint("nobody", 0, empty).Sign(log), HttpStatusCode.NotFound);
        await Answers(http, "old 0\n\n" + new Checkpoint("log.example", 1, root).Sign(NoteSigner.Generate("log.example")), HttpStatusCode.Forbidden);
        await Answers(http, "old 2\n\n" + new Checkpoint("log.example", 1, root).Sign(log), HttpStatusCode.BadRequest);
        await Answers(http, "old 1\n\n" + new Checkpoint("log.example", 1, root).Sign(log), HttpStatusCode.Conflict, "0\n");
        await Answers(http, $"old 0\n{root}\n\n" + new Checkpoint("log.example", 1, root).Sign(log), HttpStatusCode.UnprocessableEntity);
        await Answers(http, "old 0\n\n" + new Checkpoint("log.example", 0, root).Sign(log), HttpStatusCode.UnprocessableEntity);
        var cosigned = await Answers(http, "old 0\n\n" + new Checkpoint("log.example", 1, root).Sign(log), HttpStatusCode.OK);
        await Answers(http, "old 0\n\n" + new Checkpoint("log.example", 1, root).Sign(log), HttpStatusCode.Conflict, "1\n");
        await Answers(http, "old 1\n\n" + new Checkpoint("log.example", 1, Ledger.Merkle.TreeHash.OfLeaf([2])).Sign(log), HttpStatusCode.Conflict, "1\n");
        await Answers(http, "what?", HttpStatusCode.BadRequest);
        await Answers(http, new string('x', CheckpointRequest.MaxLength + 1), HttpStatusCode.RequestEntityTooLarge);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.GetAsync(new Uri("add-checkpoint", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);

        Assert.StartsWith($"— {one.Key.Name} ", cosigned, StringComparison.Ordinal);
        var summary = await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains(one.Key.ToString(), summary, StringComparison.Ordinal);
        var held = await http.GetStringAsync(new Uri(summary.TrimEnd('\n').Split('\n')[^1], UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.EndsWith(cosigned, held, StringComparison.Ordinal);
        SignedNote.Parse(held).Verify(log.Verifier);
    }

    private static async Task<string> Answers(HttpClient http, string body, HttpStatusCode status, string? text = null)
    {
        using var content = new StringContent(body);
        using var answer = await http.PostAsync(new Uri("add-checkpoint", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        if (text is not null) { Assert.Equal((text, "text/x.tlog.size"), (said, answer.Content.Headers.ContentType?.ToString())); }
        return said;
    }

    private static WitnessPolicy Policy(string quorum, params WitnessHost[] hosts) => WitnessPolicy.Parse(
        string.Concat(hosts.Select((host, n) => $"witness w{n} {host.Key} {host.Address}\n")) + $"group all-of-them {quorum} {string.Join(' ', hosts.Select((_, n) => $"w{n}"))}\nquorum all-of-them\n", "policy");

    private string In(string name) => Path.Combine(folder, name);

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(In(to));
        foreach (var file in Directory.GetFiles(In(from)).Where(file => Path.GetFileName(file) is not ("lock" or "lock.holder")))
        {
            File.Copy(file, Path.Combine(In(to), Path.GetFileName(file)));
        }
    }
}
