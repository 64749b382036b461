using Microsoft.Playwright;

namespace Xiezhi.Web.Tests;

/// <summary>A citizen's appeal from the first page to the rated answer, with the hotline and the handling organ on the other side.</summary>
public sealed class AppealStoryTests(LivingCity city, Browser browser)
{
    [Fact]
    public async Task An_appeal_goes_from_the_form_to_a_rated_answer_by_keyboard_and_without_script()
    {
        await using var home = await browser.NewContextAsync(city, 390, script: false);
        var citizen = new Keyboard(await home.NewPageAsync());
        var (number, code) = await AppealAsync(citizen);

        // The hotline hands it to the bureau …
        await using var hall = await browser.NewContextAsync(city, 1280, script: false);
        var hotline = new Keyboard(await hall.NewPageAsync());
        await hotline.SignInAsync("hotline");
        await hotline.PressAsync(number);
        await hotline.PressAsync("派单");
        await hotline.ChooseAsync("承办单位", "宜宾市市场监督管理局");
        await hotline.PressAsync("提交");
        await hotline.SeesAsync("“派单”已记入案件");

        // … which signs for it from its list, and answers.
        await using var bureau = await browser.NewContextAsync(city, 1280, script: false);
        var handler = new Keyboard(await bureau.NewPageAsync());
        await handler.SignInAsync("market");
        await handler.TickAsync($"选中{number}");
        await handler.PressAsync("批量签收");
        await handler.SeesAsync("已办");
        await handler.PressAsync(number);
        await handler.PressAsync("答复");
        await handler.PressAsync("提交");
        await handler.SeesAsync("“答复”已记入案件");

        // The citizen comes back with number and code, and is content.
        await citizen.OpenAsync("/track");
        await citizen.WriteAsync("案号", number);
        await citizen.WriteAsync("查询码", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        await citizen.PressAsync("查询");
        await citizen.SeesAsync("待回访");
        await citizen.PressAsync("回访办结");
        await citizen.ChooseAsync("满意度", "满意");
        await citizen.ChooseAsync("结果", "已解决");
        await citizen.PressAsync("提交");
        await citizen.SeesAsync("已办结：已解决");
        await citizen.SeesAsync("满意度 满意");

        // Received, sent out, signed for, answered, rated: each is recorded once, and nothing besides.
        Assert.Equal(5, city.EntriesOf(number));
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$", code);
    }

    [Fact]
    public async Task A_dispatch_that_should_not_be_there_is_struck_out_when_the_head_agrees_and_the_file_says_what_followed()
    {
        var (number, _) = await city.AppealAsync("派错了单位的诉求");
        await city.ActAsync("hotline", number, "dispatch", ("handler", "market"));
        await using var hall = await browser.NewContextAsync(city, 1280, script: false);
        var hotline = new Keyboard(await hall.NewPageAsync());
        await hotline.SignInAsync("hotline");
        await hotline.OpenAsync("/desk/cases/" + Uri.EscapeDataString(number));
        await hotline.PressAsync("撤销 第2条");
        await hotline.PressAsync("提交");
        await hotline.SeesAsync("请写明理由");
        await hotline.WriteAsync("理由", "应由别的单位承办");
        await hotline.PressAsync("提交");
        await hotline.SeesAsync("等待批准");

        await using var office = await browser.NewContextAsync(city, 1280, script: false);
        var head = new Keyboard(await office.NewPageAsync());
        await head.SignInAsync("hotline-head");
        await head.OpenAsync("/desk/proposals");
        await head.SeesAsync("应由别的单位承办");
        await head.PressAsync($"批准 {number}");

        await hotline.OpenAsync("/desk/cases/" + Uri.EscapeDataString(number));
        await hotline.SeesAsync("撤销第2条");
        await hotline.SeesAsync("应由别的单位承办");
        await hotline.SeesAsync("→ 没有这个期限");
        Assert.Equal(3, city.EntriesOf(number));
    }

    private static async Task<(string Number, string Code)> AppealAsync(Keyboard citizen)
    {
        await citizen.OpenAsync("/");
        await citizen.WriteAsync("要办什么事", "投诉饭店太吵");
        await citizen.PressAsync("查找");
        await citizen.PressAsync("群众诉求");
        await citizen.PressAsync("下一步：核对");
        await citizen.SeesAsync("请先改正");
        await citizen.ChooseAsync("诉求类型", "投诉");
        await citizen.ChooseAsync("事由", "噪声");
        await citizen.WriteAsync("诉求内容", "楼下饭店每天营业到凌晨，排风机的声音很大。");
        await citizen.WriteAsync("诉求人姓名或名称", "赵晓静");
        await citizen.WriteAsync("诉求人联系电话", "0831-5550100");
        await citizen.PressAsync("下一步：核对");
        await citizen.SeesAsync("楼下饭店每天营业到凌晨");
        await citizen.PressAsync("提交");
        await citizen.SeesAsync("已经收到");
        return (await citizen.TextAsync("#number"), await citizen.TextAsync("#code"));
    }
}
