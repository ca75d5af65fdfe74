using OutreachSilo.Common;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Tasters;

/// <summary>The auditor's account of a week whose journal is not what it should be.</summary>
public sealed class AuditedWeekTests
{
    private readonly Guid place = Guid.NewGuid();
    private readonly List<string> findings = [];

    [Fact]
    public void A_place_that_was_refused_for_good_must_not_be_made()
    {
        Take(Publication(), Refused(), Held());
        Assert.Equal(["I3"], findings);
    }

    [Fact]
    public void A_place_that_stands_must_not_be_refused()
    {
        Take(Publication(), Held(), Refused());
        Assert.Equal(["I3"], findings);
    }

    [Fact]
    public void Negative_control_what_was_refused_once_keeps_nobody_from_another_place()
    {
        Take(Publication(), new PlaceRefused(Guid.NewGuid(), RefusalCodes.WeekFull, "The one place is taken."), Held());
        Assert.Empty(findings);
    }

    [Fact]
    public void A_number_of_places_of_an_offer_that_was_never_made_is_reported()
    {
        Take(new CapacitySet(Guid.NewGuid(), TasterKind.Foundation, 3));
        Assert.Equal(["Journal"], findings);
    }

    private static WeekPublished Publication() => new(Guid.NewGuid(), Host, [Terms()], 5);

    private PlaceHeld Held() => new(place, Ana, TasterKind.Foundation, HalfDays.WholeWeek, Noon.AddMinutes(10));

    private PlaceRefused Refused() => new(place, RefusalCodes.WeekFull, "The one place is taken.");

    private void Take(params ReadOnlySpan<Change> changes)
    {
        var week = new AuditedWeek();
        long version = 0;
        foreach (var change in changes) week.Take(change, ChangeCatalog.Write(change, ++version, Noon, Ana, place), (rule, _) => findings.Add(rule));
    }
}
