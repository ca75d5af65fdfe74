using Microsoft.Extensions.Hosting;
using OutreachSilo.Kernel;
using OutreachSilo.Live;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>What the grains need besides a journal, a board store and a clock.</summary>
public static class GrainsHosting
{
    /// <summary>A feature is one line here; all else of it is in its own folder.</summary>
    public static IHostApplicationBuilder AddOutreachGrains(this IHostApplicationBuilder builder) => builder
        .AddKernel()
        .AddLive()
        .AddTasters()
        .AddPlacements()
        .AddPeople()
        .AddPractices()
        .AddMentoring();
}
