using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Mentoring;

/// <summary>The auditor's own account of a mentee: who waits for an answer, and who the mentor is.</summary>
internal sealed class AuditedMentee : IAggregateAudit
{
    private readonly HashSet<Guid> waiting = [];
    private readonly Dictionary<Guid, string> mentors = [];
    private MatchAsked? asked;
    private int most;

    public Guid? Mentorship { get; private set; }

    /// <summary>A mentor is being asked for room.</summary>
    public Guid? Asking => asked?.Command;

    public void Take(Change change, JournalEntry entry, Action<string, string> found)
    {
        switch (change)
        {
            case MenteeEnrolled x:
                most = x.Policy.OpenRequestsMax;
                if (x.HasLeft) waiting.Clear();
                break;
            case RequestSent x:
                waiting.Add(x.Request);
                if (waiting.Count > most) found("I5", $"{waiting.Count} requests are open where {most} may be");
                break;
            case RequestEnded x:
                waiting.Remove(x.Request);
                break;
            case RequestDeclined x:
                waiting.Remove(x.Request);
                break;
            case MentorsChosen x:
                Choose(x);
                break;
            case MatchAsked x:
                if (Mentorship is not null) found("I5", $"asks for a second mentor with {x.Command:N}");
                asked = x;
                break;
            case MatchMade:
                (Mentorship, asked) = (asked!.Command, null);
                waiting.Clear();
                break;
            case MatchDenied:
                asked = null;
                break;
            case PairEnded:
                Mentorship = null;
                break;
        }
    }

    /// <summary>What is left out is withdrawn; a mentor chosen again keeps the request that waits.</summary>
    private void Choose(MentorsChosen change)
    {
        foreach (var choice in change.Choices) mentors[choice.Request] = choice.Mentor;
        waiting.RemoveWhere(request => change.Choices.All(choice => choice.Mentor != mentors[request]));
    }
}
