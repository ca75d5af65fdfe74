using System.Collections.Immutable;

namespace OutreachSilo.Common;

/// <summary>What a command, or a question of another grain, was answered. Without a code it was a yes.</summary>
/// <param name="Subject">What it was about, so that an id used for something else is found out; empty where the answer holds whatever it is about.</param>
internal sealed record Answer(string Subject, string? Code, string? Detail)
{
    /// <summary>The answer to the same question put again: null for a yes.</summary>
    public Refusal? Repeat(string subject) =>
        Subject.Length > 0 && Subject != subject ? new Refusal(RefusalCodes.CommandReused, "This command id was used before for something else.")
        : Code is null ? null
        : new Refusal(Code, Detail!);
}

/// <summary>An answer with the command that it was given to, as snapshots have it.</summary>
internal sealed record KeptAnswer(Guid Command, Answer Answer);

/// <summary>The last answers, so that a repeat gets the same one; what comes after this many others is new.</summary>
internal sealed record AnswerLog
{
    public static readonly AnswerLog Empty = new();

    private const int AnswersMax = 300;

    private AnswerLog()
    {
    }

    /// <summary>Null while there is none: most people never are in a meeting.</summary>
    private VersionedMap<Guid, Answer>? Answers { get; init; }

    /// <summary>Ids of <see cref="Answers"/>, oldest first.</summary>
    private ImmutableQueue<Guid> Order { get; init; } = [];

    /// <summary>All of them, oldest first.</summary>
    public ImmutableArray<KeptAnswer> Kept => [.. Order.Select(command => new KeptAnswer(command, Answers![command]))];

    public static AnswerLog From(ImmutableArray<KeptAnswer> kept) =>
        kept.Aggregate(Empty, (log, each) => log.With(each.Command, each.Answer.Subject, each.Answer.Code, each.Answer.Detail));

    public Answer? Of(Guid command) => Answers is not null && Answers.TryGetValue(command, out var answer) ? answer : null;

    public AnswerLog With(Guid command, string subject, string? code = null, string? detail = null)
    {
        var answer = new Answer(subject, code, detail);
        var (answers, order) = (Answers ?? VersionedMap<Guid, Answer>.New(), Order);
        if (answers.TryGetValue(command, out _)) return this with { Answers = answers.Set(command, answer) };
        if (answers.Count >= AnswersMax)
        {
            order = order.Dequeue(out var oldest);
            answers = answers.Remove(oldest);
        }

        return this with { Answers = answers.Set(command, answer), Order = order.Enqueue(command) };
    }
}
