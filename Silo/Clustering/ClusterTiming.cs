using Orleans.Configuration;

namespace OutreachSilo.Clustering;

/// <summary>How fast a cluster declares a node dead that has stopped answering, so that its grains are activated elsewhere.</summary>
internal static class ClusterTiming
{
    public static void Set(ClusterMembershipOptions options)
    {
        // A node is voted out when it misses three probes and has sent nothing at all for three times MaxProbeTimeout. Orleans adapts the
        // time-out of a probe to the response times it has seen, from half of ProbeTimeout to MaxProbeTimeout, whose default (four times
        // ProbeTimeout) kept a frozen node for half a minute. EnableConnectionLivenessCheck and ExtendProbeTimeoutDuringDegradation stay
        // on: a node that is slow under load is not dead.
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
