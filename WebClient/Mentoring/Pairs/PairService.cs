using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>
/// What the signed-in person does in a pair of theirs. Whoever is not of the pair is refused with <see cref="RefusalCodes.NotOfThePair"/>: the grain holds
/// every command against the person who is signed in. Scoped.
/// </summary>
public sealed class PairService(IGrainFactory grains, GrainCalls calls, CurrentUser user)
{
    /// <summary>Refused: MentorshipUnknown, NotOfThePair.</summary>
    public async Task<Outcome<MentorshipView>> View(Guid id)
    {
        var pair = await calls.Ask(GrainOf(id), static grain => grain.View());
        return pair.Succeeded && Me is var me && pair.Value.Mentor.Person != me && pair.Value.Mentee.Person != me ? NotYours : pair;
    }

    /// <summary>Signs the agreement that was read. Refused: SignatureInvalid, and as <see cref="IMentorshipGrain.Sign"/>.</summary>
    /// <param name="name">The name of the account, as <see cref="FoldedText"/> compares.</param>
    /// <param name="confirmed">That the text was read and is agreed to.</param>
    public async Task<Outcome<MentorshipView>> Sign(Guid id, int version, string name, bool confirmed, Guid command) =>
        !confirmed ? NotConfirmed
        : !FoldedText.Same(name, user.DisplayName) ? NotTheName
        : await calls.Ask((Grain: GrainOf(id), Sign: new SignAgreement(command, Me, version)), static call => call.Grain.Sign(call.Sign));

    /// <summary>Times that can be booked with the mentor of the pair. Refused: as <see cref="View"/> and <see cref="IMentorGrain.FreeSlots"/>.</summary>
    /// <param name="from">First day in the mentor's zone.</param>
    /// <param name="to">Last day.</param>
    public async Task<Outcome<FreeSlots>> Slots(Guid id, DateOnly from, DateOnly to)
    {
        var pair = await View(id);
        return pair.Succeeded ? await SlotsOf(pair.Value, from, to) : pair.Refusal;
    }

    /// <summary>As <see cref="Slots"/>, for a mentorship that was read.</summary>
    public Task<Outcome<FreeSlots>> SlotsOf(MentorshipView pair, DateOnly from, DateOnly to) => calls.Ask(
        (Grain: grains.GetGrain<IMentorGrain>(pair.Mentor.MentorKey), from, to), static call => call.Grain.FreeSlots(call.from, call.to));

    /// <summary>State Asked means "not known yet". Refused: as <see cref="IMentorshipGrain.Book"/>.</summary>
    public Task<Outcome<MeetingView>> Book(Guid id, DateTimeOffset startsAt, int minutes, Guid command) => calls.Ask(
        (Grain: GrainOf(id), Book: new BookMeeting(command, Me, startsAt, minutes, RoomNames.Draw())), static call => call.Grain.Book(call.Book));

    /// <summary>State Asked means "not known yet". Refused: as <see cref="IMentorshipGrain.Move"/>.</summary>
    public Task<Outcome<MeetingView>> Move(Guid id, Guid meeting, DateTimeOffset startsAt, int minutes, Guid command) => calls.Ask(
        (Grain: GrainOf(id), Move: new MoveMeeting(command, Me, meeting, startsAt, minutes)), static call => call.Grain.Move(call.Move));

    /// <summary>Refused: as <see cref="IMentorshipGrain.Cancel"/>.</summary>
    public Task<Outcome<MeetingView>> Cancel(Guid id, Guid meeting, Guid command) => calls.Ask(
        (Grain: GrainOf(id), Cancel: new CancelMeeting(command, Me, meeting)), static call => call.Grain.Cancel(call.Cancel));

    /// <summary>Refused: as <see cref="IMentorshipGrain.Record"/>.</summary>
    /// <param name="minutes">0 when somebody did not come.</param>
    public Task<Outcome<MeetingView>> Record(Guid id, Guid meeting, int minutes, Guid command) => calls.Ask(
        (Grain: GrainOf(id), Record: new RecordMeeting(command, Me, meeting, minutes)), static call => call.Grain.Record(call.Record));

    /// <summary>Refused: as <see cref="IMentorshipGrain.Tick"/>.</summary>
    public Task<Outcome<MentorshipView>> Tick(Guid id, GuidanceTopic topic, bool done, Guid command) => calls.Ask(
        (Grain: GrainOf(id), Tick: new TickGuidance(command, Me, topic, done)), static call => call.Grain.Tick(call.Tick));

    /// <summary>Ends the pair early, as mentor or mentee. Refused: as <see cref="View"/> and <see cref="IMentorshipGrain.End"/>.</summary>
    public async Task<Outcome<MentorshipView>> End(Guid id, Guid command)
    {
        var pair = await View(id);
        if (!pair.Succeeded) return pair;
        var because = pair.Value.Mentor.Person == Me ? Ending.ByMentor : Ending.ByMentee;
        return await calls.Ask((Grain: GrainOf(id), End: new EndMentorship(command, Me, Me, because)), static call => call.Grain.End(call.End));
    }

    /// <summary>Refused: as <see cref="IMentorshipGrain.Room"/>.</summary>
    public Task<Outcome<MeetingRoom>> Room(Guid id, Guid meeting) => calls.Ask((Grain: GrainOf(id), meeting, Me), static call => call.Grain.Room(call.meeting, call.Me));

    private string Me => user.PersonId ?? throw new InvalidOperationException("Only a signed-in trainee is of a pair.");

    private IMentorshipGrain GrainOf(Guid id) => grains.GetGrain<IMentorshipGrain>(GrainKeys.Mentorship(id));

    private static readonly Refusal NotYours = new(RefusalCodes.NotOfThePair, "Only the mentor and mentee can see this mentorship.");

    private static readonly Refusal NotConfirmed = new(ProblemCodes.SignatureInvalid, "Select the box to confirm you have read the agreement and agree to it.");

    private static readonly Refusal NotTheName = new(ProblemCodes.SignatureInvalid, "Enter your name exactly as it is at the top of this page.");
}
