using System.Text;
using Microsoft.Playwright;

namespace Xiezhi.Web.Tests;

/// <summary>A permit with correction and extension: a citizen with an account, the hall's window, and its head who approves.</summary>
public sealed class PermitStoryTests(LivingCity city, Browser browser)
{
    private static readonly FilePayload Contract = new() { Name = "租赁合同.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes("门面租赁合同，租期三年。") };

    [Fact]
    public async Task A_permit_is_corrected_extended_granted_and_rated_by_keyboard_and_without_script()
    {
        await using var home = await browser.NewContextAsync(city, 390, script: false);
        var citizen = new Keyboard(await home.NewPageAsync());
        var number = await ApplyAsync(citizen);

        await using var hall = await browser.NewContextAsync(city, 1280, script: false);
        var window = new Keyboard(await hall.NewPageAsync());
        await window.SignInAsync("window");
        await window.PressAsync(number);
        await window.ActAsync("一次性告知补正", act => act.WriteAsync("需要补正的内容", "缺少经营场所的租赁合同。"));
        await window.ActAsync("送达一次性补正告知书");

        // What is asked of the citizen stands in the notice; he brings the paper.
        await citizen.OpenAsync("/mine");
        await citizen.PressAsync(number);
        await citizen.SeesAsync("补正中");
        await citizen.PressAsync("打开 一次性补正告知书");
        await citizen.SeesAsync("缺少经营场所的租赁合同");
        await citizen.PressAsync(number);
        await citizen.ActAsync("补正", act => act.AttachAsync("选择文件：申请材料", Contract));
        await citizen.SeesAsync("租赁合同.txt");

        await window.OpenAsync("/desk");
        await window.PressAsync(number);
        await window.SeesAsync("租赁合同.txt");
        await window.ActAsync("受理");
        await ExtendAsync(window, number);
        await window.OpenAsync("/desk");
        await window.PressAsync(number);
        await window.ActAsync("决定", async act =>
        {
            await act.ChooseAsync("结果", "准予");
            await act.WriteAsync("到现场次数", "1");
            await act.WriteAsync("理由", "材料齐全，符合法定条件。");
        });
        await window.ActAsync("送达决定书");

        await citizen.PressAsync("我的办件");
        await citizen.PressAsync(number);
        await citizen.SeesAsync("已办结：准予");
        await citizen.PressAsync("打开 决定书");
        await citizen.SeesAsync("材料齐全，符合法定条件");
        await citizen.PressAsync(number);
        await citizen.ActAsync("评价", act => act.ChooseAsync("评价", "非常满意"));
        await citizen.SeesAsync("评价 非常满意");
        await citizen.PressAsync("谁看过我的信息");
        await citizen.SeesAsync("窗口 庚");
    }

    private static async Task<string> ApplyAsync(Keyboard citizen)
    {
        await citizen.SignInAsync("zhang");
        await citizen.PressAsync("办事");
        await citizen.WriteAsync("要办什么事", "食品经营许可");
        await citizen.PressAsync("查找");
        await citizen.PressAsync("食品经营许可");
        Assert.NotEmpty(await citizen.Page.GetByLabel("事项").InputValueAsync());
        await citizen.ChooseAsync("办理机关", "宜宾市行政审批局");
        await citizen.WriteAsync("申请内容", "在叙府路开一家面馆。");
        await citizen.PressAsync("下一步：核对");
        await citizen.SeesAsync("在叙府路开一家面馆");
        await citizen.PressAsync("提交");
        await citizen.SeesAsync("受理审查");
        return await citizen.TextAsync("#number");
    }

    private async Task ExtendAsync(Keyboard window, string number)
    {
        await window.PressAsync("延长");
        await window.ChooseAsync("延长的理由", "案情复杂");
        await window.PressAsync("提交");
        await window.SeesAsync("等待批准");

        // The head finds it on his desk; until then nothing is recorded.
        await using var office = await browser.NewContextAsync(city, 1280, script: false);
        var head = new Keyboard(await office.NewPageAsync());
        await head.SignInAsync("window-head");
        await head.PressAsync("待我批准（1）");
        await head.PressAsync($"批准 {number}");
        await head.SeesAsync("已批准，行为已记入案件");
        await head.SeesAsync("没有等待批准的事项");
    }
}
