using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Tests.Notes;

public sealed class CheckpointTests
{
    private static readonly NoteSigner Log = NoteSigner.FromSeed("log.example/yibin", new byte[32]);
    private static readonly TreeHash Root = new(Convert.FromBase64String("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));
    private static readonly Checkpoint Head = new("log.example/yibin", 20_852_163, Root);

    [Fact]
    public void A_checkpoint_has_three_lines() =>
        Assert.Equal("log.example/yibin\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n", Head.ToText());

    [Fact]
    public void A_signed_checkpoint_is_opened_with_the_key_of_its_log()
    {
        var opened = Checkpoint.Open(SignedNote.Parse(Head.Sign(Log).ToString()), Log.Verifier);

        Assert.Equal(Head.ToText(), opened.ToText());
        Assert.Throws<NoteUntrustedException>(() => Checkpoint.Open(Head.Sign(Log), NoteSigner.FromSeed("other.example", new byte[32]).Verifier));
    }

    [Fact]
    public void Lines_after_the_third_are_kept_and_not_understood()
    {
        var text = Head.ToText() + "more\n";

        Assert.Equal(["more"], Checkpoint.Parse(text).Extensions);
        Assert.Equal(text, Checkpoint.Parse(text).ToText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("log.example/yibin\n1\n")]
    [InlineData("\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log.example/yibin\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log.example/yibin\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n")]
    [InlineData("log.example/yibin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n")]
    [InlineData("log.example/yibin\n1\nAAAA\n")]
    [InlineData("log.example/yibin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=")]
    [InlineData("log.example/yibin\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\nmore\n")]
    public void What_is_no_checkpoint_is_refused(string text) => Assert.Throws<NoteFormatException>(() => Checkpoint.Parse(text));
}
