namespace OutreachSilo.Commands;

/// <summary>What a start without any configuration means: port 5080 on loopback, <c>./data</c> under the working directory.</summary>
internal static class ServeSettings
{
    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>The demo has an environment and a data folder of its own unless it is told otherwise; settings lie beside the executable.</summary>
    public static WebApplicationOptions For(ServeOptions options) => new()
    {
        Args = options.HostArguments,
        ContentRootPath = AppContext.BaseDirectory,
        EnvironmentName = options.Demo && !IsEnvironmentChosen(options) ? "Demo" : null,
    };

    public static void AddServeDefaults(this WebApplicationBuilder builder, ServeOptions options)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(DefaultAddress);
        builder.Host.UseSystemd();
        builder.Services.AddServeLog();
        if (options.Demo && string.IsNullOrEmpty(builder.Configuration["Storage:DataFolder"])) builder.Configuration["Storage:DataFolder"] = "./data/demo";
    }

    private static bool IsEnvironmentChosen(ServeOptions options) =>
        Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") is { Length: > 0 } || Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") is { Length: > 0 }
        || options.HostArguments.Any(argument => argument.StartsWith("--environment=", StringComparison.OrdinalIgnoreCase));
}
