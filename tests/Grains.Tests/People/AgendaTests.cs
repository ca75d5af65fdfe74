using OutreachSilo.Common;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.People;

public sealed class AgendaTests
{
    private static readonly WeekId Other = new("K81002", Id.Monday);

    private static Given<PersonState> Ana() => new(PersonState.Empty(GrainKeys.Person(AWeek.Ana)), Noon, (_, _) => [], (_, _) => []);

    private static AskForPlace For(WeekId week, Guid? id = null) => new(id ?? Guid.NewGuid(), week, TasterKind.Foundation);

    private static Decided<PersonState> Ask(Given<PersonState> person, AskForPlace command, HalfDays? halfDays = null, PersonAction action = PersonAction.Hold) =>
        person.When((state, _) => PersonRules.Ask(state, command, halfDays ?? HalfDays.WholeWeek, "Elm Surgery", action));

    private static Decided<PersonState> Settle(Given<PersonState> person, Guid place, PlaceState to, DateTimeOffset? until = null) =>
        person.When((state, _) => PersonRules.Settle(state, state.Entries[place].View(0) with { State = to, Until = until }));

    [Fact]
    public void The_intent_takes_the_time_before_the_week_is_asked()
    {
        var command = For(Id);
        var person = Ask(Ana(), command).Then(typeof(PlaceAsked));
        Assert.True(person.State.Entries[command.Id].TakesTime);
        Assert.Equal(Noon + PersonLimits.AskAgainAfter, person.State.DueAt);
    }

    [Fact]
    public void Nobody_asks_for_two_places_on_one_half_day()
    {
        var person = Ask(Ana(), For(Id)).And;
        var second = For(Other);
        Ask(person, second).Then(typeof(CommandRefused));
        Assert.Equal(RefusalCodes.AgendaOverlap, person.State.Answers.Of(second.Id)?.Code);
    }

    [Fact]
    public void Different_half_days_of_one_week_go_together() =>
        Ask(Ask(Ana(), For(Id), HalfDays.Day(0)).And, For(Other), HalfDays.Day(1)).Then(typeof(PlaceAsked));

    [Fact]
    public void A_waiting_entry_takes_no_time() => Ask(Ask(Ana(), For(Id), action: PersonAction.Join).And, For(Other)).Then(typeof(PlaceAsked));

    [Fact]
    public void A_refused_intent_frees_the_time()
    {
        var command = For(Id);
        var person = Ask(Ana(), command).And;
        person.When((_, _) => PersonRules.Refused(command, PersonAction.Hold, new Refusal(RefusalCodes.WeekFull, "Full."))).Then(typeof(CommandRefused));
        Assert.Null(person.State.DueAt);
        Ask(person, For(Other)).Then(typeof(PlaceAsked));
        Assert.Equal(RefusalCodes.WeekFull, person.State.Answers.Of(command.Id)?.Repeat(PersonState.Fingerprint(PersonAction.Hold, Id, TasterKind.Foundation))?.Code);
    }

    [Fact]
    public void A_command_id_with_other_content_is_refused_as_reused()
    {
        var command = For(Id);
        var person = Ask(Ana(), command).And;
        Assert.Equal(RefusalCodes.CommandReused, person.State.Answers.Of(command.Id)?.Repeat(PersonState.Fingerprint(PersonAction.Hold, Other, TasterKind.Foundation))?.Code);
        Assert.Equal(RefusalCodes.CommandReused, person.State.Answers.Of(command.Id)?.Repeat(PersonState.Fingerprint(PersonAction.Join, Id, TasterKind.Foundation))?.Code);
    }

    [Theory]
    [InlineData(PlaceState.Expired), InlineData(PlaceState.Released), InlineData(PlaceState.Withdrawn)]
    public void An_ended_place_frees_the_time(PlaceState end)
    {
        var command = For(Id);
        var person = Ask(Ana(), command).And;
        Settle(person, command.Id, PlaceState.Held, Noon.AddMinutes(10)).Then(typeof(PlaceSettled));
        Settle(person, command.Id, end).Then(typeof(PlaceSettled));
        Ask(person, For(Other)).Then(typeof(PlaceAsked));
    }

