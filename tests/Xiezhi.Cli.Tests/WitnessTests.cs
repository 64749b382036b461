using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Cli.Tests;

/// <summary>What a witness has kept, read without it.</summary>
public sealed class WitnessTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Evidence_of_a_fork_is_read_without_a_server_and_convicts_nobody_who_did_not_sign()
    {
        var log = NoteSigner.Generate("log.example");
        var evidence = new ForkEvidence(Head(log, 1), Head(log, 2), []);
        File.WriteAllText(temporary["a.fork"], evidence.ToString());

        var proven = Answer.Done("verify", temporary["a.fork"], "--key", log.Verifier.ToString());
        var slander = Answer.To("verify", temporary["a.fork"], "--key", NoteSigner.Generate("log.example").Verifier.ToString());

        Assert.Contains("Its own signatures prove it", proven.Output, StringComparison.Ordinal);
        Assert.Equal(1, slander.ExitCode);
        Assert.Contains("is not sound", slander.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(2, Answer.To("verify", temporary["a.fork"]).ExitCode);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:9/log")]
    public void A_log_that_is_named_wrongly_is_told_with_what_to_name_instead(string log)
    {
        var answer = Answer.To("witness", "--data", temporary["w"], "--log", log, "--urls", "http://127.0.0.1:0");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains($"--log {log}", answer.ErrorLines[0], StringComparison.Ordinal);
    }

    private static SignedNote Head(NoteSigner log, byte leaf) => new Checkpoint("log.example", 1, TreeHash.OfLeaf([leaf])).Sign(log);
}
