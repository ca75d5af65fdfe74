using OutreachSilo.Common;

namespace OutreachSilo.Storage;

/// <summary>
/// Answers appends session by session: a grain whose hundred appends were stored together is called back once, not a hundred times.
/// The writer's thread only.
/// </summary>
internal sealed class AppendAnswers
{
    private readonly List<JournalSession> sessions = [];

    /// <param name="failure">Null when it was stored.</param>
    public void Add(PendingAppend append, JournalException? failure = null)
    {
        append.Failure = failure;
        if (append.Session.Collect(append)) sessions.Add(append.Session);
    }

    /// <summary>To be called before the thread turns to anything else.</summary>
    public void Send()
    {
        foreach (var session in sessions) session.Answer();
        sessions.Clear();
    }
}
