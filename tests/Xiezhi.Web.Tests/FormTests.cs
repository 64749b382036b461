using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Xiezhi.Web.Tests;

/// <summary>Forms that go wrong, are left lying, or meet another's act: nothing is lost, and nothing is done twice.</summary>
public sealed partial class FormTests(LivingCity city)
{
    internal const string Address = "/apply/services/citizen-appeal";

    internal static (string, string)[] Filled(string told, string key) =>
    [
        ("act", "register"), ("key", key), ("draft", ""), ("name.hotline", "hotline-center"), ("person.citizen.name", "孙小明"), ("fact.category", "complaint"),
        ("fact.subject", "noise"), ("fact.told", told),
    ];

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_at_its_field_and_nothing_typed_is_lost()
    {
        using var visit = city.NewVisit();

        using var answer = await visit.PostAsync(Address, ("act", "register"), ("do", "review"), ("fact.told", "只写了<b>这一句</b>"), ("person.citizen.phone", "abc"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await Visit.TextAsync(answer);
        Assert.Contains("href=\"#fact.category\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#person.citizen.name\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#person.citizen.phone\"", html, StringComparison.Ordinal);
        Assert.Contains("只写了&lt;b&gt;这一句&lt;/b&gt;", html, StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_sent_twice_opens_one_case_and_shows_the_same_receipt()
    {
        using var visit = city.NewVisit();
        var fields = Filled("发了两次", Guid.NewGuid().ToString("N")).Append(("do", "submit")).ToArray();

        var first = await Visit.TextAsync(await visit.PostAsync(Address, fields));
        var second = await Visit.TextAsync(await visit.PostAsync(Address, fields));

        Assert.Equal(Number().Match(first).Value, Number().Match(second).Value);
        Assert.Equal(Code().Match(first).Value, Code().Match(second).Value);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", Code().Match(first).Value);
    }

    [Fact]
    public async Task A_paper_of_a_wrong_kind_or_too_large_is_named_at_its_field_and_the_others_are_kept()
    {
        using var visit = city.NewVisit();
        using var form = Parts([.. Filled("有附件", Guid.NewGuid().ToString("N")), ("do", "submit")]);
        form.Add(new ByteArrayContent("MZ\u0090\0\u0003\0\0\0"u8.ToArray()), "document.evidence", "程序.pdf");
        form.Add(new ByteArrayContent(new byte[(10 * 1024 * 1024) + 1]), "document.evidence", "太大.txt");
        form.Add(new ByteArrayContent("好的文件"u8.ToArray()), "document.evidence", "好的.txt");

        using var answer = await visit.PostAsync(Address, form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var html = await Visit.TextAsync(answer);
        Assert.Contains("“程序.pdf”", html, StringComparison.Ordinal);
        Assert.Contains("“太大.txt”：文件超过10 MB", html, StringComparison.Ordinal);
        Assert.Contains("好的.txt", html, StringComparison.Ordinal);
        Assert.Contains("有附件", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_too_large_is_refused_with_a_page_that_says_so()
    {
        using var visit = city.NewVisit();

        using var answer = await visit.PostAsync("/signin", ("id", new string('x', 300_000)), ("password", "x"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("内容太大", await Visit.TextAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_cut_off_half_way_leaves_nothing()
    {
        var before = city.PaperFiles;
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(city.Address.Host, city.Address.Port, TestContext.Current.CancellationToken);
            var stream = socket.GetStream();
            var head = $"POST {Address} HTTP/1.1\r\nHost: {city.Address.Authority}\r\nOrigin: {city.Address.GetLeftPart(UriPartial.Authority)}\r\n" +
                "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000000\r\n\r\n" +
                "--b\r\nContent-Disposition: form-data; name=\"document.evidence\"; filename=\"half.txt\"\r\n\r\n" + new string('x', 300_000);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
            await stream.FlushAsync(TestContext.Current.CancellationToken);
        }

        // The server notices when it next reads; another request has passed by then.
        for (var i = 0; i < 100 && city.PaperFiles != before; i++) { await Task.Delay(50, TestContext.Current.CancellationToken); }
        Assert.Equal(before, city.PaperFiles);
    }

    [Fact]
    public async Task Who_was_slower_sees_what_came_and_sends_his_form_again_as_it_is()
    {
        var (number, _) = await city.AppealAsync();
        using var visit = await city.NewVisit().SignedInAsync("hotline");
        var file = "/desk/cases/" + Uri.EscapeDataString(number);
        var form = await visit.PageAsync(file + "/acts/recategorise");
        (string, string)[] fields = [("key", Key().Match(form).Value), ("fact.category", "report")];

        await city.ActAsync("hotline-head", number, "dispatch", ("handler", "market"));
        using var late = await visit.PostAsync(file + "/acts/recategorise", [.. fields, ("seen", "1")]);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        var html = await Visit.TextAsync(late);
        Assert.Contains("有人在这个案件里办了事", html, StringComparison.Ordinal);
        Assert.Contains("派单", html, StringComparison.Ordinal);
        Assert.Matches("value=\"report\"[^>]*checked", html);
        Assert.Contains("name=\"seen\" value=\"2\"", html, StringComparison.Ordinal);

        using var again = await visit.PostAsync(file + "/acts/recategorise", [.. fields, ("seen", "2")]);
        Assert.Contains("“改类”已记入案件", await Visit.TextAsync(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_law_refuses_is_said_with_its_article_and_leaves_no_trace()
    {
        var (number, _) = await city.AppealAsync();
        using var visit = await city.NewVisit().SignedInAsync("hotline");
        var file = "/desk/cases/" + Uri.EscapeDataString(number);

        using var answer = await visit.PostAsync(file + "/acts/confirm", ("key", Guid.NewGuid().ToString("N")), ("seen", "1"), ("fact.satisfaction", "satisfied"), ("outcome", "resolved"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var html = await Visit.TextAsync(answer);
        Assert.Contains("法律不允许这样做", html, StringComparison.Ordinal);
        Assert.Contains("现在的阶段不能", html, StringComparison.Ordinal);
        Assert.Contains("热线运行管理暂行办法", html, StringComparison.Ordinal);
        Assert.DoesNotContain("第2条 ·", await visit.PageAsync(file), StringComparison.Ordinal);
    }

    internal static MultipartFormDataContent Parts(IEnumerable<(string Name, string Value)> fields)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            var part = new StringContent(value);
            part.Headers.ContentType = null;
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
            parts.Add(part);
        }

        return parts;
    }

    [GeneratedRegex("""(?<=id="number">)[^<]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Number();

    [GeneratedRegex("""(?<=id="code">)[^<]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();

    [GeneratedRegex("""(?<=name="key" value=")[^"]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();
}
