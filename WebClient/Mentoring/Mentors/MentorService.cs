using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>What the signed-in person does as a mentor. Refused for all of it: SchemeUnknown, NotAllowed. Scoped.</summary>
public sealed class MentorService(IGrainFactory grains, GrainCalls calls, SchemeAccess access)
{
    /// <summary>Refused: as <see cref="IMentorGrain.View"/>.</summary>
    public Task<Outcome<MentorView>> View(string scheme) => access.AsMember(scheme, me => calls.Ask(GrainOf(me), static grain => grain.View()));

    /// <summary>Refused: as <see cref="IMentorGrain.SetHours"/>.</summary>
    public Task<Outcome<MentorView>> SetHours(string scheme, MentorHours hours, Guid command) => access.AsMember(scheme, me => calls.Ask(
        (Grain: GrainOf(me), Set: new SetHours(command, me.Person, hours)), static call => call.Grain.SetHours(call.Set)));

    /// <summary>Refused: as <see cref="IMentorGrain.Pause"/>.</summary>
    public Task<Outcome<MentorView>> Pause(string scheme, bool paused, Guid command) => access.AsMember(scheme, me => calls.Ask(
        (Grain: GrainOf(me), Pause: new PauseMentor(command, me.Person, paused)), static call => call.Grain.Pause(call.Pause)));

    /// <summary>Refused: as <see cref="IMentorGrain.RecordHours"/>.</summary>
    public Task<Outcome<MentorView>> RecordHours(string scheme, HoursKind kind, DateOnly day, int minutes, Guid command) => access.AsMember(scheme, me => calls.Ask(
        (Grain: GrainOf(me), Record: new RecordHours(command, me.Person, kind, day, minutes)), static call => call.Grain.RecordHours(call.Record)));

    /// <summary>Accepts or declines a mentee's request. Refused: as <see cref="IMenteeGrain.Answer"/>.</summary>
    public Task<Outcome<MenteeView>> Answer(string scheme, string mentee, Guid request, bool accept, Guid command) => access.AsMember(scheme, me =>
        GrainKeys.IsPersonId(mentee)
            ? calls.Ask(
                (Grain: grains.GetGrain<IMenteeGrain>(new MemberId(scheme, mentee).MenteeKey), Answer: new AnswerRequest(command, request, me.Person, accept)),
                static call => call.Grain.Answer(call.Answer))
            : Task.FromResult<Outcome<MenteeView>>(NoSuchMentee));

    private IMentorGrain GrainOf(MemberId me) => grains.GetGrain<IMentorGrain>(me.MentorKey);

    private static readonly Refusal NoSuchMentee = new(RefusalCodes.MenteeUnknown, "This person is not a mentee in this scheme.");
}
