namespace Xiezhi.Web.Tests;

/// <summary>The content of a case is erased at the desk: an officer of the organ that the law names asks for it, its head consents, and what is gone is gone for everybody.</summary>
public sealed class ErasureStoryTests(LivingCity city, Browser browser)
{
    private const string Told = "要依法删除的诉求原文";

    [Fact]
    public async Task The_head_consents_to_what_an_officer_asks_by_keyboard_and_without_script()
    {
        var (number, code) = await city.AppealAsync(Told, "诸葛已删除");

        await using var street = await browser.NewContextAsync(city, 390, script: false);
        var officer = new Keyboard(await street.NewPageAsync());
        await officer.SignInAsync("justice");
        await officer.PressAsync("删除案件内容");
        await AskAsync();
        await officer.SeesAsync("先依程序办结");
        await city.ActAsync("hotline", number, "answer-at-once");
        await officer.OpenAsync("/desk/erase");
        await AskAsync();
        await officer.SeesAsync("等待批准");

        await using var office = await browser.NewContextAsync(city, 1280, script: false);
        var head = new Keyboard(await office.NewPageAsync());
        await head.SignInAsync("justice-head");
        await head.PressAsync("待我批准（1）");
        await head.SeesAsync("删除内容：保存期限已经届满");
        await head.PressAsync($"批准 {number}");
        await head.SeesAsync("已批准");

        await officer.OpenAsync($"/cases/{Uri.EscapeDataString(number.Replace("〔", "-", StringComparison.Ordinal).Replace("〕", "-", StringComparison.Ordinal).Replace("号", "", StringComparison.Ordinal))}");
        await officer.SeesAsync("内容已经依法删除");
        await officer.SeesAsync("保存期限已经届满");
        Assert.IsType<Office.People.TrackingAnswer.Erased>(city.Office.Codes.Open(number, code, "203.0.113.7"));

        async Task AskAsync()
        {
            await officer.WriteAsync("案号", number);
            await officer.ChooseAsync("理由", "保存期限已经届满（个人信息保护法第四十七条第一款第二项）");
            await officer.PressAsync("提请同意");
        }
    }
}
