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
        if (MemberId.TryParseKey(topic, GrainKeys.MentorPrefix, out var mentor)) scheme = mentor.Scheme;
        else return GrainKeys.TryParseScheme(topic, out scheme);
        return true;
    }

    /// <summary>Members follow both; the lead follows the scheme.</summary>
    public static bool MayJoin(CurrentUser reader, string topic, string scheme) =>
        reader.Trains(scheme) || (reader.Leads(scheme) && topic == GrainKeys.Scheme(scheme));
}
