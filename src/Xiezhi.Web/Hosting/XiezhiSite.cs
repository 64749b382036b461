using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xiezhi.Office;
using Xiezhi.Web.Features;
using Xiezhi.Web.Features.About;
using Xiezhi.Web.Features.Accounts;
using Xiezhi.Web.Features.Api;
using Xiezhi.Web.Features.Calendar;
using Xiezhi.Web.Features.Cases;
using Xiezhi.Web.Features.Desk;
using Xiezhi.Web.Features.Faults;
using Xiezhi.Web.Features.Figures;
using Xiezhi.Web.Features.Files;
using Xiezhi.Web.Features.Home;
using Xiezhi.Web.Features.Log;
using Xiezhi.Web.Features.Matters;
using Xiezhi.Web.Features.Procedures;
using Xiezhi.Web.Features.Registers;
using Xiezhi.Web.Features.Report;
using Xiezhi.Web.Features.Tracking;
using Xiezhi.Web.Features.Verify;

namespace Xiezhi.Web.Hosting;

/// <summary>The site over one data folder: pages that are read and, where there is an office, pages on which people act. Nothing is asked of any other host.</summary>
public static class XiezhiSite
{
    /// <summary>The site, not yet started. Start it with <see cref="StartAsync"/>, which names a busy port.</summary>
    /// <param name="office">Where people act; null for a site that is only read.</param>
    public static WebApplication Build(SiteOptions options, ISite site, CityOffice? office = null)
    {
        // The empty builder: no settings file, no environment variable and no key store of the machine has a say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(XiezhiSite).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().UseUrls(options.Urls).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
        });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // A start that fails is told by whoever started the site.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(site);
        if (office is not null) { builder.Services.AddSingleton(office); }
        // Chinese stays Chinese in the source of a page: a third of the bytes, and readable.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            // Entry bundles shrink to half.
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, LogEndpoints.Bytes];
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);

        if (office is not null)
        {
            builder.Services.AddSingleton(services => new Programs(site, office, options.Api, office.RealClock, services.GetRequiredService<ILoggerFactory>()));
            builder.Services.AddHostedService(services => services.GetRequiredService<Programs>());
        }

        var app = builder.Build();
        app.UseWhen(ApiSite.Has, api => api.Use(ApiSite.Guard));
        app.UseWhen(IsPage, pages => pages.Use(Guard.Headers));
        app.UseWhen(IsRead, reading => reading.UseResponseCompression());
        app.UseWhen(IsPage, pages =>
        {
            pages.Use(Failure.Catch);
            pages.Use(Guard.HeadAsGet);
            pages.Use(View.ChooseLanguage);
        });
        app.UseRouting();
        app.UseWhen(IsPage, pages =>
        {
            pages.Use(Guard.Sending);
            if (office is not null) { pages.Use(next => Visitor.Known(office, next)); }
        });
        foreach (var asset in StaticFiles.All) { app.MapGet(asset.Path, asset.ServeAsync); }
        HomeEndpoints.Map(app);
        ReportEndpoints.Map(app);
        FigureEndpoints.Map(app);
        CaseEndpoints.Map(app);
        ProcedureEndpoints.Map(app);
        CalendarEndpoints.Map(app);
        VerifyEndpoints.Map(app);
        LogEndpoints.Map(app);
        AboutEndpoints.Map(app);
        if (office is not null)
        {
            MapOffice(app, office);
            app.Services.GetRequiredService<Programs>().Map(app);
        }

        app.MapFallback("{**path}", () => Page.NotFound());
        return app;

        static bool IsPage(HttpContext context) => !ApiSite.Has(context);
        // What is sent is answered in a few bytes.
        static bool IsRead(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || IsPage(context);
    }

    private static void MapOffice(WebApplication app, CityOffice office)
    {
        SignInEndpoints.Map(app, office);
        AccountEndpoints.Map(app, office);
        PeopleEndpoints.Map(app, office);
        MattersEndpoints.Map(app, office);
        ApplyEndpoints.Map(app, office);
        TrackEndpoints.Map(app, office);
        FileEndpoints.Map(app, office);
        PaperEndpoints.Map(app, office);
        DeskEndpoints.Map(app, office);
        RegistersEndpoints.Map(app, office);
        CalendarEndpoints.MapMoved(app, office);
    }

    /// <summary>Starts to listen.</summary>
    /// <exception cref="PortBusyException">Another program listens there.</exception>
    public static async Task StartAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException)
        {
            throw new PortBusyException(app.Configuration[WebHostDefaults.ServerUrlsKey] ?? SiteOptions.Loopback, busy);
        }
    }
}
