using System.Net;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;

namespace OutreachSilo.Demo;

/// <summary>The demo: fictional data in a folder of its own, on loopback, never in Production.</summary>
internal static class DemoHosting
{
    public static WebApplicationBuilder AddOutreachDemo(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsProduction())
            throw Refuse("The demo cannot run in Production because its accounts have a public password. Run without --demo or choose another environment.");
        var addresses = builder.Configuration["urls"] ?? "";
        if (addresses.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(address => !IsLoopback(address)) is { } open)
            throw Refuse($"The demo can only be used on this machine, but '{open}' can be reached from other machines. Use http://localhost:5080.");
        builder.Configuration["Accounts:StartInBackground"] = "true";
        builder.Services.AddSingleton<DemoScheme>();
        builder.Services.AddSingleton<DemoSeed>();
        builder.Services.AddHealthChecks().AddCheck<DemoReadiness>("demo", tags: [WebClientHosting.ReadyTag]);
        builder.Services.AddHostedService(provider => provider.GetRequiredService<DemoSeed>());
        builder.Services.AddSingleton<DemoMode>();
        builder.Services.AddSingleton<IDemoMode>(provider => provider.GetRequiredService<DemoMode>());
        return builder;
    }

    private static OptionsValidationException Refuse(string problem) => new("--demo", typeof(DemoMode), [problem]);

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip)));
}
