namespace Xiezhi.Cli.Tests;

public sealed class UsageTests(ReplayedCity city)
{
    [Theory]
    [InlineData("report --data {nowhere}", "holds no city", "xiezhi replay")]
    [InlineData("evidence --data {data} --figure appeals_acepted", "'appeals_acepted'", "appeals_accepted")]
    [InlineData("evidence --data {data} --figure appeals_accepted --take 0", "--take", "--take 20")]
    [InlineData("report --data {data} --json --html page.html", "--html", "report --help")]
    [InlineData("recount", "--data", "recount --help")]
    [InlineData("recount {nowhere}", "no folder", "log export")]
    [InlineData("recount {export} --key nonsense", "--key", "vkey")]
    [InlineData("recount {export} --year 2022", "--year", "--help")]
    [InlineData("fsck --data {nowhere}", "holds no city", "xiezhi replay")]
    [InlineData("log export --data {data} --out {data}", "not empty", "Name a new one")]
    [InlineData("replay --data {fresh} --scale 0", "--scale 0", "0.01")]
    [InlineData("replay --data {fresh} --city atlantis", "'atlantis'", "yibin")]
    [InlineData("replay --data {fresh} --year 1999", "1999", "1999.yaml")]
    [InlineData("replay --data {data} --scale 0.02", "scale 0.01", "--data")]
    [InlineData("replay --data {data} --scale 0.01 --seed 7", "seed 2023", "--data")]
    [InlineData("report", "--data", "report --help")]
    [InlineData("levitate", "levitate", "--help")]
    [InlineData("case --data {data} 诉求2023", "诉求2023", "诉求2023-3-1")]
    [InlineData("case --data {data} 诉求2023-3-999999999", "诉求〔2023〕3-999999999号", "xiezhi evidence")]
    [InlineData("serve --data {nowhere}", "holds no city", "xiezhi replay")]
    public void A_misuse_ends_with_2_and_says_first_what_and_where_then_what_to_do(string arguments, string what, string next)
    {
        using var temporary = new TemporaryFolder();

        var ran = Answer.To(Arguments(arguments, temporary));

        Assert.Equal(2, ran.ExitCode);
        Assert.Empty(ran.Output);
        Assert.StartsWith("xiezhi: ", ran.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains(what, ran.ErrorLines[0], StringComparison.Ordinal);
        Assert.True(ran.ErrorLines.Length > 1, $"Nothing says what to do after: {ran.ErrorLines[0]}");
        Assert.Contains(next, string.Join('\n', ran.ErrorLines[1..]), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_answers_as_its_commands_do_within_the_tests()
    {
        string[][] lines = [["report", "--data", city.Data], ["evidence", "--data", city.Data, "--figure", "audited_units", "--json"], ["report", "--data", city.Data, "--year", "x"],
            ["catalogue", "check", "nowhere"], ["verify", Path.Combine(city.Data, "log.vkey")]];
        foreach (var line in lines) { Assert.Equal(Answer.OfProcess(line), Answer.To(line)); }
    }

    [Fact]
    public void A_folder_that_is_whole_is_not_replayed_again()
    {
        var ran = Answer.Done("replay", "--data", city.Data, "--scale", "0.01");

        Assert.Contains("already holds", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_command_says_what_it_is_for()
    {
        foreach (var verb in new[] { "replay", "report", "evidence", "recount", "fsck", "log", "case", "serve", "explain", "catalogue", "scenario" })
        {
            Assert.Contains("Description:", Answer.Done(verb, "--help").Output, StringComparison.Ordinal);
        }
    }

    private string[] Arguments(string line, TemporaryFolder temporary) =>
        [.. line.Split(' ').Select(word => word switch
        {
            "{data}" => city.Data,
            "{export}" => city.Export,
            "{nowhere}" => temporary["nowhere"],
            "{fresh}" => temporary["fresh"],
            _ => word,
        })];
}
