using NodaTime;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.People;

public sealed class SessionsTests : IAsyncDisposable
{
    private readonly TestOffice test = new();
    private Sessions Sessions => test.Office.Sessions;
    private Tokens Tokens => test.Office.Tokens;
    private Account Officer => test.Office.Accounts.Find("market-officer")!;

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public void A_session_ends_after_half_an_hour_without_a_request()
    {
        var secret = Sessions.Begin(Officer);
        test.Clock.Pass(Duration.FromMinutes(29));
        Assert.NotNull(Sessions.Find(secret));
        test.Clock.Pass(Duration.FromMinutes(29));
        Assert.NotNull(Sessions.Find(secret));

        test.Clock.Pass(Duration.FromMinutes(30));

        Assert.Null(Sessions.Find(secret));
        Assert.Empty(Sessions.Of(Officer));
    }

    [Fact]
    public void A_session_ends_after_twelve_hours_however_busy_it_is()
    {
        var secret = Sessions.Begin(Officer);
        for (var minutes = 0; minutes < 12 * 60; minutes += 20)
        {
            Assert.NotNull(Sessions.Find(secret));
            test.Clock.Pass(Duration.FromMinutes(20));
        }

        Assert.Null(Sessions.Find(secret));
    }

    [Fact]
    public async Task A_session_goes_on_after_a_restart()
    {
        var secret = Sessions.Begin(Officer);
        await test.ReopenAsync();

        Assert.Equal("market-officer", Sessions.Find(secret)!.Id);
    }

    [Fact]
    public void Of_six_sessions_the_oldest_gives_way()
    {
        var secrets = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            secrets.Add(Sessions.Begin(Officer));
            test.Clock.Pass(Duration.FromSeconds(1));
        }

        Assert.Null(Sessions.Find(secrets[0]));
        Assert.All(secrets.Skip(1), s => Assert.NotNull(Sessions.Find(s)));
        Assert.Equal(5, Sessions.Of(Officer).Length);
    }

    [Fact]
    public async Task Whoever_signs_out_is_out_also_after_a_restart()
    {
        var secret = Sessions.Begin(Officer);
        var other = Sessions.Begin(Officer);
        Sessions.End(secret);
        await test.ReopenAsync();

        Assert.Null(Sessions.Find(secret));
        Assert.NotNull(Sessions.Find(other));
        Assert.True(Sessions.End(Officer, Assert.Single(Sessions.Of(Officer)).Number));
        Assert.Null(Sessions.Find(other));
    }

    [Fact]
    public void A_session_of_somebody_else_cannot_be_ended()
    {
        var secret = Sessions.Begin(Officer);

        Assert.False(Sessions.End(test.Office.Accounts.Find("housing-officer")!, Sessions.Of(Officer)[0].Number));
        Assert.NotNull(Sessions.Find(secret));
    }

    [Fact]
    public async Task A_token_opens_what_it_is_for_and_nothing_else_until_it_is_revoked()
    {
        var (api, info) = Tokens.Make(Officer, TokenUse.Api, "接口")!.Value;
        var (feed, _) = Tokens.Make(Officer, TokenUse.Feed, "日历")!.Value;
        await test.ReopenAsync();

        Assert.StartsWith("xz_", api, StringComparison.Ordinal);
        Assert.Equal("market-officer", Tokens.Find(api)!.Id);
        Assert.Null(Tokens.Find(feed));
        Assert.Null(Tokens.Find(api, TokenUse.Feed));
        Assert.Equal("market-officer", Tokens.Find(feed, TokenUse.Feed)!.Id);
        Assert.Null(Tokens.Find(api[..^1] + (api[^1] == 'A' ? 'B' : 'A')));
        Assert.False(Tokens.Revoke(test.Office.Accounts.Find("housing-officer")!, info.Number));
        Assert.True(Tokens.Revoke(Officer, info.Number));
        Assert.Null(Tokens.Find(api));
        await test.ReopenAsync();
        Assert.Null(Tokens.Find(api));
    }

    [Fact]
    public void An_account_has_at_most_twenty_tokens()
    {
        for (var i = 0; i < Tokens.MostOfAccount; i++) { Assert.NotNull(Tokens.Make(Officer, TokenUse.Api, $"{i}")); }

        Assert.Null(Tokens.Make(Officer, TokenUse.Api, "one more"));
    }

    [Fact]
    public void The_owner_of_a_served_folder_acts_for_any_account_that_is_enabled()
    {
        test.Office.ServeLocally(new Uri("http://localhost:8080"));

        var (address, secret) = LocalAccess.Find(test.Path)!.Value;

        Assert.Equal("http://localhost:8080/", address.ToString());
        Assert.Equal("market-officer", test.Office.ActAs(secret, "market-officer")!.Account.Id);
        Assert.Null(test.Office.ActAs(secret + "x", "market-officer"));
        Assert.Null(test.Office.ActAs(secret, "nobody"));
        test.Office.Accounts.Enable("market-officer", enabled: false);
        Assert.Null(test.Office.ActAs(secret, "market-officer"));
        if (!OperatingSystem.IsWindows()) { Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(test.Path, "local.token"))); }
    }

    [Fact]
    public async Task A_folder_that_is_served_no_more_has_no_such_file()
    {
        test.Office.ServeLocally(new Uri("http://localhost:8080"));
        await test.ReopenAsync();

        Assert.Null(LocalAccess.Find(test.Path));
    }
}
