using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Hosting;
using OutreachSilo.Kernel.EventSketch;
using OutreachSilo.TestKit;

namespace OutreachSilo.Kernel;

/// <summary>What features register is whole and free of contradictions, and the kernel knows none of them.</summary>
public sealed partial class RegistrationTests
{
    /// <summary>Folders of Grains that are no feature's.</summary>
    private static readonly string[] Shared = ["Common", "Kernel", "Properties", "bin", "obj"];

    private static readonly string Grains = Path.Combine(RepositoryPaths.Root, "Grains");

    private static IEnumerable<string> Features =>
        Directory.GetDirectories(Grains).Select(folder => Path.GetFileName(folder)).Except(Shared, StringComparer.Ordinal);

    public static TheoryData<string> KernelFiles =>
        [.. Directory.GetFiles(Path.Combine(Grains, "Kernel"), "*.cs").Select(file => Path.GetFileName(file))];

    [Theory, MemberData(nameof(KernelFiles))]
    public void The_kernel_refers_to_no_feature(string file)
    {
        var source = File.ReadAllText(Path.Combine(Grains, "Kernel", file));
        Assert.All(Features, feature =>
        {
            var types = typeof(Aggregates).Assembly.GetTypes().Where(type => type.Namespace == $"OutreachSilo.{feature}")
                .Select(type => type.Name.Split('`')[0]).Where(name => name.All(char.IsLetterOrDigit)).Distinct();
            Assert.DoesNotMatch($@"\busing\s+(static\s+)?OutreachSilo\.{feature}\b", source);
            Assert.DoesNotMatch($@"\b{feature}\s*\.\s*({string.Join('|', types)})\b", source);
        });
    }

    [Fact]
    public void The_features_are_found() =>
        Assert.Superset(new HashSet<string> { "Tasters", "People", "Practices", "Mentoring", "Live" }, Features.ToHashSet());

    [Fact]
    public void Nothing_but_a_features_own_folder_and_the_list_of_features_names_a_key_prefix_of_an_aggregate()
    {
        var states = ChangeCatalog.Aggregates.All.Select(aggregate => aggregate.State.Name + ".cs").ToHashSet(StringComparer.Ordinal);
        var others = new[] { "Grains", "Silo", "WebClient" }
            .Select(project => Path.Combine(RepositoryPaths.Root, project))
            .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => !states.Contains(Path.GetFileName(file)))
            .Where(file => PrefixSwitch().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(RepositoryPaths.Root, file));
        Assert.Empty(others);
    }

    [Fact]
    public async Task Summaries_are_of_the_kind_that_the_key_says()
    {
        await using var host = await GrainHost.New();
        await host.PublishedWeek();
        await foreach (var row in host.Journal.Summaries(null, TestContext.Current.CancellationToken))
            Assert.Equal(ChangeCatalog.Aggregates.Find(row.Grain)!.Kind, row.Kind);
    }

    [Fact]
    public void A_key_that_no_feature_has_is_found_to_be_none()
    {
        Assert.All(["", "week", "weeks/K81001/2026-08-03", "/week/"], key => Assert.Null(ChangeCatalog.Aggregates.Find(key)));
        Assert.Equal("week", ChangeCatalog.Aggregates.Find("week/K81001/2026-08-03")?.Kind);
    }

    [Fact]
    public void A_prefix_is_registered_once() => Refused("Two aggregates have the prefix 'sketch/'.", Sketch(), Sketch());

    [Fact]
    public void A_state_is_registered_once() => Refused("EventState is registered twice.", Sketch(), Sketch("other/"));

    [Fact]
    public void A_prefix_ends_with_a_slash() => Refused("'sketch' is no prefix", Sketch("sketch"));

    [Fact]
    public void A_kind_is_told_or_silent() => Refused(
        "The kind 'sketched-checked-in' is neither told nor silent.", Sketch(silent: SketchedEvents.Silent.Remove("sketched-checked-in")));

    [Fact]
    public void A_kind_is_not_told_and_silent_at_once() => Refused(
        "The kind 'sketched-seat-offered' is told and silent at once.", Sketch(silent: SketchedEvents.Silent.Add("sketched-seat-offered")));

    [Fact]
    public void A_silent_kind_is_one_of_the_aggregates() =>
        Refused("sketch has no kind 'place-held'.", Sketch(silent: SketchedEvents.Silent.Add("place-held")));

    [Fact]
    public async Task A_contradiction_ends_the_start() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => GrainHost.With(services => services.AddAggregate(Sketch(silent: []))));

    [Fact]
    public void A_kind_is_of_one_record_over_all_aggregates() => Refused("The kind 'place-held' is declared twice.", Other("place-held"), Tasters);

    [Fact]
    public void A_record_that_several_aggregates_share_has_one_kind() =>
        Refused("OutreachSilo.Kernel.EventSketch.SeatTaken has two kinds.", Other("taken"), Sketch());

    [Fact]
    public void A_record_may_be_a_change_of_several_aggregates() =>
        Assert.Equal(2, new Aggregates([Other("sketched-seat-taken"), Sketch()]).All.Length);

    [Fact]
    public void A_kind_is_declared_once() =>
        Assert.Throws<ArgumentException>(() => new ChangeSet([ChangeType.Of<SeatTaken>("a"), ChangeType.Of<OfferLapsed>("a")]));

    private static Aggregate Tasters => ChangeCatalog.Aggregates.Find("week/")!;

    private static OtherAggregate Other(string kind) => new(kind) { History = static _ => "Taken", Silent = [kind] };

    private static Aggregate Sketch(string prefix = EventState.Prefix, ImmutableArray<string>? silent = null) =>
        SketchedEvents.Aggregate(prefix, silent ?? SketchedEvents.Silent);

    private static void Refused(string problem, params Aggregate[] registered) =>
        Assert.StartsWith(
            problem, Assert.Throws<InvalidOperationException>(() => new Aggregates(registered)).Message, StringComparison.Ordinal);

    [GeneratedRegex(@"StartsWith\(GrainKeys\.\w+Prefix|case GrainKeys\.\w+Prefix|GrainKeys\.\w+Prefix\s*=>")]
    private static partial Regex PrefixSwitch();

    /// <summary>Another aggregate, whose only change is a seat taken.</summary>
    private sealed class OtherAggregate(string kind) : Aggregate("other/", typeof(OtherAggregate), new ChangeSet([ChangeType.Of<SeatTaken>(kind)]))
    {
        public override IEnumerable<string> Told => [];

        public override Task<IReadOnlyList<Notice>> NoticesOf(JournalRow row, PastStates states, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Notice>>([]);

        public override Task Wake(IGrainFactory grains, string key) => Task.CompletedTask;
    }
}
