using System.Collections.Immutable;
using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Live;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Tasters;

/// <summary>A taster week. Aggregate: calls no other grain, and its only await inside a command is the journal.</summary>
[Reentrant, GrainType("week")]
internal sealed class TasterWeekGrain(IJournal journal, TimeProvider time, ILiveFeed feed)
    : AggregateGrain<TasterWeekState>(journal, time), ITasterWeekGrain
{
    public Task<Outcome<WeekView>> Publish(PublishWeek command) =>
        Do(command.Id, command.Actor, (week, now) => WeekHostRules.Publish(week, command, now), (week, _) => WeekOf(week, Version));

    public Task<Outcome<WeekView>> SetCapacity(SetCapacity command) =>
        Do(command.Id, command.Actor, (week, _) => WeekHostRules.SetCapacity(week, command), (week, _) => WeekOf(week, Version));

    public Task<Outcome<WeekView>> StopBooking(StopBooking command) =>
        Do(command.Id, command.Actor, (week, _) => WeekHostRules.StopBooking(week, command), (week, _) => WeekOf(week, Version));

    public Task<Outcome<WeekView>> ChangeHost(ChangeHost command) =>
        Do(command.Id, command.Actor, (week, _) => WeekHostRules.ChangeHost(week, command), (week, _) => WeekOf(week, Version));

    public Task<Outcome<PlaceView>> Hold(HoldPlace command) =>
        Do(command.Id, command.Person, (week, now) => TasterWeekRules.Hold(week, command, now), (week, _) => PlaceOf(week, command.Id));

    public Task<Outcome<PlaceView>> JoinWaitingList(JoinWaitingList command) =>
        Do(command.Id, command.Person, (week, now) => TasterWeekRules.JoinWaitingList(week, command, now), (week, _) => PlaceOf(week, command.Id));

    public Task<Outcome<PlaceView>> Confirm(PlaceCommand command) =>
        Do(command.Id, command.Person, (week, _) => TasterWeekRules.Confirm(week, command), (week, _) => PlaceOf(week, command.Place));

    public Task<Outcome<PlaceView>> Accept(PlaceCommand command) =>
        Do(command.Id, command.Person, (week, _) => TasterWeekRules.Accept(week, command), (week, _) => PlaceOf(week, command.Place));

    public Task<Outcome<PlaceView>> Release(PlaceCommand command) =>
        Do(command.Id, command.Person, (week, _) => TasterWeekRules.Release(week, command), (week, _) => PlaceOf(week, command.Place));

    public async Task<Outcome<WeekQuote>> Quote(Guid place, TasterKind kind, bool waits)
    {
        if (Durable.OfferOf(kind) is { } offer && TasterWeekRules.Quote(State, place, kind, waits, Now) is null)
            return new WeekQuote(Durable.Host!.Name, offer.Terms.HalfDays, null);
        var sure = await Do(
            Guid.Empty, System, (week, now) => TasterWeekRules.Quote(week, place, kind, waits, now) is { } refusal ? refusal : Decision.Nothing,
            (week, _) => WeekOf(week, Version));
        if (Durable.OfferOf(kind) is not { } known) return sure.Refusal ?? new Refusal(OfferUnknown, "This week has no places for this group.");
        return new WeekQuote(Durable.Host!.Name, known.Terms.HalfDays, sure.Refusal);
    }

    public Task<Outcome<WeekView>> View() => Sure(WeekOf(Durable, DurableVersion));

    public Task<Outcome<PlaceView>> Place(Guid place) => Sure(PlaceOf(Durable, place));

    public Task<Outcome<WeekPeople>> People()
    {
        if (!Durable.IsPublished) return Task.FromResult<Outcome<WeekPeople>>(NoWeek);
        var people = Durable.OpenPlaces.OrderBy(place => place.Order).ToList();
        var taken = people.Where(place => place.TakesRoom)
            .Select(place => new WeekPerson(place.Id, place.Person, place.Kind, place.State, place.Since, place.Until));
        return Task.FromResult<Outcome<WeekPeople>>(new WeekPeople([.. taken], people.Count(place => place.State == PlaceState.Waiting)));
    }

    public Task Wake() => State.DueAt <= Now ? Lapse() : EndIfOvertaken();

    private Task Lapse() => Do<WeekView>(Guid.Empty, System, (_, _) => Decision.Nothing, (week, _) => WeekOf(week, Version));

    protected override bool WakesItself => true;

    protected override Task OnDue() => Wake();

    protected override ImmutableArray<Change> Lapse(TasterWeekState state, DateTimeOffset now) => WaitingListRules.Lapse(state, now);

    protected override ImmutableArray<Change> Follow(TasterWeekState state, DateTimeOffset now) => WaitingListRules.Promote(state, now);

    protected override void Announce(TasterWeekState state, long version, ImmutableArray<Change> changes)
    {
        feed.WeekChanged(Key, version, state);
        foreach (var change in changes)
        {
            if (change is PlaceOffered offered) feed.Moved(state.Places[offered.Place].Person);
            else if (change is PlaceExpired expired) feed.Moved(state.Places[expired.Place].Person);
        }
    }

    private static Outcome<WeekView> WeekOf(TasterWeekState week, long version) => week.IsPublished
        ? new WeekView(week.Id, week.Host!, [.. week.Offers.Select(week.View)], week.DeskLimit, week.Stopped, version)
        : NoWeek;

    private static Outcome<PlaceView> PlaceOf(TasterWeekState week, Guid id) => week.Places.TryGetValue(id, out var place)
        ? week.View(place)
        : new Refusal(PlaceUnknown, "We cannot find this place in this week.");

    private static readonly Refusal NoWeek = new(WeekUnknown, "This practice has not published a taster week for this date.");
}
