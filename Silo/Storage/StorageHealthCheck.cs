using Microsoft.Extensions.Diagnostics.HealthChecks;
using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Ready while the writer is connected and its last write worked. After a failed write (a full disk, for instance) it tries a row of
/// its own, so that readiness comes back without anybody having to book first.
/// </summary>
internal sealed class StorageHealthCheck(Store store, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!store.Writer.IsConnected) return HealthCheckResult.Unhealthy("The database is not connected.", store.Writer.LastFailure);
        if (store.Writer.LastFailure is null) return HealthCheckResult.Healthy();
        try
        {
            await store.Write(
                async (connection, transaction, token) =>
                {
                    await using var command = connection.Command(
                        "insert into write_probe (id, at) values (1, @at) on conflict (id) do update set at = excluded.at",
                        ("at", store.Database.Instant(clock.GetUtcNow())));
                    command.Transaction = transaction;
                    await command.ExecuteNonQueryAsync(token);
                },
                cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (JournalException failure)
        {
            return HealthCheckResult.Unhealthy("The database does not take writes.", failure);
        }
    }
}
