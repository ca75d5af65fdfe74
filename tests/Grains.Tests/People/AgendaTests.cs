using OutreachSilo.Common;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.People;

public sealed class AgendaTests
{
    private static readonly WeekId Other = new("K81002", Id.Monday);
    private static readonly DateTimeOffset Monday = new(2026, 8, 3, 10, 0, 0, TimeSpan.Zero);

    private static Given<PersonState> Ana() => new(PersonState.Empty(GrainKeys.Person(AWeek.Ana)), Noon, (_, _) => [], (_, _) => []);

    private static EngageDays For(WeekId week, HalfDays? halfDays = null, Guid? id = null) => Of(id ?? Guid.NewGuid(), week, halfDays ?? HalfDays.WholeWeek);

    private static EngageDays Of(Guid id, WeekId week, HalfDays halfDays) =>
        new(id, GrainKeys.Placement(id), id, week, TasterKind.Foundation, halfDays, Host.Name, null, AWeek.Ana);

    private static Engage Meeting(DateTimeOffset startsAt) => new(Guid.NewGuid(), "mentorship/1", Guid.NewGuid(), startsAt, 30, 0, null, AWeek.Ana);

    private static Decided<PersonState> Ask(Given<PersonState> person, EngageDays command) => person.When((state, now) => PersonRules.Engage(state, command, now));

    private static Decided<PersonState> Ask(Given<PersonState> person, Engage command) => person.When((state, now) => PersonRules.Engage(state, command, now));

    private static Decided<PersonState> GiveBack(Given<PersonState> person, Guid id, PlaceState end = PlaceState.Released) =>
        person.When((state, _) => PersonRules.Disengage(state, id, end));

    [Fact]
    public void Nobody_is_in_two_places_on_one_half_day() =>
        Ask(Ask(Ana(), For(Id)).Then(typeof(DaysEngaged)), For(Other)).ThenRefused(RefusalCodes.AgendaOverlap);

    [Fact]
    public void Different_half_days_of_one_week_go_together() =>
        Ask(Ask(Ana(), For(Id, HalfDays.Day(0))).And, For(Other, HalfDays.Day(1))).Then(typeof(DaysEngaged));

    [Fact]
    public void A_waiting_entry_takes_no_time() => Ask(Ask(Ana(), For(Id, HalfDays.None)).And, For(Other)).Then(typeof(DaysEngaged));

    [Fact]
    public void A_place_and_a_meeting_on_one_half_day_exclude_each_other()
    {
        Ask(Ask(Ana(), For(Id)).And, Meeting(Monday)).ThenRefused(RefusalCodes.AgendaOverlap);
        Ask(Ask(Ana(), Meeting(Monday)).And, For(Id)).ThenRefused(RefusalCodes.AgendaOverlap);
        Ask(Ask(Ana(), Meeting(Monday.AddHours(8))).And, For(Id)).Then(typeof(DaysEngaged));
    }

    [Theory]
    [InlineData(PlaceState.Expired), InlineData(PlaceState.Released), InlineData(PlaceState.Withdrawn), InlineData(PlaceState.Refused)]
    public void An_ended_place_frees_the_time_and_says_how_it_ended(PlaceState end)
    {
        var command = For(Id);
        var person = GiveBack(Ask(Ana(), command).And, command.Id, end).Then(typeof(Disengaged));
        Assert.Equal((command.Id, end), (person.State.Agenda.Find(command.Id)!.Place().Id, person.State.Agenda.Find(command.Id)!.Place().State));
        Ask(person, For(Other)).Then(typeof(DaysEngaged));
    }

    [Fact]
    public void What_comes_twice_gets_the_same_answer_and_changes_nothing()
    {
        var (first, second) = (For(Id), For(Other));
        var person = Ask(Ana(), first).And;
        Ask(person, first).ThenNothing();
        Ask(person, second).ThenRefused(RefusalCodes.AgendaOverlap);
        GiveBack(person, first.Id).Then(typeof(Disengaged));
        GiveBack(person, first.Id).ThenNothing();

        // Late, after it was given back: it takes no time again, and what was refused stays refused though there is room now.
        Ask(person, first).ThenNothing();
        Ask(person, second).ThenRefused(RefusalCodes.AgendaOverlap);
        Ask(person, For(Other)).Then(typeof(DaysEngaged));
    }

