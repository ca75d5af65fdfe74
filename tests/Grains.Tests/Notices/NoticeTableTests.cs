using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Notices;

public sealed class NoticeTableTests
{
    private static readonly Guid Place = Guid.NewGuid();

    [Fact]
    public void Every_kind_of_change_is_told_or_meant_not_to_be() =>
        Assert.Equal(
        ChangeCatalog.Kinds.Order(StringComparer.Ordinal),
        ChangeCatalog.Aggregates.All.SelectMany(aggregate => aggregate.Told.Concat(aggregate.Silent)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_booking_is_told_to_the_person_and_to_the_host()
    {
        var week = Published().WhenHeld(HoldFor(Ana, id: Place)).And.WhenConfirmed(Place, Ana);
        Assert.Equal([(Party.Person, NoticeTemplates.PlaceConfirmed), (Party.Host, NoticeTemplates.WeekBooked)], Told(week));
        var person = Notices(week)[0];
        Assert.Equal((Ana, HalfDays.WholeWeek, null), (person.Place!.Person, person.Place.HalfDays, person.Place.Until));
        Assert.Equal((Id, "Elm Surgery"), (person.Week, person.Host.Name));
    }

    [Fact]
    public void A_hold_is_told_to_nobody_neither_its_begin_nor_its_end()
    {
        var week = Published();
        Assert.Empty(Told(week.WhenHeld(HoldFor(Ana, id: Place))));
        Assert.Empty(Told(week.WhenTimePasses(TimeSpan.FromMinutes(11))));
    }

    [Fact]
    public void An_offer_is_told_to_the_person_with_its_end_and_again_when_it_was_not_taken()
    {
        var (week, waiting) = (Published(capacity: 1), Guid.NewGuid());
        week = week.WhenHeld(HoldFor(Ana, id: Place)).And.WhenConfirmed(Place, Ana).And.WhenWaiting(WaitFor(Ben, id: waiting)).And;
        var freed = week.WhenReleased(Place, Ana);
        Assert.Equal([(Party.Host, NoticeTemplates.WeekFreed), (Party.Person, NoticeTemplates.PlaceOffered)], Told(freed));
        Assert.Equal((Ben, Noon.AddHours(48)), (Notices(freed)[1].Place!.Person, Notices(freed)[1].Place!.Until));
        Assert.Equal([(Party.Person, NoticeTemplates.OfferExpired)], Told(week.WhenTimePasses(TimeSpan.FromHours(49))));
    }

    [Fact]
    public void An_accepted_offer_is_a_booking()
    {
        var (week, waiting) = (Published(capacity: 1), Guid.NewGuid());
        week = week.WhenHeld(HoldFor(Ana, id: Place)).And.WhenConfirmed(Place, Ana).And.WhenWaiting(WaitFor(Ben, id: waiting)).And.WhenReleased(Place, Ana).And;
        Assert.Equal([(Party.Person, NoticeTemplates.PlaceConfirmed), (Party.Host, NoticeTemplates.WeekBooked)], Told(week.WhenAccepted(waiting, Ben)));
    }

    [Fact]
    public void When_booking_stops_everybody_in_the_week_is_told_and_the_coordinators_once()
    {
        var week = Published(capacity: 1).WhenHeld(HoldFor(Ana, id: Place)).And.WhenConfirmed(Place, Ana).And.WhenWaiting(WaitFor(Ben)).And;
        var stopped = week.When((_, _) => new BookingStopped("The practice has closed."));
        Assert.Equal(
            [(Party.Person, NoticeTemplates.WeekStopped), (Party.Person, NoticeTemplates.WeekStopped), (Party.Coordinator, NoticeTemplates.WeekNeedsAttention)], Told(stopped));
        Assert.Equal([Ana, Ben], Notices(stopped).Where(notice => notice.Place is not null).Select(notice => notice.Place!.Person).Order(StringComparer.Ordinal));
        Assert.Equal(3, Notices(stopped).Select(notice => notice.Key).Distinct().Count());
    }

    [Fact]
    public void When_booking_stops_in_an_empty_week_nobody_is_told() => Assert.Empty(Told(Published().When((_, _) => new BookingStopped("The practice has closed."))));

    [Fact]
    public void Only_the_person_concerned_is_told_anything_of_a_person()
    {
        var week = Published(capacity: 1).WhenHeld(HoldFor(Ana, id: Place)).And;
        var all = new[] { week.WhenConfirmed(Place, Ana), week.WhenWaiting(WaitFor(Ben)), week.WhenReleased(Place, Ana), week.When((_, _) => new BookingStopped("Closed.")) }.SelectMany(Notices).ToList();
        Assert.Equal([Party.Person, Party.Host, Party.Coordinator], all.Select(notice => notice.Party).Distinct().Order());
        Assert.All(all, notice => Assert.Equal(notice.Party == Party.Person, notice.Place is not null));
        Assert.All(all, notice => Assert.DoesNotContain(notice.Place?.Person ?? Ana, notice.Key, StringComparison.Ordinal));
    }

    private static IEnumerable<(Party, string)> Told(Decided<TasterWeekState> decided) => Notices(decided).Select(notice => (notice.Party, notice.Template));

    /// <summary>Of each change that was decided, on the state after all of them.</summary>
    private static List<WeekNotice> Notices(Decided<TasterWeekState> decided) =>
        [.. decided.Changes.SelectMany((change, number) => Of(new Told<TasterWeekState>(
            change,
            new JournalRow(0, Id.ToString(), ChangeCatalog.Write(change, number + 1, Noon, "someone", Guid.Empty)),
            decided.And.State,
            decided.And.State))).Cast<WeekNotice>()];

    private static IEnumerable<Notice> Of(Told<TasterWeekState> told) =>
        WeekNotices.Rules.Where(rule => rule.Kind == told.Row.Entry.Kind).SelectMany(rule => rule.Of(told));
}
