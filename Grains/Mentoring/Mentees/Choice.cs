namespace OutreachSilo.Mentoring;

/// <summary>A mentor whom a mentee has chosen, and what became of it.</summary>
internal sealed record Choice(Guid Request, string Mentor, int Rank, RequestState State, DateTimeOffset? Until, string Code)
{
    /// <summary>The mentor was told that it moves on soon.</summary>
    public bool Nudged { get; init; }

    public bool IsOver => State is not (RequestState.Queued or RequestState.Sending or RequestState.Open);

    /// <summary>It is one of the requests that wait for an answer.</summary>
    public bool Waits => State is RequestState.Sending or RequestState.Open;

    public MentorChoice View() => new(Request, Mentor, Rank, State, Until, Code);
}

/// <summary>A match under way.</summary>
internal sealed record MatchAsk(Guid Command, string Actor, string Mentor, Guid? Request, string Subject);

/// <summary>A mentor who has to hear that a request is over.</summary>
internal sealed record OwedClosing(Guid Request, string Mentor, RequestState Because);
