using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using static OutreachSilo.Kernel.ChangeType;

namespace OutreachSilo.Mentoring;

internal sealed record MenteeEnrolled(Guid Command, ProgrammePolicy Policy, string Zone, MemberProfile Profile, bool HasLeft, long Revision) : Change;

/// <summary>The whole ranking, best first: what is not in it any more is withdrawn.</summary>
internal sealed record MentorsChosen(Guid Command, ImmutableArray<ChosenMentor> Choices) : Change;

/// <summary>A request's turn has come: it counts as open from here on, and the mentor is asked.</summary>
internal sealed record RequestSent(Guid Request, DateTimeOffset Until) : Change;

/// <summary>It is in the mentor's inbox.</summary>
internal sealed record RequestDelivered(Guid Request) : Change;

/// <summary>It is time to tell a mentor who has not answered that the request moves on soon.</summary>
internal sealed record RequestNear(Guid Request) : Change;

/// <param name="Code">Of a refused one: the refusal's code.</param>
internal sealed record RequestEnded(Guid Request, RequestState State, string Code) : Change;

internal sealed record RequestDeclined(Guid Command, Guid Request) : Change;

/// <summary>The intent to be matched: from here on nobody else can accept. The command's id becomes the mentorship's.</summary>
/// <param name="Request">The request that is accepted; null where there is none.</param>
/// <param name="Subject">What the command is about, see <see cref="Subjects"/>.</param>
internal sealed record MatchAsked(Guid Command, string Actor, string Mentor, Guid? Request, string Subject) : Change;

/// <summary>The mentor had room: they are a pair, and every other request closes.</summary>
internal sealed record MatchMade(Guid Command) : Change;

/// <summary>The mentor had no room after all.</summary>
internal sealed record MatchDenied(Guid Command, string Code, string Detail) : Change;

internal sealed record PairEnded(Guid Mentorship) : Change;

/// <summary>Mentors, and the pair, have been told what was owed to them.</summary>
internal sealed record MenteeTold(ImmutableArray<Guid> Requests, Guid? Opened) : Change;

/// <summary>A command's refusal, so that a repeat gets the same answer.</summary>
internal sealed record MenteeRefused(Guid Command, string Subject, string Code, string Detail) : Change;

/// <summary>One of a ranking.</summary>
internal sealed record ChosenMentor(Guid Request, string Mentor);

/// <summary>What lists, the lead's board and the match read of a mentee without waking them.</summary>
/// <param name="Choices">Mentors chosen and not over, best first.</param>
internal sealed record MenteeSummary(string Person, string Mentor, Guid? Mentorship, bool HasLeft, MemberProfile Profile, ImmutableArray<string> Choices, int Open, ImmutableArray<string> Past);

/// <summary>Each kind declared once.</summary>
internal static class MenteeChanges
{
    public static readonly ChangeSet All = new(
    [
        Of<MenteeEnrolled>("mentee-enrolled"),
        Of<MentorsChosen>("mentors-chosen"),
        Of<RequestSent>("request-sent"),
        Of<RequestDelivered>("request-delivered"),
        Of<RequestNear>("request-near"),
        Of<RequestEnded>("request-ended"),
        Of<RequestDeclined>("request-declined"),
        Of<MatchAsked>("match-asked"),
        Of<MatchMade>("match-made"),
        Of<MatchDenied>("match-denied"),
        Of<PairEnded>("pair-ended"),
        Of<MenteeTold>("mentee-told"),
        Of<MenteeRefused>("mentee-refused"),
    ]);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(MenteeSummary))]
internal sealed partial class MenteeJson : JsonSerializerContext;
