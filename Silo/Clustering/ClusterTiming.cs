using Orleans.Configuration;

namespace OutreachSilo.Clustering;

/// <summary>How fast a cluster declares a node dead that has stopped answering, so that its grains are activated elsewhere.</summary>
internal static class ClusterTiming
{
    public static void Set(ClusterMembershipOptions options)
    {
        // A node is voted out when it misses three probes and has sent nothing else for three times MaxProbeTimeout. Orleans sets each probe's
        // time-out from the response times it has seen, between half of ProbeTimeout and MaxProbeTimeout (four times ProbeTimeout by default).
        // Checking connections and extending time-outs on a busy machine stay at their defaults: a slow node is not a dead one.
        options.ProbeTimeout = TimeSpan.FromSeconds(2);
        options.MaxProbeTimeout = TimeSpan.FromSeconds(3);
        options.NumMissedProbesLimit = 3;
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);

        // A node whose row is older than this is not waited for by those that join: so all may be restarted at once after a crash.
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(2);
        options.NumMissedTableIAmAliveLimit = 3;
        options.DefunctSiloExpiration = TimeSpan.FromDays(1);
        options.MaxJoinAttemptTime = TimeSpan.FromMinutes(2);
    }
}
