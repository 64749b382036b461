using NodaTime;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.People;

public sealed class TrackingCodesTests : IAsyncDisposable
{
    private readonly TestOffice test = new();
    private int addresses;

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public async Task The_code_of_the_receipt_opens_the_case_for_its_party_as_people_type_it_also_after_a_restart()
    {
        var done = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open"));
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", done.Code);
        await test.ReopenAsync();

        var opened = Assert.IsType<TrackingAnswer.Opened>(Open(done.Number.ToString(), done.Code!));
        var typed = Assert.IsType<TrackingAnswer.Opened>(Open(done.Number.ToString().Trim('号'), $" {done.Code!.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal).Replace('0', 'o').Replace('1', 'l')} "));

        Assert.Equal(opened.Viewer, typed.Viewer);
        Assert.Equal(done.Case, opened.Viewer.Case);
        Assert.NotNull(test.Office.OpenFile(opened.Viewer, done.Number.ToString()));
    }

    [Fact]
    public async Task Another_case_s_code_and_a_case_that_is_not_there_get_the_same_answer()
    {
        var one = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("one"));
        var other = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("other"));

        Assert.NotEqual(one.Code, other.Code);
        Assert.Equal(new TrackingAnswer.Wrong(), Open(one.Number.ToString(), other.Code!));
        Assert.Equal(new TrackingAnswer.Wrong(), Open((one.Number with { Ordinal = 99 }).ToString(), one.Code!));
        Assert.Equal(new TrackingAnswer.Wrong(), Open("no number at all", one.Code!));
        Assert.Equal(new TrackingAnswer.Wrong(), Open(one.Number.ToString(), ""));
    }

    [Fact]
    public async Task Wrong_codes_are_limited_by_address_and_the_right_one_is_not_taken_meanwhile()
    {
        var done = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open"));
        for (var i = 0; i < 10; i++) { Assert.IsType<TrackingAnswer.Wrong>(test.Office.Codes.Open(done.Number.ToString(), "0000", "an address")); }

        var wait = Assert.IsType<TrackingAnswer.TooMany>(test.Office.Codes.Open(done.Number.ToString(), done.Code!, "an address")).Wait;

        Assert.Equal(Duration.FromMinutes(10), wait);
        Assert.IsType<TrackingAnswer.Opened>(test.Office.Codes.Open(done.Number.ToString(), done.Code!, "another address"));
        test.Clock.Pass(wait);
        Assert.IsType<TrackingAnswer.Opened>(test.Office.Codes.Open(done.Number.ToString(), done.Code!, "an address"));
    }

    [Fact]
    public async Task Wrong_codes_are_limited_by_case_from_however_many_addresses()
    {
        var done = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open"));
        for (var i = 0; i < 20; i++) { Assert.IsType<TrackingAnswer.Wrong>(Open(done.Number.ToString(), "0000-0000-0000-0000")); }

        Assert.IsType<TrackingAnswer.TooMany>(Open(done.Number.ToString(), "0000-0000-0000-0000"));
    }

    [Fact]
    public async Task The_code_ends_with_the_key_of_the_case()
    {
        var done = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open"));
        test.Ledger.Folder.Keys.Destroy(test.Office.Cases.Read(done.Case)!.KeySlot);

        Assert.IsType<TrackingAnswer.Wrong>(Open(done.Number.ToString(), done.Code!));
        Assert.Null(test.Office.Codes.Of(test.Office.Cases.Read(done.Case)!));
    }

    private TrackingAnswer Open(string number, string code) => test.Office.Codes.Open(number, code, $"address {++addresses}");
}
