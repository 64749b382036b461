using Microsoft.Playwright;

namespace Xiezhi.Web.Tests;

/// <summary>Somebody at a page with a keyboard and nothing else: gets to everything with the Tab key.</summary>
internal sealed class Keyboard(IPage page)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const int MostTabs = 250;

    /// <summary>0 when the focus is there; else how many stops lie before it in the order of the page, at least 1. Radio buttons of one name are one stop.</summary>
    private const string StopsAhead = """
        target => {
          const stop = e => e.type === 'radio' ? 'radio ' + e.name : e;
          const now = document.activeElement;
          if (stop(now) === stop(target)) return 0;
          const all = [...new Set([...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
            .filter(e => !e.disabled && e.checkVisibility()).map(stop))];
          return Math.max(1, all.indexOf(stop(target)) - all.indexOf(stop(now)));
        }
        """;

    /// <summary>How many choices of a group lie between the one that is made and this one.</summary>
    private const string StepsToRadio = """
        target => {
          const all = [...target.form.querySelectorAll('input[type=radio]')].filter(e => e.name === target.name && !e.disabled);
          return Math.max(0, all.indexOf(target) - all.findIndex(e => e.checked));
        }
        """;

    /// <summary>The same for the option of a list that has these words; 0 when there is none.</summary>
    private const string StepsToOption = """
        (list, words) => Math.max(0, [...list.options].findIndex(o => o.text === words) - list.selectedIndex)
        """;

    private ICDPSession? keys;

    public IPage Page => page;

    /// <summary>Opens an address as if it had been typed.</summary>
    public async Task OpenAsync(string address)
    {
        var answer = await page.GotoAsync(address);
        Assert.True(answer!.Ok, $"{address} answers {answer.Status}");
    }

    /// <summary>Presses a link or a button; the next page is there when this returns.</summary>
    public async Task PressAsync(string name)
    {
        var target = await FirstAsync(page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }), page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true }),
            page.Locator("main a", new() { HasText = name }));
        await ReachAsync(target, name);
        var came = new TaskCompletionSource();
        void Came(object? sender, IPage loaded) => came.TrySetResult();
        page.DOMContentLoaded += Came;
        await page.Keyboard.PressAsync("Enter");
        await came.Task.WaitAsync(Patience);
        page.DOMContentLoaded -= Came;
    }

    /// <summary>Writes into a field.</summary>
    public async Task WriteAsync(string label, string text)
    {
        await ReachAsync(page.GetByLabel(label).First, label);
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync(text);
    }

    /// <summary>Types a day into a date field, in the order in which this browser asks for its parts: month, day, year.</summary>
    public async Task WriteDayAsync(string label, DateOnly day)
    {
        var field = page.GetByLabel(label).First;
        await ReachAsync(field, label);
        await page.Keyboard.TypeAsync($"{day:MMddyyyy}");
        Assert.Equal($"{day:yyyy-MM-dd}", await field.InputValueAsync());
    }

    /// <summary>Chooses in a list, or one of some radio buttons.</summary>
    public async Task ChooseAsync(string label, string choice)
    {
        var group = page.GetByRole(AriaRole.Group, new() { Name = label }).First;
        if (await group.CountAsync() > 0)
        {
            var radio = group.GetByLabel(choice, new() { Exact = true });
            var first = group.GetByRole(AriaRole.Radio);
            await ReachAsync(first.First, label);
            await page.Keyboard.PressAsync("Space");
            await PressAsync("ArrowDown", code: 40, await radio.EvaluateAsync<int>(StepsToRadio));
            Assert.True(await radio.IsCheckedAsync(), $"{label} has no choice {choice}");
            return;
        }

        var list = page.GetByLabel(label).First;
        await ReachAsync(list, label);
        await PressAsync("ArrowDown", code: 40, await list.EvaluateAsync<int>(StepsToOption, choice));
        Assert.Equal(choice, await ChosenAsync(list));
    }

    /// <summary>Chooses the first that there is to choose.</summary>
    public async Task ChooseFirstAsync(string label)
    {
        var radios = page.GetByRole(AriaRole.Group, new() { Name = label }).First.GetByRole(AriaRole.Radio);
        var target = await radios.CountAsync() > 0 ? radios.First : page.GetByLabel(label).First;
        await ReachAsync(target, label);
        await page.Keyboard.PressAsync(await radios.CountAsync() > 0 ? "Space" : "ArrowDown");
    }

    /// <summary>Does an act from the case file: its form, what is filled in, and the file again.</summary>
    public async Task ActAsync(string act, Func<Keyboard, Task>? fill = null)
    {
        await PressAsync(act);
        if (fill is not null) { await fill(this); }
        await PressAsync("提交");
        await SeesAsync($"“{act}”已记入案件");
    }

    /// <summary>Ticks a box.</summary>
    public async Task TickAsync(string label)
    {
        var box = page.GetByLabel(label).First;
        await ReachAsync(box, label);
        await page.Keyboard.PressAsync("Space");
        Assert.True(await box.IsCheckedAsync());
    }

    /// <summary>Puts files into a field. The system's own window for it is nobody's page, so the browser is told what would be picked there.</summary>
    public Task AttachAsync(string label, params FilePayload[] files) => page.GetByLabel(label).First.SetInputFilesAsync(files);

    public async Task SignInAsync(string id)
    {
        await OpenAsync("/signin");
        await WriteAsync("登录名", id);
        await WriteAsync("密码", LivingCity.Password);
        await PressAsync("登录");
        Assert.Equal(0, await page.Locator("#errors").CountAsync());
    }

    public Task<string> TextAsync(string selector) => page.Locator(selector).First.InnerTextAsync();

    public async Task SeesAsync(string text)
    {
        var seen = await page.Locator("main").InnerTextAsync();
        Assert.True(seen.Contains(text, StringComparison.Ordinal), $"{page.Url} does not say “{text}”:\n{seen}");
    }

    private static async Task<ILocator> FirstAsync(params ILocator[] ways)
    {
        foreach (var way in ways) { if (await way.CountAsync() > 0) { return way.First; } }
        return ways[^1];
    }

    private static Task<string> ChosenAsync(ILocator list) => list.EvaluateAsync<string>("e => e.selectedIndex < 0 ? '' : e.options[e.selectedIndex].text");

    /// <summary>Presses a key so many times. All presses are on their way before the first is waited for: the browser takes them one after the other.</summary>
    private async Task PressAsync(string key, int code, int times)
    {
        keys ??= await page.Context.NewCDPSessionAsync(page);
        var presses = new List<Task>();
        for (var i = 0; i < times; i++)
        {
            foreach (var half in new[] { "rawKeyDown", "keyUp" })
            {
                presses.Add(keys.SendAsync("Input.dispatchKeyEvent", new() { ["type"] = half, ["key"] = key, ["code"] = key, ["windowsVirtualKeyCode"] = code }));
            }
        }

        await Task.WhenAll(presses);
    }

    private async Task ReachAsync(ILocator target, string what)
    {
        Assert.True(await target.CountAsync() > 0, $"{page.Url} has no “{what}”:\n{await page.Locator("main").InnerTextAsync()}");
        // Found once: to look for it by its label at every stop is what takes the time.
        var found = await target.ElementHandleAsync();
        for (var pressed = 0; pressed < MostTabs;)
        {
            // Asked once how far it may be, then every Tab is pressed; where the guess falls short, the way goes on.
            var ahead = await found.EvaluateAsync<int>(StopsAhead);
            if (ahead == 0) { return; }
            await PressAsync("Tab", code: 9, ahead);
            pressed += ahead;
        }

        Assert.Fail($"“{what}” on {page.Url} cannot be reached with the Tab key");
    }
}
