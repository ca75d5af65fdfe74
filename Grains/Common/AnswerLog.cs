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

/// <summary>The last answers, so that a repeat gets the same one; what comes after this many others is new.</summary>
internal sealed record AnswerLog
{
    public static readonly AnswerLog Empty = new();

    private const int AnswersMax = 300;

    public ImmutableDictionary<Guid, Answer> Answers { get; init; } = ImmutableDictionary<Guid, Answer>.Empty;

    /// <summary>Ids of <see cref="Answers"/>, oldest first.</summary>
    public ImmutableQueue<Guid> Order { get; init; } = [];

    public Answer? Of(Guid command) => Answers.GetValueOrDefault(command);

    public AnswerLog With(Guid command, string subject, string? code = null, string? detail = null)
    {
        var answer = new Answer(subject, code, detail);
        var (answers, order) = (Answers, Order);
        if (answers.ContainsKey(command)) return this with { Answers = answers.SetItem(command, answer) };
        if (answers.Count >= AnswersMax)
        {
            order = order.Dequeue(out var oldest);
            answers = answers.Remove(oldest);
        }

        return this with { Answers = answers.SetItem(command, answer), Order = order.Enqueue(command) };
    }
}
