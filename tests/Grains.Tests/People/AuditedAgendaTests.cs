using OutreachSilo.Hosting;
using OutreachSilo.Kernel;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Common;

/// <summary>The auditor's accounts of agenda, placement and week, against each other.</summary>
public sealed class AuditedAgendaTests
{
    private readonly Guid place = Guid.NewGuid();
    private readonly MemoryJournal journal = new();

    private PlacementOpened Opened => new(Ana, Id, TasterKind.Foundation, HalfDays.WholeWeek, Host.Name, false);

    private DaysEngaged Days => new(place, GrainKeys.Placement(place), place, Id, TasterKind.Foundation, HalfDays.WholeWeek, Host.Name, null);

    [Fact]
    public async Task A_booking_that_all_three_know_is_clean()
    {
        Write(GrainKeys.Placement(place), Opened, new PlacementAnswered(place, PlacementAction.Hold, PlaceState.Held, HalfDays.WholeWeek, null));
        Write(GrainKeys.Person(Ana), Days);
        Assert.Empty(await Held());
    }

    [Fact]
    public async Task Negative_control_a_place_without_a_placement_is_reported()
    {
        Write(GrainKeys.Person(Ana), Days);
        Assert.Equal(["I2"], await Audit());
        Assert.Equal(["I2", "I2"], await Held());
    }

    [Fact]
    public async Task Negative_control_a_place_whose_half_days_were_given_back_is_reported()
    {
        Write(GrainKeys.Placement(place), Opened);
        Write(GrainKeys.Person(Ana), Days, new Disengaged(place, PlaceState.Released));
        Assert.Equal(["I10"], await Held());
    }

    [Fact]
    public async Task Negative_control_a_place_that_was_refused_is_reported()
    {
        Write(GrainKeys.Placement(place), Opened, new PlacementRefused(place, PlacementAction.Hold, RefusalCodes.WeekFull, "The one place is taken."));
        Write(GrainKeys.Person(Ana), Days);
        Assert.Equal(["I3"], await Held());
    }

    [Fact]
    public async Task Half_days_that_are_set_aside_for_two_places_are_reported()
    {
        var other = Guid.NewGuid();
        Write(GrainKeys.Placement(place), Opened);
        Write(GrainKeys.Placement(other), Opened with { Week = Id with { Practice = "K81002" } });
        Write(GrainKeys.Person(Ana), Days, Days with { Id = other, Entry = other, Source = GrainKeys.Placement(other), Week = Id with { Practice = "K81002" } });
        Assert.Equal(["I10"], await Audit());
    }

    [Fact]
    public async Task A_command_with_two_answers_is_reported()
    {
        var confirmation = Guid.NewGuid();
        Write(
            GrainKeys.Placement(place), Opened, new PlacementAnswered(confirmation, PlacementAction.Confirm, PlaceState.Confirmed, HalfDays.WholeWeek, null),
            new PlacementRefused(confirmation, PlacementAction.Confirm, RefusalCodes.HoldExpired, "The hold ran out."));
        Assert.Contains("I9", await Audit());
    }

    private async Task<IReadOnlyList<string>> Held()
    {
        Write(Id.ToString(), new WeekPublished(Guid.NewGuid(), Host, [Terms()], 5), new PlaceHeld(place, Ana, TasterKind.Foundation, HalfDays.WholeWeek, Noon.AddMinutes(10)));
        return await Audit();
    }

    /// <summary>The rules that are broken; summaries are another matter.</summary>
    private async Task<IReadOnlyList<string>> Audit()
    {
        var report = await new Auditor(ChangeCatalog.Aggregates, journal, new FixedTime()).Run(TestContext.Current.CancellationToken);
        return [.. report.Findings.Select(finding => finding.Rule).Where(rule => rule != "I6")];
    }

    private void Write(string grain, params ReadOnlySpan<Change> changes)
    {
        foreach (var change in changes) journal.Intrude(grain, ChangeCatalog.Write(change, journal.Entries(grain).Length + 1, Noon, Ana, place));
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Noon;
    }
}
