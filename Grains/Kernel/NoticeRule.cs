using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>A change of an aggregate, and the aggregate before and after it.</summary>
internal sealed record Told<TState>(Change Change, JournalRow Row, TState Before, TState After)
{
    public DateTimeOffset At => Row.Entry.At;

    /// <summary>Names the change and a party. Not for aggregates whose key holds a person's id.</summary>
    public string Key(Party party) => $"{Row.Grain}/{Row.Entry.Version}/{party}";
}

/// <summary>Of changes of this kind, this party gets this email.</summary>
internal abstract record NoticeRule<TState>(string Kind, Party Party, string Template)
    where TState : class, IJournaledState<TState>
{
    /// <summary>Who is told, as of the change.</summary>
    public abstract IEnumerable<Notice> Of(Told<TState> told);

    /// <summary>The notice as it is to be sent by now; null when it no longer stands, as a reminder of what was done since.</summary>
    /// <param name="key">Key of the aggregate.</param>
    public virtual ValueTask<Notice?> ByNow(Notice notice, string key, PastStates states, CancellationToken cancellationToken) =>
        new(notice);
}
