using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Kernel;

namespace OutreachSilo.Common;

/// <summary>The changes of all features, for tests that look across them.</summary>
internal static class ChangeCatalog
{
    public static Aggregates Aggregates { get; } = Registered();

    public static IEnumerable<string> Kinds => Aggregates.All.SelectMany(aggregate => aggregate.Changes.Kinds).Distinct();

    /// <summary>Some key of the aggregate that has this kind; of an unknown kind, that of any other.</summary>
    public static string KeyOf(string kind) => (WithKind(kind) ?? Aggregates.All[0]).Prefix + "some";

    public static JournalEntry Write(Change change, long version, DateTimeOffset at, string actor, Guid command) => Aggregates.All
        .First(aggregate => aggregate.Changes.All.Any(known => known.Type == change.GetType()))
        .Changes.Write(change, version, at, actor, command);

    public static Change Read(JournalEntry entry) => (WithKind(entry.Kind) ?? Aggregates.All[0]).Changes.Read(entry);

    private static Aggregate? WithKind(string kind) =>
        Aggregates.All.FirstOrDefault(aggregate => aggregate.Changes.Kinds.Contains(kind, StringComparer.Ordinal));

    private static Aggregates Registered()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new());
        builder.AddOutreachGrains();
        return builder.Services.BuildServiceProvider().GetRequiredService<Aggregates>();
    }
}
