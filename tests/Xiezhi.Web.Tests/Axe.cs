using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Xiezhi.Web.Tests;

/// <summary>Asks axe about a page.</summary>
/// <remarks>The pages have no frames, so one script in the page itself is enough, and much quicker than a page apart for each question.</remarks>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    private const string Contrast = "color-contrast";

    /// <summary>What axe finds wrong, a line each; empty when nothing.</summary>
    public static Task<string> FindingsAsync(IPage page) => RunAsync(page, "");

    /// <summary>Words that are too pale, a line each. Looking at each word's colour and what lies behind it is most of axe's work.</summary>
    public static Task<string> PaleAsync(IPage page) => RunAsync(page, $", runOnly: ['{Contrast}']");

    /// <summary>All that axe finds wrong but pale words.</summary>
    public static Task<string> BesidesPaleAsync(IPage page) => RunAsync(page, $", rules: {{ '{Contrast}': {{ enabled: false }} }}");

    private static async Task<string> RunAsync(IPage page, string which)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'")) { await page.EvaluateAsync(Script); }
        // What passes need not be gathered.
        var found = await page.EvaluateAsync<string[]>($"axe.run(document, {{ resultTypes: ['violations']{which} }}).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))");
        return string.Join('\n', found);
    }
}
