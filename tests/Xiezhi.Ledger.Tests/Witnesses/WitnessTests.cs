using System.Text;
using CsCheck;
using NodaTime;
using NodaTime.Text;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Ledger.Tests.Witnesses;

public sealed class WitnessTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly SetClock clock = new();
    private Witness witness;

    public WitnessTests()
    {
        witness = Open();
        witness.Watch(TestLog.Signer.Verifier);
    }

    private string Folder => temporary["witness"];

    public void Dispose()
    {
        witness.Dispose();
        temporary.Dispose();
    }

    [Fact]
    public void The_cosignature_of_the_specification_verifies()
    {
        // Given the example of c2sp.org/tlog-cosignature, whose key is not told: its line has the form, and states the moment
        var note = SignedNote.Parse("""
            example.com/behind-the-sofa
            20852163
            CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

            — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
            — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==

            """);
        Assert.Equal(8 + 64, note.Signatures[1].Bytes.Length);

        // When the same text is cosigned here at the moment that the specification's message states
        var signer = NoteSigner.WitnessFromSeed("witness.example.com/w1", new byte[32]);
        var cosigned = note.With(signer.Cosign(note.Text, Instant.FromUnixTimeSeconds(1679315147)));

        // Then the moment stands in it as there, and it verifies
        Assert.Equal(note.Signatures[1].Bytes[..8].ToArray(), cosigned.Signatures[2].Bytes[..8].ToArray());
        Assert.True(cosigned.IsSignedBy(signer.Verifier));
        Assert.Equal(Instant.FromUnixTimeSeconds(1679315147), signer.Verifier.TimeOf(cosigned.Signatures[2]));
        Assert.Equal(4, Convert.FromBase64String(signer.Verifier.ToString().Split('+')[2])[0]);
    }

    [Fact]
    public void A_cosignature_is_plain_Ed25519_over_the_message_that_the_specification_writes()
    {
        var signer = NoteSigner.WitnessFromSeed("w", new byte[32]);
        var text = TestLog.Of(3).Head(3).Text;
        var line = signer.Cosign(text, Instant.FromUnixTimeSeconds(1700000000));

        var message = Encoding.UTF8.GetBytes($"cosignature/v1\ntime 1700000000\n{text}");
        Assert.True(Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Verify(line.Bytes[8..].ToArray(), 0, signer.Verifier.PublicKey.ToArray(), 0, message, 0, message.Length));
    }

    [Fact]
    public void A_growing_log_is_cosigned_from_head_to_head()
    {
        var log = TestLog.Of(200);
        long old = 0;
        foreach (var size in (long[])[0, 1, 2, 64, 65, 127, 200, 200])
        {
            var cosigned = Assert.IsType<WitnessAnswer.Cosigned>(log.Ask(witness, old, size));
            Assert.True(log.Head(size).With(cosigned.Signature).IsSignedBy(witness.Key));
            old = size;
        }
    }

    [Fact]
    public void Whoever_starts_from_another_head_is_told_where_the_witness_stands()
    {
        var log = TestLog.Of(100);
        Assert.Equal(new WitnessAnswer.Conflict(0), log.Ask(witness, 10, 20));
        log.Ask(witness, 0, 50);

        Assert.Equal(new WitnessAnswer.Conflict(50), log.Ask(witness, 0, 60));
        Assert.Equal(new WitnessAnswer.Conflict(50), log.Ask(witness, 49, 60));
        Assert.Equal(new WitnessAnswer.Conflict(50), log.Ask(witness, 55, 60));
    }

    [Fact]
    public void An_old_head_that_is_offered_again_is_not_cosigned()
    {
        var log = TestLog.Of(100);
        log.Ask(witness, 0, 50);
        log.Ask(witness, 50, 100);

        Assert.Equal(new WitnessAnswer.Conflict(100), log.Ask(witness, 0, 50));
        Assert.Equal(new WitnessAnswer.Conflict(100), log.Ask(witness, 50, 50));
        Assert.Equal(new WitnessAnswer.Conflict(100), log.Ask(witness, 50, 100));
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(150, false)]
    public void A_forked_log_is_refused_and_both_signed_heads_are_kept(int offered, bool proves)
    {
        TestLog.Of(100).Ask(witness, 0, 100);
        var fork = TestLog.ForkedAt(60, 150);

        var answer = fork.Ask(witness, 100, offered);

        Assert.Equal(proves ? new WitnessAnswer.Conflict(100) : new WitnessAnswer.NotConsistent(100), answer);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(Folder, "evidence")));
        var evidence = ForkEvidence.Parse(File.ReadAllText(file));
        Assert.Equal(proves, evidence.Proves);
        var (held, shown) = evidence.Verify(TestLog.Signer.Verifier);
        Assert.Equal((100, offered), (held.Size, shown.Size));
        Assert.True(evidence.Held.IsSignedBy(witness.Key));
        // And once is enough
        fork.Ask(witness, 100, offered);
        Assert.Single(Directory.GetFiles(Path.Combine(Folder, "evidence")));
        // And the true log goes on
        Assert.IsType<WitnessAnswer.Cosigned>(TestLog.Of(150).Ask(witness, 100, 150));
    }

    [Fact]
    public void Evidence_that_is_none_is_told_so()
    {
        var log = TestLog.Of(100);
        var request = log.Request(50, 100);

        Assert.Throws<NoteUntrustedException>(() => new ForkEvidence(log.Head(50), log.Head(100), request.Proof).Verify(TestLog.Signer.Verifier));
        Assert.Throws<NoteUntrustedException>(() => new ForkEvidence(log.Head(50), log.Head(100), []).Verify(NoteSigner.FromSeed("log.example/yibin", [.. Enumerable.Repeat((byte)1, 32)]).Verifier));
    }

    [Fact]
    public void A_witness_that_is_started_again_stands_where_it_stood()
    {
        var log = TestLog.Of(150);
        log.Ask(witness, 0, 100);
        var key = witness.Key.ToString();

        Restart();

        Assert.Equal(key, witness.Key.ToString());
        Assert.Equal(new WitnessAnswer.Conflict(100), log.Ask(witness, 0, 50));
        Assert.Equal(new WitnessAnswer.Conflict(100), TestLog.ForkedAt(60, 100).Ask(witness, 100, 100));
        Assert.IsType<WitnessAnswer.Cosigned>(log.Ask(witness, 100, 150));
    }

    [Theory]
    [InlineData("head")]
    [InlineData("vkey")]
    public void A_witness_that_has_lost_its_head_does_not_begin_anew(string file)
    {
        TestLog.Of(100).Ask(witness, 0, 100);
        witness.Dispose();
        File.Delete(Path.Combine(Directory.GetDirectories(Path.Combine(Folder, "logs")).Single(), file));

        Assert.Contains("damaged", Assert.Throws<FolderException>(Open).Message, StringComparison.Ordinal);

        Directory.Delete(Folder, recursive: true);
        witness = Open();
    }

    [Fact]
    public void A_head_that_was_changed_at_rest_stops_the_witness()
    {
        TestLog.Of(100).Ask(witness, 0, 100);
        witness.Dispose();
        var head = Path.Combine(Directory.GetDirectories(Path.Combine(Folder, "logs")).Single(), "head");
        // The log itself would be glad to put an earlier head here: it lacks the witness's signature.
        File.WriteAllText(head, TestLog.Of(50).Head(50).ToString());

        Assert.Throws<FolderException>(Open);

        Directory.Delete(Folder, recursive: true);
        witness = Open();
    }

    [Fact]
    public void A_log_under_another_key_or_another_name_is_not_cosigned()
    {
        var strange = NoteSigner.FromSeed("log.example/yibin", [.. Enumerable.Repeat((byte)9, 32)]);
        Assert.IsType<WitnessAnswer.NotTrusted>(new TestLog(["0"], strange).Ask(witness, 0, 1));
        Assert.Contains("keeps its key", Assert.Throws<FolderException>(() => witness.Watch(strange.Verifier)).Message, StringComparison.Ordinal);

        var head = new Checkpoint("log.example/other", 0, TreeHash.Empty).Sign(TestLog.Signer);
        Assert.Equal(new WitnessAnswer.UnknownLog("log.example/other"), witness.Take(Encoding.UTF8.GetBytes(new CheckpointRequest(0, [], head).ToString())));
        Assert.Throws<FolderException>(() => witness.Watch(witness.Key));
    }

    [Fact]
    public void A_cosignature_is_never_older_than_the_one_before_even_when_the_clock_is_set_back()
    {
        var log = TestLog.Of(10);
        var first = Assert.IsType<WitnessAnswer.Cosigned>(log.Ask(witness, 0, 5)).Signature;
        clock.Now -= Duration.FromDays(3);

        Restart();
        var second = Assert.IsType<WitnessAnswer.Cosigned>(log.Ask(witness, 5, 10)).Signature;

        Assert.Equal(witness.Key.TimeOf(first), witness.Key.TimeOf(second));
    }

    [Fact]
    public void Two_processes_are_never_one_witness() => Assert.Throws<FolderBusyException>(Open);

    [Fact]
    public void A_witness_folder_is_never_made_among_other_files_or_with_the_key_of_a_log()
    {
        File.WriteAllText(In("full", "letter"), "text");
        Assert.Throws<FolderException>(() => Witness.Open(temporary["full"], "w", clock, "test"));

        SigningKeyFile.Create(In("log", "witness.key"), TestLog.Signer);
        Assert.Throws<FolderException>(() => Witness.Open(temporary["log"], "w", clock, "test"));
    }

    [Fact]
    public void Many_at_once_never_roll_the_witness_back()
    {
        var log = TestLog.Of(200);
        var answers = new WitnessAnswer[120];
        Parallel.For(0, answers.Length, n => answers[n] = log.Ask(witness, n / 4, (n / 4) + 1 + (n % 4)));

        Assert.Contains(answers, answer => answer is WitnessAnswer.Cosigned);
        Assert.All(answers, answer => Assert.True(answer is WitnessAnswer.Cosigned or WitnessAnswer.Conflict));
        var size = Assert.Single(witness.Logs).Size;
        Restart();
        Assert.Equal(size, Assert.Single(witness.Logs).Size);
        Assert.IsType<WitnessAnswer.Cosigned>(log.Ask(witness, size, 200));
    }

    [Fact]
    public void Whatever_is_sent_gets_an_answer_and_nothing_but_a_true_request_is_cosigned()
    {
        TestLog.Of(40).Ask(witness, 0, 40);
        var good = Encoding.UTF8.GetBytes(TestLog.Of(60).Request(40, 60).ToString());

        Mutations.Of(good).Sample(bytes =>
        {
            var answer = witness.Take(bytes);
            Assert.True(bytes.AsSpan().SequenceEqual(good) || answer is not WitnessAnswer.Cosigned);
        }, iter: 300);
    }

    private string In(string folder, string file)
    {
        Directory.CreateDirectory(temporary[folder]);
        return Path.Combine(temporary[folder], file);
    }

    private Witness Open() => Witness.Open(Folder, "court.example/witness", clock, "test");

    private void Restart()
    {
        witness.Dispose();
        witness = Open();
    }

    private sealed class SetClock : IClock
    {
        public Instant Now { get; set; } = InstantPattern.General.Parse("2024-01-02T03:04:05Z").Value;

        public Instant GetCurrentInstant() => Now;
    }
}
