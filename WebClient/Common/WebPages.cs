using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common.Components;
using OutreachSilo.Common.Resilience;
using OutreachSilo.Live;
using OutreachSilo.Mentoring.Video;
using OutreachSilo.Notices;
using OutreachSilo.People.Accounts;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>The pages people see. Needs the door's services, the practice directory, and optionally an <see cref="IDemoMode"/>.</summary>
public static class WebPages
{
    public static WebApplicationBuilder AddOutreachPages(this WebApplicationBuilder builder)
    {
        // Without it a run from the build output answers 200 with empty files outside Development.
        builder.WebHost.UseStaticWebAssets();
        builder.Services.AddRazorComponents();
        builder.Services.AddAntiforgery();
        builder.Services.AddOptions<AntiforgeryOptions>().Configure<SiteCookies>(static (antiforgery, cookies) => cookies.Keep(antiforgery.Cookie, "outreach-form", SameSiteMode.Strict));
        builder.Services.AddScoped<PlaceSearch>();
        builder.Services.AddScoped<PlaceCommands>();
        return builder;
    }

    /// <summary>Plain words for what goes wrong on a page; the API and the hub answer for themselves. Comes before <c>UseOutreachWeb</c>.</summary>
    public static WebApplication UseOutreachErrorPages(this WebApplication app)
    {
        app.UseWhen(static context => !context.Request.IsForPrograms(), static pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                CreateScopeForErrors = true,
                StatusCodeSelector = static exception => exception switch
                {
                    BadHttpRequestException bad => bad.StatusCode,
                    _ when FaultAnswer.Of(exception) is { } fault => Unavailable(fault),
                    _ => StatusCodes.Status500InternalServerError,
                },
            });
            pages.UseStatusCodePages(ShowPage);
        });
        return app;
    }

    /// <summary>Comes after <c>UseOutreachWeb</c>.</summary>
    public static WebApplication MapOutreachPages(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapRazorComponents<App>();
        app.MapAccountSecurity();
        TemplatePreview.Map(app);
        JoinEndpoint.Map(app);
        ThirdPartyNotices.Map(app);
        app.MapParts().For(Policies.Coordinator).MapGet("/demo/rush/{region}", RushState);
        return app;
    }

    private static int Unavailable(FaultAnswer fault)
    {
        WebMeter.AnsweredUnavailable(fault.Code);
        return StatusCodes.Status503ServiceUnavailable;
    }

    private static Results<RazorComponentResult<RushPanel>, NotFound> RushState(string region, CurrentUser user, IServiceProvider services) =>
        services.GetService<IDemoMode>() is { Enabled: true } demo && user.Coordinates(region)
            ? new RazorComponentResult<RushPanel>(new { Demo = demo, Region = region })
            : TypedResults.NotFound();

    /// <summary>Renders a page for a status that came without a body; a form's POST becomes a GET of that page.</summary>
    private static async Task ShowPage(StatusCodeContext statusCode)
    {
        var context = statusCode.HttpContext;
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null) return;
        var page = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => "/not-found",
            StatusCodes.Status403Forbidden => Routes.Forbidden,
            _ => "/error",
        };
        var (status, path, query, method, services) = (context.Response.StatusCode, context.Request.Path, context.Request.QueryString, context.Request.Method, context.RequestServices);
        // A page that has begun to render has used up its scope and set a header that is added once only.
        await using var scope = services.CreateAsyncScope();
        context.Features.Set<IStatusCodeReExecuteFeature>(new StatusCodeReExecuteFeature { OriginalPath = path, OriginalPathBase = context.Request.PathBase, OriginalQueryString = query.Value });
        context.Response.Headers.Remove("blazor-enhanced-nav");
        context.RequestServices = scope.ServiceProvider;
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        (context.Request.Path, context.Request.QueryString, context.Request.Method) = (page, QueryString.Empty, HttpMethods.Get);
        try
        {
            await statusCode.Next(context);
            if (!context.Response.HasStarted) context.Response.StatusCode = status;
        }
        finally
        {
            (context.Request.Path, context.Request.QueryString, context.Request.Method, context.RequestServices) = (path, query, method, services);
        }
    }
}
