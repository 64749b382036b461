using Microsoft.Playwright;

namespace Xiezhi.Web.Tests;

/// <summary>Looks at one loaded page as every reader does: wide and narrow, in the light and in the dark. The page is loaded once; only the reader changes.</summary>
internal static class Looks
{
    private const int Wide = 1280, Narrow = 390;

    /// <summary>At both widths: nothing that axe finds, nothing that flows over, nothing to press that is too small for a finger. Words keep their colours at every width, so
    /// they are looked at wide in the light and narrow in the dark.</summary>
    /// <param name="dark">Whether every word must be readable in the dark as well.</param>
    public static async Task AtEveryWidthAsync(IPage page, string what, bool dark)
    {
        foreach (var width in (int[])[Wide, Narrow])
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = dark && width == Narrow ? ColorScheme.Dark : ColorScheme.Light });
            var found = dark || width == Wide ? await Axe.FindingsAsync(page) : await Axe.BesidesPaleAsync(page);
            Assert.True(found.Length == 0, $"{what} at {width}: {found}");
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(over <= 0, $"{what} is {over} px wider than {width}");
            var small = await page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('.top nav a, .button, .steps a, button, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox]), summary, .bars a')].filter(e => e.checkVisibility())
                  .filter(e => e.getBoundingClientRect().height < 39.5).map(e => e.outerHTML.slice(0, 120))
                """);
            Assert.True(small.Length == 0, $"{what} at {width}: {string.Join("; ", small)}");
        }
    }
}
