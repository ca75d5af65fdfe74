using Orleans.Dashboard;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Dashboard;

/// <summary>
/// Orleans' own dashboard at <c>/dashboard</c>, for administrators, when <c>Dashboard:Enabled</c> is set. It measures every grain
/// call, so it is off by default.
/// </summary>
internal static class GrainDashboard
{
    public const string Path = "/dashboard";

    /// <summary>Its files are all served here; its style sheet holds fonts and images, and its script writes style attributes.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string EnabledKey = "Dashboard:Enabled";

    public static WebApplicationBuilder AddOutreachDashboard(this WebApplicationBuilder builder)
    {
        // The stream of log lines stays out: it would show whatever is logged to whoever looks on.
        if (!IsEnabled(builder.Configuration)) return builder;
        builder.UseOrleans(static silo => silo.AddDashboard(static options => options.HideTrace = true));
        return builder;
    }

    public static WebApplication MapOutreachDashboard(this WebApplication app)
    {
        if (!IsEnabled(app.Configuration)) return app;
        app.Use(static (context, next) =>
        {
            if (context.Request.Path.StartsWithSegments(Path, StringComparison.OrdinalIgnoreCase))
                context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
            return next(context);
        });
        app.MapOrleansDashboard(Path).RequireAuthorization(Policies.Administrator);
        return app;
    }

    private static bool IsEnabled(IConfiguration configuration) => configuration.GetValue(EnabledKey, defaultValue: false);
}
