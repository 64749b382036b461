using NodaTime;
using Xiezhi.Office.Drafts;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.Drafts;

public sealed class DraftStoreTests : IAsyncDisposable
{
    private static readonly Draft Begun = new("services/citizen-appeal", null, "register", TestOffice.Words(("fact.told", "写到一半")));
    private readonly TestOffice test = new();
    private DraftStore Drafts => test.Office.Drafts;

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task A_form_is_gone_on_with_after_a_restart_in_the_middle_of_it()
    {
        var secret = Drafts.Save(null, Begun)!;
        await test.ReopenAsync();

        var draft = Drafts.Open(secret.ToLowerInvariant())!;

        Assert.Equal(("services/citizen-appeal", "register", "写到一半"), (draft.Procedure, draft.Act, draft.Values["fact.told"]));
        Assert.Equal(test.Clock.Now, draft.Saved);
        Assert.Equal(secret, Drafts.Save(secret, Begun with { Values = TestOffice.Words(("fact.told", "写完了")) }));
        Assert.Equal("写完了", Drafts.Open(secret)!.Values["fact.told"]);
    }

    [Fact]
    public void A_secret_that_somebody_made_up_opens_nothing_and_cannot_be_taken()
    {
        const string wished = "00000000000000000000000000";

        var secret = Drafts.Save(wished, Begun)!;

        Assert.NotEqual(wished, secret);
        Assert.Equal(26, secret.Length);
        Assert.Null(Drafts.Open(wished));
    }

    [Fact]
    public void A_sent_form_leaves_no_draft()
    {
        var secret = Drafts.Save(null, Begun)!;

        Drafts.Remove(secret);

        Assert.Null(Drafts.Open(secret));
    }

    [Fact]
    public void Drafts_that_nobody_came_back_to_are_removed_after_thirty_days()
    {
        var old = Drafts.Save(null, Begun)!;
        test.Clock.Pass(Duration.FromDays(20));
        var young = Drafts.Save(null, Begun)!;

        test.Clock.Pass(Duration.FromDays(11));
        test.Office.RemoveAbandoned();

        Assert.Null(Drafts.Open(old));
        Assert.NotNull(Drafts.Open(young));
    }

    [Fact]
    public void What_is_larger_than_any_form_is_not_kept() =>
        Assert.Null(Drafts.Save(null, Begun with { Values = TestOffice.Words(("fact.told", new string('长', DraftStore.Largest))) }));
}
