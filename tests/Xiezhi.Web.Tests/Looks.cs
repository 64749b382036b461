using Microsoft.Playwright;

namespace Xiezhi.Web.Tests;

/// <summary>Looks at one loaded page as every reader does: wide and narrow, in the light and in the dark. The page is loaded once; only the reader changes.</summary>
internal static class Looks
{
    private static readonly int[] Widths = [1280, 390];

    /// <summary>At both widths: nothing that axe finds, nothing that flows over, nothing to press that is too small for a finger.</summary>
    /// <param name="dark">Whether every word must be readable in the dark as well.</param>
    public static async Task AtEveryWidthAsync(IPage page, string what, bool dark)
    {
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            var found = await Axe.FindingsAsync(page);
            Assert.True(found.Length == 0, $"{what} at {width}: {found}");
            var over = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(over <= 0, $"{what} is {over} px wider than {width}");
            var small = await page.EvaluateAsync<string[]>("""
                [...document.querySelectorAll('.top nav a, .button, .steps a, button, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox]), summary, .bars a')].filter(e => e.checkVisibility())
                  .filter(e => e.getBoundingClientRect().height < 39.5).map(e => e.outerHTML.slice(0, 120))
                """);
            Assert.True(small.Length == 0, $"{what} at {width}: {string.Join("; ", small)}");
            if (!dark) { continue; }
            await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
            var pale = await Axe.FindingsAsync(page, "color-contrast");
            Assert.True(pale.Length == 0, $"{what} at {width} in the dark: {pale}");
        }
    }
}
