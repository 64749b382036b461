using System.Net;
using System.Text.RegularExpressions;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Web.Tests;

public sealed partial class ReceiptTests(RunningSite site)
{
    [Fact]
    public async Task The_receipt_of_any_leaf_can_be_kept_and_is_good_under_the_key_that_the_site_shows()
    {
        using var page = await site.GetAsync("/verify");
        var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var key = NoteVerifier.Parse(Key().Match(html).Value);

        using var answer = await site.GetAsync("/verify/receipt/300");

        Assert.Equal("leaf-300.tlog-proof", answer.Content.Headers.ContentDisposition?.FileName);
        var receipt = Receipt.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(300, receipt.Index);
        Assert.True(receipt.Verify(key).Size > 300);
    }

    [Theory]
    [InlineData("/verify/receipt/999999999999")]
    [InlineData("/verify/receipt/-1")]
    [InlineData("/verify/receipt/x")]
    [InlineData("/verify/receipt/99999999999999999999999")]
    public async Task A_leaf_that_is_not_there_is_not_found(string address)
    {
        using var answer = await site.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [GeneratedRegex(@"xiezhi/[a-z0-9/-]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
