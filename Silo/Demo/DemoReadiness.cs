using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OutreachSilo.Demo;

/// <summary>Ready once the demo's accounts can sign in.</summary>
internal sealed class DemoReadiness(DemoSeed seed) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(seed.AccountsReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The demo accounts are being created."));
}
