using System.Net;
using System.Text.RegularExpressions;
using NodaTime;

namespace Xiezhi.Web.Tests;

/// <summary>What happens when time passes, or the server stops in between. Each has a city of its own.</summary>
public sealed partial class TimeTests
{
    [Fact]
    public async Task A_form_half_filled_in_outlives_a_restart_with_its_papers()
    {
        await using var city = await LivingCity.NewAsync();
        using var visit = city.NewVisit();
        using var form = FormTests.Parts([.. FormTests.Filled("写到一半", Guid.NewGuid().ToString("N")), ("do", "save")]);
        form.Add(new ByteArrayContent("噪声分贝记录"u8.ToArray()), "document.evidence", "记录.txt");
        var saved = await Visit.TextAsync(await visit.PostAsync(FormTests.Address, form));
        var link = Resume().Match(saved).Value;
        Assert.NotEmpty(link);

        await city.RestartAsync();
        using var later = city.NewVisit();
        var html = await later.PageAsync(link);

        Assert.Contains("写到一半", html, StringComparison.Ordinal);
        Assert.Contains("记录.txt", html, StringComparison.Ordinal);
        var fields = Hidden().Matches(html).Select(m => (m.Groups["name"].Value, m.Groups["value"].Value)).Where(f => f.Item1 is "key" or "draft" or "act" || f.Item1.StartsWith("paper.", StringComparison.Ordinal)).ToArray();
        var sent = await Visit.TextAsync(await later.PostAsync(FormTests.Address, [.. fields, .. FormTests.Filled("写完了", "").Where(f => f.Item1 is not ("key" or "draft" or "act")), ("do", "submit")]));
        Assert.Contains("已经收到", sent, StringComparison.Ordinal);
        Assert.Contains("记录.txt", await later.PageAsync("/mine/" + Uri.EscapeDataString(FormTests.Number().Match(sent).Value)), StringComparison.Ordinal);

        // What was sent is no draft any more.
        using var gone = await later.GetAsync(link);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Who_leaves_his_desk_is_signed_out_after_half_an_hour_and_comes_back_to_where_he_was()
    {
        await using var city = await LivingCity.NewAsync();
        using var visit = await city.NewVisit().SignedInAsync("hotline");
        Assert.Contains("工作台", await visit.PageAsync("/desk/all"), StringComparison.Ordinal);

        city.Pass(Duration.FromMinutes(31));

        using var asked = await visit.GetAsync("/desk/all");
        Assert.Equal("/signin?to=%2Fdesk%2Fall", asked.RequestMessage!.RequestUri!.PathAndQuery);
        using var back = await visit.PostAsync("/signin", ("id", "hotline"), ("password", LivingCity.Password), ("to", "/desk/all"));
        Assert.Equal("/desk/all", back.RequestMessage!.RequestUri!.PathAndQuery);
    }

    [Fact]
    public async Task A_name_is_locked_after_five_wrong_passwords_also_for_the_right_one_and_open_again_later()
    {
        await using var city = await LivingCity.NewAsync();
        using var visit = city.NewVisit();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await visit.PostAsync("/signin", ("id", "market"), ("password", "not the password"));
            Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
        }

        using var locked = await visit.PostAsync("/signin", ("id", "market"), ("password", LivingCity.Password));
        Assert.Equal(HttpStatusCode.TooManyRequests, locked.StatusCode);

        city.Pass(Duration.FromMinutes(16));
        await visit.SignedInAsync("market");
    }

    [GeneratedRegex("""(?<=id="resume">)[^<]+""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Resume();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" />""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Hidden();
}
