using OutreachSilo.Common;

namespace OutreachSilo.People;

/// <summary>What pages say of a meeting in an agenda.</summary>
internal static class AgendaMeeting
{
    /// <summary>The pair that meets; null for what is no mentoring.</summary>
    public static Guid? PairOf(EngagementView engagement) =>
        GrainKeys.TryParseMentorship(engagement.Source, out var pair) ? pair : null;
}
