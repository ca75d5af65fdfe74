using System.Collections.Immutable;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>A mentee: the fold of its changes.</summary>
internal sealed record MenteeState : IJournaledState<MenteeState>
{
    public required MemberId Id { get; init; }

    /// <summary>Null before the scheme has enrolled them.</summary>
    public ProgrammePolicy? Policy { get; init; }

    public string Zone { get; init; } = "";

    public MemberProfile Profile { get; init; } = MemberProfile.Empty;

    /// <summary>Of the scheme's enrolment; an older one that comes late changes nothing.</summary>
    public long Revision { get; init; }

    public bool HasLeft { get; init; }

    /// <summary>By rank those that are not over, then the last ones that are.</summary>
    public ImmutableArray<Choice> Choices { get; init; } = [];

    /// <summary>A match under way; nobody else can accept meanwhile.</summary>
    public MatchAsk? Ask { get; init; }

    /// <summary>The present pair.</summary>
    public Guid? Mentorship { get; init; }

    public string Mentor { get; init; } = "";

    /// <summary>Pairs that have ended, the last first, and their mentors.</summary>
    public ImmutableArray<(Guid Mentorship, string Mentor)> Past { get; init; } = [];

    public ImmutableArray<OwedClosing> Closings { get; init; } = [];

    /// <summary>The pair has not been opened yet.</summary>
    public bool OpeningOwed { get; init; }

    public CommandLog Answers { get; init; } = CommandLog.Empty;

    public DateTimeOffset? AskAgainAt { get; init; }

    public bool IsEnrolled => Policy is not null;

    public bool IsPending => Ask is not null || OpeningOwed || !Closings.IsEmpty || Choices.Any(choice => choice.State == RequestState.Sending);

    public int Waiting => Choices.Count(choice => choice.Waits);

    public DateTimeOffset? DueAt
    {
        get
        {
            var due = AskAgainAt;
            foreach (var choice in Choices)
                if (choice.State == RequestState.Open && (NudgeOf(choice) ?? choice.Until) is { } at && (due is null || at < due)) due = at;
            return due;
        }
    }

    /// <summary>When a mentor is to be told that an open request moves on soon; null when they have been, or have no longer than that anyway.</summary>
    public DateTimeOffset? NudgeOf(Choice choice) =>
        choice is { State: RequestState.Open, Nudged: false } && Policy!.AnswerDays > MentoringLimits.RequestNudgeDays ? choice.Until?.AddDays(-MentoringLimits.RequestNudgeDays) : null;

    public static ChangeSet Changes => MenteeChanges.All;

    public static MenteeState Empty(string key) => new() { Id = MemberId.OfKey(key, GrainKeys.MenteePrefix) };

    public MenteeState Apply(Change change, DateTimeOffset at)
    {
        var next = (this with { Answers = Answers.At(at) }).Fold(change);
        return next with { AskAgainAt = !next.IsPending ? null : AskAgainAt ?? at + MentoringLimits.AskAgainAfter };
    }

    private MenteeState Fold(Change change) => change switch
    {
        MenteeEnrolled x => Enrol(x),
        MentorsChosen x => Choose(x),
        RequestSent x => With(Of(x.Request)! with { State = RequestState.Sending, Until = x.Until }),
        RequestDelivered x => With(Of(x.Request)! with { State = RequestState.Open }),
        RequestNear x => With(Of(x.Request)! with { Nudged = true }),
        RequestEnded x => Close(Of(x.Request)!, x.State, x.Code),
        RequestDeclined x => Close(Of(x.Request)!, RequestState.Declined, "") with { Answers = Answers.With(x.Command, Subjects.Reply(x.Request, accept: false)) },
        MatchAsked x => this with
        {
            Ask = new MatchAsk(x.Command, x.Actor, x.Mentor, x.Request, x.Subject),
            Answers = Answers.With(x.Command, x.Subject),
        },
        MatchMade => Match(),
        MatchDenied x => this with { Ask = null, Answers = Answers.With(x.Command, Ask!.Subject, x.Code, x.Detail) },
        PairEnded x => this with
        {
            Mentorship = null,
            Mentor = "",
            OpeningOwed = false,
            Past = [(x.Mentorship, Mentor), .. Past.Take(MentoringLimits.PastMentorshipsKept - 1)],
        },
        MenteeTold x => this with
        {
            Closings = Closings.RemoveAll(owed => x.Requests.Contains(owed.Request)),
            OpeningOwed = OpeningOwed && x.Opened != Mentorship,
        },
        MenteeRefused x => this with { Answers = Answers.With(x.Command, x.Subject, x.Code, x.Detail) },
        _ => throw new InvalidDataException($"{Id} cannot take a {change.GetType().Name}."),
    };

