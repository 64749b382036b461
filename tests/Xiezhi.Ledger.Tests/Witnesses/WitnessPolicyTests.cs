using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Witnesses;

namespace Xiezhi.Ledger.Tests.Witnesses;

public sealed class WitnessPolicyTests
{
    private static readonly NoteSigner[] Signers = [.. Enumerable.Range(1, 5).Select(n => NoteSigner.WitnessFromSeed($"w{n}", [.. Enumerable.Repeat((byte)n, 32)]))];

    /// <summary>The example of the specification: two of three here, and any of two there.</summary>
    private static readonly string TwoGroups = $"""
        # who watches
        log {TestLog.Signer.Verifier}

        witness X1 {Key(1)} https://x1.example/w
        witness X2 {Key(2)}
        	witness  X3	{Key(3)}
        group X-witnesses 2 X1 X2 X3
        witness Y1 {Key(4)}
        witness Y2 {Key(5)}
        group Y-witnesses any Y1 Y2
        group X-and-Y all X-witnesses Y-witnesses
        quorum X-and-Y
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(false, 1, 2, 3)]
    [InlineData(false, 1, 4, 5)]
    [InlineData(true, 1, 3, 4)]
    [InlineData(true, 1, 2, 3, 4, 5)]
    [InlineData(false, 1, 1, 4)]
    public void A_head_has_the_quorum_when_enough_of_each_group_have_cosigned(bool met, params int[] cosigners)
    {
        var policy = WitnessPolicy.Parse(TwoGroups, "p");
        var note = TestLog.Of(3).Head(3);
        foreach (var number in cosigners) { note = note.With(Signers[number - 1].Cosign(note.Text, NodaTime.Instant.FromUnixTimeSeconds(1700000000))); }

        Assert.Equal(met, policy.IsMet(note));
        if (!met) { Assert.Contains("no cosignature of", Assert.Throws<NoteUntrustedException>(() => policy.Require(note)).Message, StringComparison.Ordinal); }
    }

    [Fact]
    public void A_cosignature_of_another_head_or_with_another_time_counts_for_nothing()
    {
        var policy = WitnessPolicy.Parse($"witness one {Key(1)}\nquorum one\n", "p");
        var (earlier, head) = (TestLog.Of(3).Head(2), TestLog.Of(3).Head(3));
        var line = Signers[0].Cosign(head.Text, NodaTime.Instant.FromUnixTimeSeconds(1700000000));

        Assert.True(policy.IsMet(head.With(line)));
        Assert.False(policy.IsMet(earlier.With(line)));
        var later = line.Bytes.ToArray();
        later[7]++;
        Assert.False(policy.IsMet(head.With(line with { Bytes = later })));
        Assert.False(policy.IsMet(head.With(line).With(line with { Bytes = later })));
    }

    [Fact]
    public void Nobody_is_needed_where_the_quorum_is_none()
    {
        var policy = WitnessPolicy.Parse("quorum none", "p");
        Assert.True(policy.IsMet(TestLog.Of(1).Head(1)));
        Assert.Empty(policy.Witnesses);
    }

    [Theory]
    [InlineData("", "quorum NAME")]
    [InlineData("witness a KEY1", "quorum NAME")]
    [InlineData("witness a KEY1\nquorum b", "p(2): No line before this one defines 'b'")]
    [InlineData("quorum a\nwitness a KEY1", "p(1)")]
    [InlineData("witness a KEY1\nwitness a KEY2\nquorum a", "p(2): The name 'a' is taken")]
    [InlineData("witness a KEY1\nwitness b KEY1\nquorum a", "p(2): The key of witness 'b' stands here twice")]
    [InlineData("witness none KEY1\nquorum none", "p(1): The name 'none' is taken")]
    [InlineData("witness a KEY1\ngroup g 2 a\nquorum g", "p(2): '2' is neither")]
    [InlineData("witness a KEY1\ngroup g 0 a\nquorum g", "p(2): '0' is neither")]
    [InlineData("witness a KEY1\ngroup g all a a\nquorum g", "p(2): 'a' is in a group already")]
    [InlineData("witness a KEY1\ngroup g all\nquorum g", "p(2): 'group' is not written so")]
    [InlineData("witness a LOG\nquorum a", "p(1): The key of witness 'a' is no key of a witness")]
    [InlineData("log KEY1\nquorum none", "p(1): 'w1' is the key of a witness")]
    [InlineData("log LOG\nlog LOG\nquorum none", "p(2): The key of log")]
    [InlineData("witness a KEY1 ftp://x\nquorum a", "p(1): 'ftp://x' is no address")]
    [InlineData("witness a nonsense\nquorum a", "p(1): A vkey reads")]
    [InlineData("quorum none\nquorum none", "p(2): There is a quorum already")]
    [InlineData("quorom none", "p(1): 'quorom' is not written so")]
    public void A_mistake_is_named_with_its_line(string text, string message) => Assert.Contains(message,
        Assert.Throws<NoteFormatException>(() => WitnessPolicy.Parse(text.Replace("KEY1", Key(1)).Replace("KEY2", Key(2)).Replace("LOG", TestLog.Signer.Verifier.ToString()), "p")).Message, StringComparison.Ordinal);

    private static string Key(int number) => Signers[number - 1].Verifier.ToString();
}
