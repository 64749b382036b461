using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.People;

public sealed class AccountsTests : IAsyncDisposable
{
    private readonly TestOffice test = new();
    private Accounts Accounts => test.Office.Accounts;

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task Accounts_are_there_again_after_a_restart()
    {
        var before = Accounts.All;

        await test.ReopenAsync();

        Assert.Equal(before.ToList(), [.. Accounts.All]);
        Assert.Equal(23, before.Length);
    }

    [Theory]
    [InlineData("too short", "password")]
    [InlineData("password1234", "password")]
    [InlineData("aaaaaaaaaaaaaaaa", "password")]
    [InlineData("my name is newcomer", "password")]
    public void A_weak_password_is_refused(string password, string field)
    {
        var problem = Assert.Single(Accounts.Create(new Account("newcomer", "新人", AccountRole.Officer, 3, 50, 0), password));

        Assert.Equal(field, problem.Field);
        Assert.Null(Accounts.Find("newcomer"));
    }

    [Fact]
    public void All_that_is_wrong_with_an_account_is_said_at_once()
    {
        var problems = Accounts.Create(new Account("Wrong Name", "", AccountRole.Officer, 999, 1, 5), TestOffice.Password);

        Assert.Equal(["id", "name", "organ", "party"], problems.Select(p => p.Field));
    }

    [Fact]
    public void An_officer_whose_organ_has_not_so_many_is_refused()
    {
        var organ = TestOffice.City.FindOrgan("market")!;

        var problem = Assert.Single(Accounts.Create(new Account("market-many", "多", AccountRole.Officer, organ.Number, organ.Officers + 1, 0), TestOffice.Password));

        Assert.Equal("officer", problem.Field);
    }

    [Fact]
    public void A_name_once_given_is_given_to_nobody_else_even_when_disabled()
    {
        Assert.True(Accounts.Enable("citizen-wang", enabled: false));

        Assert.Equal("id", Assert.Single(Accounts.Create(new Account("citizen-wang", "别人", AccountRole.Citizen, 0, 0, 77), TestOffice.Password)).Field);
        Assert.Equal("party", Assert.Single(Accounts.Create(new Account("citizen-other", "别人", AccountRole.Citizen, 0, 0, 900000001), TestOffice.Password)).Field);
    }

    [Fact]
    public void Disabling_an_account_ends_its_sessions_and_tokens()
    {
        var account = Accounts.Find("market-officer")!;
        var session = test.Office.Sessions.Begin(account);
        var (token, _) = test.Office.Tokens.Make(account, TokenUse.Api, "test")!.Value;

        Accounts.Enable("market-officer", enabled: false);
        Accounts.Enable("market-officer", enabled: true);

        Assert.Null(test.Office.Sessions.Find(session));
        Assert.Null(test.Office.Tokens.Find(token));
    }

    [Fact]
    public async Task A_new_password_replaces_the_old_one_and_ends_what_was_opened_with_it()
    {
        var session = test.Office.Sessions.Begin(Accounts.Find("market-officer")!);

        Assert.Null(Accounts.ChangePassword("market-officer", "another long password"));

        Assert.Null(test.Office.Sessions.Find(session));
        Assert.IsType<SignInAnswer.Wrong>(await test.Office.SignIn.WithPasswordAsync("market-officer", TestOffice.Password, CancellationToken.None));
        Assert.IsType<SignInAnswer.In>(await test.Office.SignIn.WithPasswordAsync("market-officer", "another long password", CancellationToken.None));
    }

    [Fact]
    public void The_first_accounts_get_random_passwords_that_sign_in_or_none_is_made()
    {
        var made = Accounts.Begin([new Account("first-one", "甲", AccountRole.Citizen, 0, 0, 71), new Account("first-two", "乙", AccountRole.Citizen, 0, 0, 72)]);

        Assert.Equal(2, made.Select(m => m.Password).Distinct().Count());
        Assert.All(made, m => Assert.NotNull(Accounts.Verify(m.Account.Id, m.Password)));
        Assert.Throws<ArgumentException>(() => Accounts.Begin([new Account("third-one", "丙", AccountRole.Citizen, 0, 0, 73), new Account("first-one", "甲", AccountRole.Citizen, 0, 0, 74)]));
        Assert.Null(Accounts.Find("third-one"));
    }

    [Fact]
    public void A_password_kept_at_a_lower_cost_is_kept_anew_when_it_is_used()
    {
        var weak = new PasswordHashing(10).Keep("a very long password");
        var strong = new PasswordHashing(20);

        Assert.True(strong.Verify("a very long password", weak, out var outdated));
        Assert.True(outdated);
        Assert.True(strong.Verify("a very long password", strong.Keep("a very long password"), out outdated));
        Assert.False(outdated);
        Assert.False(strong.Verify("a very long passwore", weak, out _));
    }
}