    public Choice? Of(Guid request)
    {
        foreach (var choice in Choices)
            if (choice.Request == request) return choice;
        return null;
    }

    private MenteeState Enrol(MenteeEnrolled change)
    {
        var next = this with { Policy = change.Policy, Zone = change.Zone, Profile = change.Profile, HasLeft = change.HasLeft, Revision = change.Revision, Answers = Answers.With(change.Command, Subjects.Enrol) };
        return change.HasLeft ? next.CloseAll(RequestState.Withdrawn) : next;
    }

    private MenteeState Choose(MentorsChosen change)
    {
        var gone = Choices.Where(choice => !choice.IsOver && change.Choices.All(chosen => chosen.Mentor != choice.Mentor)).ToList();
        var next = gone.Aggregate(this, (state, choice) => state.Close(choice, RequestState.Withdrawn, ""));
        var ranked = change.Choices.Select((chosen, i) => next.Choices.FirstOrDefault(choice => !choice.IsOver && choice.Mentor == chosen.Mentor) is { } known
            ? known with { Rank = i + 1 }
            : new Choice(chosen.Request, chosen.Mentor, i + 1, RequestState.Queued, null, ""));
        return next with
        {
            Choices = [.. ranked, .. next.Choices.Where(choice => choice.IsOver).Take(MentoringLimits.EndedChoicesKept)],
            Answers = Answers.With(change.Command, Subjects.Choose),
        };
    }

    private MenteeState Match()
    {
        var ask = Ask!;
        var next = this with { Ask = null, Mentorship = ask.Command, Mentor = ask.Mentor, OpeningOwed = true };
        if (ask.Request is { } request) next = next.Close(Of(request)!, RequestState.Accepted, "");
        return next.CloseAll(RequestState.Closed);
    }

    private MenteeState CloseAll(RequestState because) =>
        Choices.Where(choice => !choice.IsOver).ToList().Aggregate(this, (state, choice) => state.Close(choice, because, ""));

    /// <summary>A mentor who may have the request in the inbox must hear of it.</summary>
    private MenteeState Close(Choice choice, RequestState because, string code)
    {
        var next = With(choice with { State = because, Until = null, Code = code });
        return choice.Waits && because != RequestState.Refused ? next with { Closings = Closings.Add(new OwedClosing(choice.Request, choice.Mentor, because)) } : next;
    }

    private MenteeState With(Choice choice)
    {
        for (var i = 0; i < Choices.Length; i++)
            if (Choices[i].Request == choice.Request) return this with { Choices = Choices.SetItem(i, choice) };
        throw new InvalidDataException($"{Id} has no request {choice.Request:N}.");
    }

    public void Check()
    {
        if (Mentorship is not null && Choices.Any(choice => !choice.IsOver)) throw new InvariantException($"{Id} has a mentor and still asks others.");
    }

    public void CheckWhole() => Check();

    public MenteeView View(long version) => new(
        Id, Policy!, Profile, HasLeft, [.. Choices.Select(choice => choice.View())], Mentorship, Mentor, [.. Past.Select(past => past.Mentorship)], version);

    public SummaryRow ToSummary(string grain, long version) => new(
        grain, version, "mentee", Id.Scheme, null, DueAt, Id.Person, Policy is null
            ? "{}"u8.ToArray()
            : JsonSerializer.SerializeToUtf8Bytes(
                new MenteeSummary(
                    Id.Person, Mentor, Mentorship, HasLeft, Profile, [.. Choices.Where(choice => !choice.IsOver).Select(choice => choice.Mentor)], Waiting,
                    [.. Past.Select(past => past.Mentor)]),
                MenteeJson.Default.MenteeSummary));
}