    [Fact]
    public void A_hold_past_its_deadline_takes_the_time_until_the_week_says_so()
    {
        var command = For(Id);
        var person = Ask(Ana(), command).And;
        Settle(person, command.Id, PlaceState.Held, Noon.AddMinutes(10)).Then(typeof(PlaceSettled));
        Assert.NotNull(person.After(TimeSpan.FromHours(1)).State.Entries.Clash(Other, HalfDays.WholeWeek, Guid.Empty));
    }

    [Fact]
    public void What_is_known_already_is_not_written_again()
    {
        var command = For(Id);
        var person = Ask(Ana(), command).And;
        Settle(person, command.Id, PlaceState.Confirmed).Then(typeof(PlaceSettled));
        Settle(person, command.Id, PlaceState.Confirmed).ThenNothing();
    }

    [Theory]
    [InlineData(PlaceState.Withdrawn, PlaceState.Held), InlineData(PlaceState.Withdrawn, PlaceState.Confirmed)]
    [InlineData(PlaceState.Confirmed, PlaceState.Offered), InlineData(PlaceState.Confirmed, PlaceState.Held), InlineData(PlaceState.Confirmed, PlaceState.Waiting)]
    public void An_outdated_word_of_a_week_changes_nothing(PlaceState known, PlaceState outdated)
    {
        var command = For(Id);
        var person = Ask(Ana(), command).And;
        Settle(person, command.Id, known).Then(typeof(PlaceSettled));
        Settle(person, command.Id, outdated).ThenNothing();
    }

    [Fact]
    public void An_acceptance_takes_the_time_first_and_is_refused_when_it_is_taken()
    {
        var (waiting, booked) = (For(Id), For(Other));
        var person = Ask(Ana(), waiting, action: PersonAction.Join).And;
        Settle(person, waiting.Id, PlaceState.Waiting).Then(typeof(PlaceSettled));
        Ask(person, booked).Then(typeof(PlaceAsked));
        var acceptance = new ActOnPlace(Guid.NewGuid(), waiting.Id);
        person.When((state, _) => PersonRules.Accept(state, acceptance, HalfDays.WholeWeek)).Then(typeof(CommandRefused));
        person.When((_, _) => PersonRules.Refused(booked, PersonAction.Hold, new Refusal(RefusalCodes.WeekFull, "Full."))).Then(typeof(CommandRefused));
        person.When((state, _) => PersonRules.Accept(state, acceptance with { Id = Guid.NewGuid() }, HalfDays.WholeWeek)).Then(typeof(AcceptanceAsked));
        Assert.True(person.State.Entries[waiting.Id].TakesTime);
    }

    [Fact]
    public void Open_entries_are_limited()
    {
        var person = Ana();
        for (var i = 0; i < PersonLimits.OpenEntriesMax; i++) Ask(person, For(Id with { Monday = Id.Monday.AddDays(7 * i) })).Then(typeof(PlaceAsked));
        var more = For(Id with { Monday = Id.Monday.AddDays(700) });
        Ask(person, more).Then(typeof(CommandRefused));
        Assert.Equal(RefusalCodes.AgendaFull, person.State.Answers.Of(more.Id)?.Code);
    }

    [Fact]
    public void Ended_entries_are_kept_within_bounds_and_no_answer_is_forgotten_for_their_number()
    {
        const int Commands = 260;
        var person = Ana();
        for (var i = 0; i < Commands; i++)
        {
            var command = For(Id);
            Ask(person, command).Then(typeof(PlaceAsked));
            Settle(person, command.Id, PlaceState.Released).Then(typeof(PlaceSettled));
        }

        Assert.Equal((PersonLimits.EndedEntriesKept, Commands), (person.State.Entries.Count, person.State.Answers.Outcomes.Count));
    }
}
