using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Live;

/// <summary>Topics that say no more than that something of a training scheme moved: <c>scheme/cambridge</c>, and <c>mentor/cambridge/…</c> for one mentor's calendar.</summary>
internal static class SchemeTopics
{
    /// <summary>The scheme that a topic is about.</summary>
    public static bool TryParse(string topic, out string scheme)
    {
        scheme = "";
        if (topic.StartsWith(GrainKeys.SchemePrefix, StringComparison.Ordinal)) scheme = topic[GrainKeys.SchemePrefix.Length..];
        else if (topic.StartsWith(GrainKeys.MentorPrefix, StringComparison.Ordinal) && MemberId.TryParse(topic[GrainKeys.MentorPrefix.Length..], out var mentor)) scheme = mentor.Scheme;
        return GrainKeys.IsScheme(scheme);
    }

    /// <summary>Members follow both; the lead follows the scheme.</summary>
    public static bool MayJoin(CurrentUser reader, string topic, string scheme) =>
        reader.Trains(scheme) || (reader.Leads(scheme) && topic.StartsWith(GrainKeys.SchemePrefix, StringComparison.Ordinal));
}
