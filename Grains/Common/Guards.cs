using OutreachSilo.Mentoring;

namespace OutreachSilo.Common;

/// <summary>Which guards are up. Only negative controls in tests ever take one down, to prove that the oracle notices.</summary>
internal sealed record Guards
{
    public static readonly Guards AllUp = new();

    /// <summary>A week gives no place that it has not got.</summary>
    public bool Room { get; init; } = true;

    /// <summary>A person's intent is durable before the week is asked.</summary>
    public bool Intent { get; init; } = true;

    /// <summary>A week answers a repeat from what it knows instead of deciding anew.</summary>
    public bool Idempotency { get; init; } = true;

    /// <summary>A week's answer that changes nothing waits for the changes it rests on.</summary>
    public bool WaitingAnswers { get; init; } = true;

    /// <summary>Limits of mentoring that nobody keeps.</summary>
    public MentoringGuards Lifted { get; init; }

    public bool Keeps(MentoringGuards limit) => (Lifted & limit) == MentoringGuards.None;
}
