using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Mentoring;

namespace OutreachSilo.Mutants;

/// <summary>Mentors, mentees and mentorships that do not keep some limits: their rules are given a state in which nothing reaches the limit.</summary>
internal sealed class LimitlessMentoring(params IReadOnlyCollection<MentoringLimit> lifted) : IMutant
{
    /// <summary>More than any test reaches, and small enough to be counted in minutes.</summary>
    private const int Endless = 1_000_000;

    public void Infect(object grain)
    {
        if (grain is AggregateGrain<MentorState> mentor) mentor.Mutation = state => state.IsEnrolled ? lifted.Aggregate(state, Lift) : state;
        if (grain is AggregateGrain<MenteeState> mentee) mentee.Mutation = state => state.IsEnrolled ? lifted.Aggregate(state, Lift) : state;
        if (grain is AggregateGrain<MentorshipState> pair) pair.Mutation = state => state.Policy is not null ? lifted.Aggregate(state, Lift) : state;
    }

    /// <summary>Puts the fault into each grain of a silo, and into what opens mentorships: whether two schemes meet there is not in the state.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.AddMutant(this);
        if (lifted.Contains(MentoringLimit.SameScheme)) services.AddSingleton<IIncomingGrainCallFilter, OpensAcrossSchemes>();
    }

    private static MentorState Lift(MentorState mentor, MentoringLimit limit) => limit switch
    {
        MentoringLimit.Mentees => mentor with { Policy = mentor.Policy! with { MenteesMax = Endless }, Capacity = mentor.Capacity.Resize(MentorState.AMentee, Endless) },
        MentoringLimit.Training => mentor with { TrainedOn = DateOnly.MinValue },
        MentoringLimit.Ledger => mentor with { Policy = mentor.Policy! with { HoursPerYearMax = Endless } },
        MentoringLimit.Calendar => mentor with { Slots = [.. mentor.Slots.Select((slot, i) => slot with { StartsAt = DateTimeOffset.UnixEpoch.AddDays(i) })] },
        _ => mentor,
    };

    private static MenteeState Lift(MenteeState mentee, MentoringLimit limit) => limit switch
    {
        MentoringLimit.OneMentor => mentee with { Mentorship = null },
        MentoringLimit.OpenRequests => mentee with { Policy = mentee.Policy! with { OpenRequestsMax = Endless } },
        _ => mentee,
    };

    private static MentorshipState Lift(MentorshipState pair, MentoringLimit limit) => limit switch
    {
        MentoringLimit.Signatures => pair with { Signatures = [new(pair.Mentor.Person, 1, "", default), new(pair.Mentee.Person, 1, "", default)] },
        MentoringLimit.Meetings => pair with { Policy = pair.Policy! with { MeetingsPerYearMax = Endless } },
        MentoringLimit.Length => pair with { Policy = pair.Policy! with { MinutesMax = Endless } },
        _ => pair,
    };

    private sealed class OpensAcrossSchemes(IJournal journal, TimeProvider time) : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is not MentorshipGrain || context.MethodName != nameof(IMentorshipGrain.Open) || context.Request.GetArgument(0) is not OpenMentorship command
                || command.Mentor.Scheme == command.Mentee.Scheme)
            {
                await context.Invoke();
                return;
            }

            var (key, now) = (GrainKeys.Mentorship(command.Id), time.GetUtcNow());
            var opened = new MentorshipOpened(command.Id, command.Mentor, command.Mentee, command.Policy, command.Zone);
            var pair = MentorshipState.Empty(key).Apply(opened, now);
            await journal.Open(key).Append([MentorshipState.Changes.Write(opened, 1, now, command.Actor, command.Id)], pair);
            context.Result = (Outcome<MentorshipView>)pair.View(1, now);
        }
    }
}
