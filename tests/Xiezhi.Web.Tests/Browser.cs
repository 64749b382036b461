using Microsoft.Playwright;
using Xiezhi.Web.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Xiezhi.Web.Tests;

/// <summary>The Chromium of this machine. Where there is none, tests are skipped with the reason; under CI they fail.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string Variable = "XIEZHI_CHROMIUM";
    private static readonly string[] Places =
        ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome-stable", "/usr/bin/google-chrome", "/usr/bin/microsoft-edge"];

    private IPlaywright? playwright;
    private IBrowser? chromium;

    private static string? Executable => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Places.FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Executable is not { } executable) { return; }
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Args =
            [
                "--no-sandbox", "--lang=en-US", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) { await chromium.DisposeAsync(); }
        playwright?.Dispose();
    }

    /// <summary>A fresh reader of the site, with nothing cached.</summary>
    public async Task<IBrowserContext> NewContextAsync(IPlace site, int width, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        if (chromium is null)
        {
            var reason = $"There is no Chromium on this machine. Install it (apt-get install chromium fonts-noto-cjk), or name one in {Variable}.";
            if (Environment.GetEnvironmentVariable("CI") == "true") { Assert.Fail(reason); }
            Assert.Skip(reason);
        }

        var context = await chromium.NewContextAsync(new()
        {
            BaseURL = site.Address.OriginalString,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = "zh-CN",
        });
        context.SetDefaultTimeout(60_000);
        return context;
    }
}
