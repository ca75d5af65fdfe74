using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>What the signed-in person does as a mentee. Refused for all of it: SchemeUnknown, NotAllowed. Scoped.</summary>
public sealed class MenteeService(IGrainFactory grains, GrainCalls calls, SchemeAccess access)
{
    /// <summary>Refused: as <see cref="IMenteeGrain.View"/>.</summary>
    public Task<Outcome<MenteeView>> View(string scheme) => access.AsMember(scheme, me => calls.Ask(GrainOf(me), static grain => grain.View()));

    /// <summary>The choices, best first, in place of those before. Refused: as <see cref="IMenteeGrain.Choose"/>.</summary>
    /// <param name="mentors">Person ids.</param>
    public Task<Outcome<MenteeView>> Choose(string scheme, ImmutableArray<string> mentors, Guid command) => access.AsMember(scheme, me => calls.Ask(
        (Grain: GrainOf(me), Choose: new ChooseMentors(command, me.Person, [.. mentors.Select(mentor => new MemberId(scheme, mentor))])),
        static call => call.Grain.Choose(call.Choose)));

    private IMenteeGrain GrainOf(MemberId me) => grains.GetGrain<IMenteeGrain>(me.MenteeKey);
}
