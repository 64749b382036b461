using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Xiezhi.Web.Tests;

/// <summary>Asks axe about a page.</summary>
/// <remarks>The pages have no frames, so one script in the page itself is enough, and much quicker than a page apart for each question.</remarks>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What axe finds wrong, a line each; empty when nothing.</summary>
    /// <param name="rules">Only these rules; none means all.</param>
    public static async Task<string> FindingsAsync(IPage page, params string[] rules)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe === 'object'")) { await page.EvaluateAsync(Script); }
        // What passes need not be gathered: it is most of the work.
        string[] wanted = ["violations"];
        var options = rules.Length == 0 ? JsonSerializer.Serialize(new { resultTypes = wanted }) : JsonSerializer.Serialize(new { resultTypes = wanted, runOnly = rules });
        var found = await page.EvaluateAsync<string[]>($"axe.run(document, {options}).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))");
        return string.Join('\n', found);
    }
}
