using System.Net;
using System.Net.Sockets;

namespace Xiezhi.Cli.Tests;

/// <summary>Acts from the command line: as the writer of the folder, and through the server that is; the answers are the same.</summary>
public sealed class ActTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly ReplayedCity city;
    private readonly string data;
    private readonly string subject;

    public ActTests(ReplayedCity city)
    {
        this.city = city;
        data = temporary["acted"];
        city.CopyTo(data, peopled: true);
        subject = city.Reading.Sound().InForce("services/citizen-appeal", new DateOnly(2024, 1, 1))!.FindFact("subject")!.Codes!.Codes[0];
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public async Task A_case_goes_from_the_citizen_to_the_handler_alone_and_through_a_server()
    {
        // Without accounts nobody acts, and the way out is said.
        city.CopyTo(temporary["unpeopled"]);
        var nobody = Answer.To("act", "--data", temporary["unpeopled"], "--open", "citizen-appeal", "register", "--as", "citizen-wang");
        Assert.Equal(2, nobody.ExitCode);
        Assert.Contains("xiezhi serve", nobody.ErrorLines[1], StringComparison.Ordinal);

        // Given a server
        string number;
        using (var serving = await ServedAsync())
        {
            var opened = Act(["--open", "citizen-appeal", "register", "--as", "citizen-wang", "--key", "first-appeal", .. Appeal, "--json"]);
            Assert.True(opened.ExitCode == 0, opened.Errors + opened.Output);
            number = opened.Json().GetProperty("number").GetString()!;
            Assert.Equal("recorded", opened.Json().GetProperty("result").GetString());
            Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", opened.Json().GetProperty("trackingCode").GetString()!);

            // The same line under the same key is done once.
            var again = Act(["--open", "citizen-appeal", "register", "--as", "citizen-wang", "--key", "first-appeal", .. Appeal, "--json"]).Json();
            Assert.Equal((number, true), (again.GetProperty("number").GetString(), again.GetProperty("repeated").GetBoolean()));

            var refused = Act(number, "sign", "--as", "market-officer", "--english");
            Assert.Equal(1, refused.ExitCode);

            // The server erases, too, when one asks and the head of the same organ consents.
            var other = Act(["--open", "citizen-appeal", "register", "--as", "citizen-wang", "--key", "second-appeal", .. Appeal, "--json"]).Json().GetProperty("number").GetString()!;
            Assert.Equal(0, Act(other, "withdraw", "--as", "citizen-wang").ExitCode);
            Answer Erase(string approver) => Answer.To("erase", "--data", data, other, "--ground", "period-over", "--as", "justice-officer", "--approved-by", approver);
            var elsewhere = Erase("hotline-head");
            Assert.Equal(1, elsewhere.ExitCode);
            Assert.Contains("hotline-head", elsewhere.Errors, StringComparison.Ordinal);
            var erased = Erase("justice-head");
            Assert.True(erased.ExitCode == 0, erased.Errors + erased.Output);
            Assert.Contains("的内容已经删除", erased.Output, StringComparison.Ordinal);
            Assert.Contains("删除", Erase("justice-head").Errors, StringComparison.Ordinal);
        }

        // When the server has ended, the command writes the folder itself.
        var dispatched = Act(number, "dispatch", "--as", "hotline-officer", "--name", "handler=market", "--json");
        Assert.True(dispatched.ExitCode == 0, dispatched.Errors);
        Assert.False(dispatched.Json().GetProperty("repeated").GetBoolean());
        Assert.Equal(2, Act(number, "annul-entry:2", "--as", "hotline-officer").ExitCode);
        var waits = Act(number, "annul-entry:2", "--as", "hotline-officer", "--why", "派错了单位", "--json").Json();
        Assert.Equal("waits", waits.GetProperty("result").GetString());
        using (var serving = await ServedAsync()) { await ApproveAsync(waits.GetProperty("proposal").GetInt64(), "hotline-head"); }

        // What was struck out stays in its place, and says so.
        var struck = Answer.Done("case", "--data", data, number).Output.Split('\n').Where(l => l.Contains("（已撤销）", StringComparison.Ordinal));
        Assert.StartsWith("  2  ", Assert.Single(struck), StringComparison.Ordinal);
        Answer.Done("fsck", "--data", data);
    }

    [Fact]
    public async Task What_is_refused_and_what_cannot_be_read_is_told_alike_by_folder_and_server()
    {
        string number;
        List<(int, string)> served;
        using (var serving = await ServedAsync())
        {
            number = Act(["--open", "citizen-appeal", "register", "--as", "citizen-wang", .. Appeal, "--json"]).Json().GetProperty("number").GetString()!;
            served = [.. Wrong(number).Select(line => Told(Act([.. line, "--json"])))];
        }

        var alone = Wrong(number).Select(line => Told(Act([.. line, "--json"]))).ToList();

        Assert.Equal(served, alone);
        Assert.Equal([1, 1, 1, 2], alone.Select(a => a.Item1));
        Assert.Contains("wrong-stage", alone[0].Item2, StringComparison.Ordinal);
        Assert.Contains("四川省12345", alone[0].Item2, StringComparison.Ordinal);
        Assert.Contains("fact.category", alone[3].Item2, StringComparison.Ordinal);

        var plain = Act(number, "answer-at-once", "--as", "hotline-officer", "--outcome", "resolved", "--fact", "told=x");
        Assert.Equal(2, plain.ExitCode);
        Assert.Contains(plain.ErrorLines, l => l.StartsWith("xiezhi: outcome: ", StringComparison.Ordinal));
        Assert.Contains(plain.ErrorLines, l => l.StartsWith("xiezhi: fact.told: ", StringComparison.Ordinal));
        var words = Act(number, "confirm", "--as", "hotline-officer", "--fact", "satisfaction=satisfied", "--outcome", "resolved");
        Assert.Equal(1, words.ExitCode);
        Assert.StartsWith("xiezhi: wrong-stage: ", words.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith("依据：《", words.ErrorLines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_handed_in_and_a_line_with_files_can_be_sent_again()
    {
        File.WriteAllText(temporary["photo.png"], "this is no picture");
        File.WriteAllBytes(temporary["evidence.pdf"], [.. "%PDF-1.4\n"u8, .. "1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8]);

        var wrong = Act(["--open", "citizen-appeal", "register", "--as", "citizen-wang", .. Appeal, "--file", temporary["photo.png"]]);
        Assert.Equal(2, wrong.ExitCode);
        string[] line = ["--open", "citizen-appeal", "register", "--as", "citizen-wang", "--key", "with-evidence", .. Appeal, "--file", temporary["evidence.pdf"], "--json"];
        var first = Act(line);
        Assert.True(first.ExitCode == 0, first.Errors);
        var again = Act(line);
        Assert.True(again.ExitCode == 0, again.Errors);

        Assert.Equal(first.Json().GetProperty("number").GetString(), again.Json().GetProperty("number").GetString());
        Assert.True(again.Json().GetProperty("repeated").GetBoolean());
    }

    [Theory]
    [InlineData("act", "sign", "--as", "x")]
    [InlineData("NUMBER", "--open", "citizen-apeal", "register", "--as", "x")]
    [InlineData("--fact", "--open", "citizen-appeal", "register", "--as", "x", "--fact", "category")]
    [InlineData("twice", "--open", "citizen-appeal", "register", "--as", "x", "--fact", "a=1", "--fact", "a=2")]
    [InlineData("--key", "--open", "citizen-appeal", "register", "--as", "x", "--key", "short")]
    [InlineData("no file", "--open", "citizen-appeal", "register", "--as", "x", "--file", "nowhere.pdf")]
    public void A_line_that_cannot_be_read_says_what_and_what_to_do(string about, params string[] line)
    {
        var answer = Act(line);

        Assert.Equal(2, answer.ExitCode);
        Assert.True(answer.ErrorLines.Length >= 2, about + answer.Errors);
    }

    private string[] Appeal => ["--fact", "category=complaint", "--fact", $"subject={subject}", "--fact", "told=路灯不亮", "--name", "hotline=hotline-center"];

    private IEnumerable<string[]> Wrong(string number) =>
    [
        [number, "confirm", "--as", "hotline-officer", "--fact", "satisfaction=satisfied", "--outcome", "resolved"],
        [number, "sign", "--as", "cuiping-market-officer"],
        [number, "withdraw", "--as", "city-supervisor"],
        [number, "recategorise", "--as", "hotline-officer", "--fact", "category=complant"],
    ];

    /// <summary>How a line ended: its code with words and article, or what cannot be read. What a server says of its own addresses is its own matter.</summary>
    private static (int, string) Told(Answer answer)
    {
        var said = answer.Json();
        var code = said.TryGetProperty("code", out var given) ? given.GetString() : null;
        return (answer.ExitCode, code is "not-found" or "not-yours" ? code : answer.Output);
    }

    private Answer Act(params string[] line) => Answer.To(["act", "--data", data, .. line]);

    /// <summary>Starts serving and waits until it says so.</summary>
    /// <summary>Approves through the server, as a page or another program would.</summary>
    private async Task ApproveAsync(long proposal, string account)
    {
        var said = await File.ReadAllLinesAsync(Path.Combine(data, "local.token"), TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(said[0]) };
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/proposals/{proposal}/approval");
        message.Headers.Authorization = new("Bearer", said[1]);
        message.Headers.Add("Xiezhi-Act-As", account);
        message.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var answer = await client.SendAsync(message, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private async Task<Served> ServedAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var process = Answer.Start("serve", "--data", data, "--urls", $"http://localhost:{port}");
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Contains("serves", said, StringComparison.Ordinal);
        _ = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        return new Served(process);
    }
}
