using Xiezhi.Office.Acts;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.Documents;

/// <summary>Who gets a document of a case, and with what in it.</summary>
public sealed class DocumentOpeningTests : IAsyncLifetime
{
    private readonly TestOffice test = new();
    private ActOutcome.Done opened = null!;
    private string number = "";

    public async ValueTask InitializeAsync()
    {
        opened = await test.Handled(test.As("citizen-wang"), "a");
        number = opened.Number.ToString();
        await test.Done(test.As("market-officer"), new ActInput
        {
            Case = number, Act = "answer", Key = "a answer", Facts = TestOffice.Words(("replied", "已责令夜间停工")),
        });
    }

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Fact]
    public void The_citizen_reads_the_reply_and_not_the_work_order()
    {
        var reply = test.Office.OpenDocument(test.As("citizen-wang"), number, "reply")!;

        Assert.Equal(("诉求办理结果", "宜宾市市场监督管理局", "李晓明"), (reply.Title, reply.Issuer, reply.Recipient));
        Assert.Contains(reply.Lines, l => l.Text == "已责令夜间停工");
        Assert.Equal(new DateOnly(2024, 3, 4), reply.Day);
        Assert.NotNull(reply.Notice);
        Assert.Null(test.Office.OpenDocument(test.As("citizen-wang"), number, "work-order"));
        Assert.Equal(reply.Lines, test.Office.OpenDocument(new Viewer.Tracker(opened.Case, 900000001), number, "reply")!.Lines);
    }

    [Fact]
    public void The_handler_reads_its_work_order_with_its_last_day_and_without_who_complains()
    {
        var order = test.Office.OpenDocument(test.As("market-officer"), number, "work-order")!;
        var reply = test.Office.OpenDocument(test.As("market-officer"), number, "reply")!;

        Assert.Contains(order.Lines, l => l.Text == "夜间施工噪声很大");
        Assert.Contains(order.Lines, l => l.Text.StartsWith("最后一日为", StringComparison.Ordinal));
        Assert.Equal("诉求人", reply.Recipient);
    }

    [Fact]
    public void Whoever_has_no_part_gets_nothing_and_each_reading_is_noted()
    {
        foreach (var id in new[] { "citizen-chen", "housing-officer", "cuiping-market-officer", "justice-head", "administrator", "cuiping-supervisor" })
        {
            Assert.Null(test.Office.OpenDocument(test.As(id), number, "reply"));
        }

        Assert.Null(test.Office.OpenDocument(Viewer.Stranger.Instance, number, "reply"));
        Assert.Null(test.Office.OpenDocument(test.As("citizen-wang"), number, "nothing"));
        Assert.Null(test.Office.OpenDocument(test.As("citizen-wang"), number, "evidence"));
        Assert.Null(test.Office.OpenDocument(test.As("hotline-officer"), number, "return-reason"));
        Assert.Empty(test.Office.Readings.OfCase(opened.Case));

        Assert.NotNull(test.Office.OpenDocument(test.As("hotline-officer"), number, "reply"));
        Assert.Single(test.Office.Readings.OfCase(opened.Case));
    }
}
