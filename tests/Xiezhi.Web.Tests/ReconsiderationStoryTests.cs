namespace Xiezhi.Web.Tests;

/// <summary>A reconsideration from application to decision: whoever was fined, the office, the organ that fined him, and the authority.</summary>
public sealed class ReconsiderationStoryTests(LivingCity city, Browser browser)
{
    [Fact]
    public async Task A_reconsideration_is_decided_and_its_decision_read_by_keyboard_and_without_script()
    {
        await using var home = await browser.NewContextAsync(city, 1280, script: false);
        var applicant = new Keyboard(await home.NewPageAsync());
        var (number, code) = await ApplyAsync(applicant);

        await using var hall = await browser.NewContextAsync(city, 1280, script: false);
        var authority = new Keyboard(await hall.NewPageAsync());
        await authority.SignInAsync("government");
        await authority.PressAsync(number);
        await authority.ActAsync("受理");

        await using var justice = await browser.NewContextAsync(city, 1280, script: false);
        var office = new Keyboard(await justice.NewPageAsync());
        await office.SignInAsync("justice");
        await office.PressAsync(number);
        await office.ActAsync("发送副本");
        await office.ActAsync("送达申请书副本");

        await using var bureau = await browser.NewContextAsync(city, 1280, script: false);
        var respondent = new Keyboard(await bureau.NewPageAsync());
        await respondent.SignInAsync("market");
        await respondent.PressAsync(number);
        await respondent.ActAsync("答复举证", act => act.WriteAsync("答复意见", "处罚程序合法，依据充分。"));

        await office.ActAsync("听取意见");
        // Before the views were heard the law refuses to decide; now it does not.
        await authority.OpenAsync("/desk");
        await authority.PressAsync(number);
        await authority.ActAsync("决定", async act =>
        {
            await act.ChooseAsync("结果", "撤销");
            await act.WriteAsync("认定的事实和理由", "处罚前没有告知陈述申辩的权利。");
            await act.WriteAsync("决定内容", "撤销该处罚决定。");
        });
        await authority.SeesAsync("已办结：撤销");
        await authority.ActAsync("送达行政复议决定书", act => act.ChooseAsync("受送达人", "申请人"));

        await applicant.OpenAsync("/track");
        await applicant.WriteAsync("案号", number);
        await applicant.WriteAsync("查询码", code);
        await applicant.PressAsync("查询");
        await applicant.PressAsync("打开 行政复议决定书");
        await applicant.SeesAsync("撤销该处罚决定");
        await applicant.PressAsync(number);
        await applicant.PressAsync("看完了，退出查询");
        Assert.EndsWith("/track", applicant.Page.Url, StringComparison.Ordinal);
    }

    private static async Task<(string Number, string Code)> ApplyAsync(Keyboard applicant)
    {
        await applicant.OpenAsync("/matters");
        await applicant.WriteAsync("要办什么事", "不服罚款");
        await applicant.PressAsync("查找");
        await applicant.PressAsync("行政复议");
        await applicant.WriteAsync("申请人姓名或名称", "钱家乐");
        await applicant.ChooseAsync("被申请人", "宜宾市市场监督管理局");
        await applicant.ChooseFirstAsync("事项");
        await applicant.WriteDayAsync("知道之日", new DateOnly(2024, 2, 20));
        await applicant.ChooseAsync("已告知复议权利", "是");
        await applicant.WriteAsync("复议请求、事实和理由", "罚款没有听取我的申辩，请求撤销。");
        await applicant.PressAsync("下一步：核对");
        await applicant.PressAsync("提交");
        await applicant.SeesAsync("受理审查");
        return (await applicant.TextAsync("#number"), await applicant.TextAsync("#code"));
    }
}