    [Fact]
    public void What_was_given_back_before_it_came_is_refused_when_it_comes()
    {
        var command = For(Id);
        Ask(GiveBack(Ana(), command.Id).Then(typeof(Disengaged)), command).ThenRefused(RefusalCodes.SlotReleased);
    }

    [Fact]
    public void An_id_with_other_content_is_refused_as_reused()
    {
        var command = For(Id);
        var person = Ask(Ana(), command).And;
        Ask(person, command with { Week = Other }).ThenRefused(RefusalCodes.CommandReused);
        Ask(person, command with { HalfDays = HalfDays.None }).ThenRefused(RefusalCodes.CommandReused);
    }

    [Fact]
    public void An_acceptance_takes_the_time_first_and_is_refused_when_it_is_taken()
    {
        var (waiting, booked) = (For(Id, HalfDays.None), For(Other));
        var accepted = For(Id) with { Entry = waiting.Id, Source = waiting.Source, Replaces = waiting.Id };
        var person = Ask(Ask(Ana(), waiting).And, booked).And;
        Ask(person, accepted).ThenRefused(RefusalCodes.AgendaOverlap);
        GiveBack(person, booked.Id, PlaceState.Refused).Then(typeof(Disengaged));
        Ask(person, accepted with { Id = Guid.NewGuid() }).Then(typeof(DaysEngaged));
        var entry = Assert.Single(person.State.Agenda.Open);
        Assert.Equal((waiting.Id, PlaceState.Asked), (entry.Place().Id, entry.Place().State));
    }

    [Fact]
    public void Places_to_come_are_limited_and_past_ones_are_not_counted()
    {
        var person = Ana();
        for (var i = 0; i < PersonLimits.PlacesMax; i++) Ask(person, For(Id with { Monday = Id.Monday.AddDays(7 * i) })).Then(typeof(DaysEngaged));
        var more = For(Id with { Monday = Id.Monday.AddDays(700) });
        Ask(person, more).ThenRefused(RefusalCodes.AgendaFull);
        Ask(person, Meeting(Noon)).Then(typeof(Engaged));
        Ask(person.At(Monday.AddDays(7)), more with { Id = Guid.NewGuid() }).Then(typeof(DaysEngaged));
    }

    [Fact]
    public void Meetings_to_come_are_limited()
    {
        var person = Ana();
        for (var i = 0; i < PersonLimits.MeetingsMax; i++) Ask(person, Meeting(Noon.AddHours(i))).Then(typeof(Engaged));
        Ask(person, Meeting(Noon.AddYears(1))).ThenRefused(RefusalCodes.AgendaFull);
        Ask(person, For(Id with { Monday = Id.Monday.AddDays(70) })).Then(typeof(DaysEngaged));
    }

    [Fact]
    public void Ended_entries_are_kept_within_bounds_and_no_answer_is_forgotten_for_their_number()
    {
        const int Commands = 260;
        var person = Ana();
        var meeting = Meeting(Monday);
        Ask(person, meeting).Then(typeof(Engaged));
        GiveBack(person, meeting.Id).Then(typeof(Disengaged));
        for (var i = 1; i < Commands; i++)
        {
            var command = For(Id);
            Ask(person, command).Then(typeof(DaysEngaged));
            GiveBack(person, command.Id).Then(typeof(Disengaged));
        }

        Assert.Equal((PersonLimits.EndedKept + 1, Commands), (person.State.Agenda.Ended.Length, person.State.Answers.Outcomes.Count));
        Assert.True(person.State.Agenda.Find(meeting.Id)!.Meeting().Ended);
    }
}
