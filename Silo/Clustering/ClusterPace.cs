using Orleans.Configuration;

namespace OutreachSilo.Clustering;

/// <summary>How fast a cluster notices that a node is gone: its weeks are bookable elsewhere within fifteen seconds.</summary>
internal static class ClusterPace
{
    public static void Set(ClusterMembershipOptions options)
    {
        // Three lost probes, three seconds each; while two nodes are left, both must agree.
        options.ProbeTimeout = TimeSpan.FromSeconds(3);
        options.NumMissedProbesLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);

        // A node whose row is older than this is not waited for by those that join: so all may be restarted at once after a crash.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedTableIAmAliveLimit = 3;
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
