using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>
/// A mentee of one scheme; key <c>mentee/{scheme}/{person}</c>. Sole owner of: one mentor at a time, the first acceptance wins, at most so many requests open,
/// and only mentors of the same scheme are asked.
/// </summary>
/// <remarks>A flow: asks mentors and pairs, and is asked back by no one but for <see cref="MentorshipEnded"/>, which asks nobody.</remarks>
[Alias("IMenteeGrain")]
public interface IMenteeGrain : IAggregateGrain
{
    /// <summary>From the scheme: takes them in, changes their limits, or ends their membership. Refused: InvalidCommand.</summary>
    [Alias("Enrol")]
    Task<Outcome<MenteeView>> Enrol(EnrolMentee command);

    /// <summary>
    /// The choices, best first, in place of those before: what is open stays open, what is gone is withdrawn, the rest is asked in turn.
    /// Refused: MenteeUnknown, SchemeMismatch, ChoicesTooMany, InvalidCommand, MenteeMatched.
    /// </summary>
    [Alias("Choose")]
    Task<Outcome<MenteeView>> Choose(ChooseMentors command);

    /// <summary>By the mentor: accepts or declines. Refused: MenteeUnknown, RequestUnknown, RequestClosed, MenteeMatched, MatchPending, and as <see cref="IMentorGrain.TakeMentee"/>.</summary>
    [Alias("Answer")]
    Task<Outcome<MenteeView>> Answer(AnswerRequest command);

    /// <summary>By the lead: a mentor without a request. Refused: MenteeUnknown, SchemeMismatch, MenteeMatched, MatchPending, and as <see cref="IMentorGrain.TakeMentee"/>.</summary>
    [Alias("Assign")]
    Task<Outcome<MenteeView>> Assign(AssignMentor command);

    /// <summary>From the pair: it has ended; the mentee may choose again.</summary>
    [Alias("MentorshipEnded"), AlwaysInterleave]
    Task MentorshipEnded(Guid mentorship);

    /// <summary>Refused: MenteeUnknown.</summary>
    [Alias("View"), AlwaysInterleave]
    Task<Outcome<MenteeView>> View();
}
