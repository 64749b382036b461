using NodaTime;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.People;

public sealed class SignInTests : IAsyncDisposable
{
    private readonly TestOffice test = new();

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task The_right_password_begins_a_session()
    {
        var answer = Assert.IsType<SignInAnswer.In>(await Try("market-officer", TestOffice.Password));

        Assert.Equal("market-officer", test.Office.Sessions.Find(answer.Secret)!.Id);
    }

    [Theory]
    [InlineData("market-officer")]
    [InlineData("nobody-of-this-name")]
    public async Task After_five_failures_a_name_is_locked_whether_or_not_it_is_somebodys(string id)
    {
        for (var i = 0; i < 5; i++) { Assert.IsType<SignInAnswer.Wrong>(await Try(id, "not the password")); }

        var locked = Assert.IsType<SignInAnswer.Locked>(await Try(id, TestOffice.Password));
        Assert.Equal(test.Clock.Now + Duration.FromMinutes(15), locked.Until);
    }

    [Fact]
    public async Task A_lock_outlives_a_restart_and_ends_after_a_quarter_of_an_hour()
    {
        for (var i = 0; i < 5; i++) { await Try("market-officer", "not the password"); }
        await test.ReopenAsync();

        test.Clock.Pass(Duration.FromMinutes(14));
        Assert.IsType<SignInAnswer.Locked>(await Try("market-officer", TestOffice.Password));
        test.Clock.Pass(Duration.FromMinutes(1));
        Assert.IsType<SignInAnswer.In>(await Try("market-officer", TestOffice.Password));
    }

    [Fact]
    public async Task Four_failures_are_forgotten_with_the_right_password()
    {
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++) { Assert.IsType<SignInAnswer.Wrong>(await Try("market-officer", "not the password")); }
            Assert.IsType<SignInAnswer.In>(await Try("market-officer", TestOffice.Password));
        }
    }

    [Fact]
    public async Task Many_guesses_at_once_are_no_more_guesses_than_five()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Try("market-officer", "not the password")));

        Assert.Equal(5, answers.Count(a => a is SignInAnswer.Wrong));
        Assert.Equal(35, answers.Count(a => a is SignInAnswer.Locked));
    }

    [Fact]
    public async Task A_disabled_account_is_answered_as_a_wrong_password()
    {
        test.Office.Accounts.Enable("market-officer", enabled: false);

        Assert.IsType<SignInAnswer.Wrong>(await Try("market-officer", TestOffice.Password));
    }

    private Task<SignInAnswer> Try(string id, string password) => test.Office.SignIn.WithPasswordAsync(id, password, CancellationToken.None);
}
