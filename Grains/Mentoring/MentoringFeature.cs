using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>Training schemes, their mentors and mentees, and the pairs that these make.</summary>
internal static class MentoringFeature
{
    public static IHostApplicationBuilder AddMentoring(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MatchWeights>().Bind(builder.Configuration.GetSection(MatchWeights.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MatchWeights>, MatchWeightsCheck>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<MatchWeights>>().Value);
        services.AddSingleton<IMentoringDirectory, MentoringDirectory>();
        services.AddSingleton<CohortMatcher>();
        services.AddAggregate(new Aggregate<SchemeState, ISchemeGrain>(GrainKeys.SchemePrefix)
        {
            History = SchemeHistory.Say,

            // Members see it, or the scheme's lead does it.
            Silent =
            [
                "scheme-defined", "member-enrolled", "member-left", "agreement-published", "match-begun", "pairs-made", "members-told",
            ],
            Topics = static (scheme, _) => [GrainKeys.Scheme(scheme.Code)],
        });
        services.AddAggregate(new Aggregate<MentorState, IMentorGrain>(GrainKeys.MentorPrefix)
        {
            History = MemberHistory.OfMentor,
            Notices = MentoringNotices.OfMentors,

            // Their own click, what pages show, and halves of conversations whose other half is told.
            Silent =
            [
                "mentor-enrolled", "mentor-hours-set", "mentor-hours-recorded", "mentor-resumed", "mentor-refused",
                "request-received", "mentee-taken", "mentee-left", "time-taken", "time-ended",
            ],
            Audit = static _ => new AuditedMentor(),
            Topics = static (mentor, changes) =>
                [mentor.Id.MentorKey, mentor.Id.Person, .. SchemeIf(changes.Any(MovesRoom), mentor.Id)],
        });
        services.AddAggregate(new Aggregate<MenteeState, IMenteeGrain>(GrainKeys.MenteePrefix)
        {
            History = MemberHistory.OfMentee,
            Notices = MentoringNotices.OfMentees,

            // As for a mentor.
            Silent =
            [
                "mentee-enrolled", "mentors-chosen", "mentee-refused", "request-sent", "match-asked", "match-made", "match-denied",
                "pair-ended", "mentee-told",
            ],
            Audit = static _ => new AuditedMentee(),
            Topics = static (mentee, changes) =>
                [mentee.Id.Person, .. SchemeIf(changes.Any(change => change is MatchMade or PairEnded or MenteeEnrolled), mentee.Id)],
        });
        services.AddAggregate(new Aggregate<MentorshipState, IMentorshipGrain>(GrainKeys.MentorshipPrefix)
        {
            History = MentorshipHistory.Say,
            Notices = MentoringNotices.OfPairs,

            // As for a mentor.
            Silent = ["guidance-ticked", "mentorship-refused", "meeting-asked", "meeting-denied", "mentorship-told"],
            Audit = static _ => new AuditedPair(),
            Topics = static (pair, changes) => pair.Policy is null ? []
                : [pair.Mentor.Person, pair.Mentee.Person, .. SchemeIf(changes.Any(MovesPairs), pair.Mentor)],
        });
        return builder;
    }

    private static ImmutableArray<string> SchemeIf(bool moved, MemberId member) => moved ? [GrainKeys.Scheme(member.Scheme)] : [];

    private static bool MovesRoom(Change change) =>
        change is MenteeTaken or MenteeLeft or PauseBegun or PauseEnded or MentorEnrolled or MentorHoursRecorded or MentorHoursSet;

    private static bool MovesPairs(Change change) => change is MeetingRecorded or MentorshipOver or MentorshipOpened or AgreementSigned;

    private sealed class MatchWeightsCheck : IValidateOptions<MatchWeights>
    {
        public ValidateOptionsResult Validate(string? name, MatchWeights options) =>
            options.Problem() is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
    }
}
