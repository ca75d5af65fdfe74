using System.Globalization;

namespace OutreachSilo.Mentoring;

/// <summary>What a command or question is about, as it stands beside its answer: an id that comes with another subject was used before.</summary>
internal static class Subjects
{
    public const string Enrol = "enrol";
    public const string Leave = "leave";
    public const string Hours = "hours";
    public const string Pause = "pause";
    public const string Resume = "resume";

    /// <summary>Of what is over before it came: whatever is asked under its id is refused.</summary>
    public const string Over = "";

    public const string Open = "open";
    public const string End = "end";
    public const string Define = "define";
    public static string Agreement(string sha256) => $"agreement {sha256}";
    public const string Match = "match";
    public const string Choose = "choose";

    public static string Record(HoursKind kind, DateOnly day, int minutes) => string.Create(CultureInfo.InvariantCulture, $"{kind}/{day:yyyy-MM-dd}/{minutes}");

    public static string Member(string person, MemberRole role) => $"member/{role}/{person}";

    public static string Request(string mentee) => $"request/{mentee}";

    public static string Mentee(string mentee) => $"mentee/{mentee}";

    public static string Time(Guid mentorship, DateTimeOffset startsAt, int minutes) => string.Create(CultureInfo.InvariantCulture, $"time/{mentorship:N}/{startsAt.UtcTicks}/{minutes}");

    public static string Reply(Guid request, bool accept) => $"{(accept ? "accept" : "decline")}/{request:N}";

    public static string Assign(string mentor) => $"assign/{mentor}";

    public static string Sign(string person, int version) => string.Create(CultureInfo.InvariantCulture, $"sign/{person}/{version}");

    public static string Book(DateTimeOffset startsAt, int minutes) => string.Create(CultureInfo.InvariantCulture, $"book/{startsAt.UtcTicks}/{minutes}");

    public static string Move(Guid meeting, DateTimeOffset startsAt, int minutes) => string.Create(CultureInfo.InvariantCulture, $"move/{meeting:N}/{startsAt.UtcTicks}/{minutes}");

    public static string Cancel(Guid meeting) => $"cancel/{meeting:N}";

    public static string Held(Guid meeting, int minutes) => string.Create(CultureInfo.InvariantCulture, $"held/{meeting:N}/{minutes}");

    public static string Tick(GuidanceTopic topic, bool done) => $"tick/{topic}/{done}";
}
