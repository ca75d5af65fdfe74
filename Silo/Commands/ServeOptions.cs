namespace OutreachSilo.Commands;

/// <summary>How the service was asked to start.</summary>
/// <param name="Demo">Fictional data and demo accounts; loopback only, never in Production.</param>
/// <param name="HostArguments">Settings in the form <c>--key=value</c>, for the host builder.</param>
internal sealed record ServeOptions(bool Demo, string[] HostArguments);
