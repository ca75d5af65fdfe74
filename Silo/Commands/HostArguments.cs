namespace OutreachSilo.Commands;

/// <summary>
/// Takes the settings of the host out of a command line: <c>--Storage:Provider=PostgreSql</c> and the few keys without a colon that the
/// host itself knows. What is left is parsed strictly, so that a typing mistake is an error and does not start the server.
/// </summary>
/// <param name="Settings">In the form <c>--key=value</c>, for the host builder.</param>
/// <param name="Rest">For the command line's own parser.</param>
internal sealed record HostArguments(string[] Settings, string[] Rest)
{
    private static readonly HashSet<string> HostKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        "urls", "environment", "contentRoot", "applicationName", "webroot", "http_ports", "https_ports", "startupAssembly", "hostingStartupAssemblies",
        "hostingStartupExcludeAssemblies", "preventHostingStartup", "preferHostingUrls", "captureStartupErrors", "detailedErrors",
        "shutdownTimeoutSeconds", "suppressStatusMessages", "forwardedHeaders_Enabled", "AllowedHosts",
    };

    /// <summary>Sections whose bare name, with an empty value, comes from test hosts that spell out every level of a setting.</summary>
    private static readonly HashSet<string> Sections = new(StringComparer.OrdinalIgnoreCase) { "Storage", "ConnectionStrings", "Limits", "Policies", "Logging" };

    public static HostArguments Split(IReadOnlyList<string> arguments)
    {
        var (settings, rest) = (new List<string>(), new List<string>());
        for (var i = 0; i < arguments.Count; i++)
        {
            if (Key(arguments[i]) is not { } key)
            {
                rest.Add(arguments[i]);
            }
            else if (arguments[i].Contains('=', StringComparison.Ordinal))
            {
                settings.Add(arguments[i]);
            }
            else if (i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
            {
                settings.Add($"--{key}={arguments[++i]}");
            }
            else
            {
                rest.Add(arguments[i]);
            }
        }

        return new HostArguments([.. settings], [.. rest]);
    }

    /// <summary>Null when the argument is not a setting of the host.</summary>
    private static string? Key(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal)) return null;
        var end = argument.IndexOf('=', StringComparison.Ordinal);
        var key = end < 0 ? argument[2..] : argument[2..end];
        if (end == argument.Length - 1 && Sections.Contains(key)) return key;
        return HostKeys.Contains(key) || (key.Contains(':', StringComparison.Ordinal) && !key.StartsWith(':')) ? key : null;
    }
}
