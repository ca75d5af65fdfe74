using OutreachSilo.Common;

namespace OutreachSilo.Notices;

/// <summary>A change of a grain, and the grain before and after it.</summary>
internal sealed record Told<TState>(Change Change, JournalRow Row, TState Before, TState After)
{
    public DateTimeOffset At => Row.Entry.At;

    /// <summary>Names the change and a party. Not for grains whose key holds a person's id.</summary>
    public string Key(Party party) => $"{Row.Grain}/{Row.Entry.Version}/{party}";
}
