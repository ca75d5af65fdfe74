using Microsoft.Extensions.Hosting;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Placements;

/// <summary>Bookings of taster weeks.</summary>
internal static class PlacementsFeature
{
    public static IHostApplicationBuilder AddPlacements(this IHostApplicationBuilder builder)
    {
        builder.Services.AddAggregate(new Aggregate<PlacementState, IPlacementGrain>(GrainKeys.PlacementPrefix)
        {
            History = PlacementHistory.Say,

            // The week's changes say the same to those whom it concerns.
            Silent =
            [
                "placement-opened", "placement-asked", "placement-answered", "placement-refused", "placement-seen", "call-deferred",
            ],
            Audit = static key => new AuditedPlacement(key),
            Topics = static (placement, changes) =>
                changes.Any(change => change is PlacementAnswered or PlacementRefused or PlacementSeen) ? [placement.Person] : [],
        });
        return builder;
    }
}
