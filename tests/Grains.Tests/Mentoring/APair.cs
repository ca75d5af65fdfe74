using OutreachSilo.Common;
using OutreachSilo.Hosting;

namespace OutreachSilo.Mentoring;

/// <summary>A scheme with members, up to a pair that has signed; every argument has a default.</summary>
internal static class APair
{
    public const string Scheme = "marlshire";
    public const string Lead = "lead";
    public const string Mia = "000000000000000000000000000000a1";
    public const string Max = "000000000000000000000000000000a2";
    public const string Ana = "000000000000000000000000000000b1";
    public const string Ben = "000000000000000000000000000000b2";

    public static readonly ProgrammePolicy Policy = ProgrammePolicy.PeerMentoring(YearStart.FirstWednesdayOfAugust);

    /// <summary>Every day from eight to eight, half an hour each, with an hour's notice.</summary>
    public static readonly MentorHours AllDay = new(
        "Europe/London", [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, new TimeOnly(8, 0), new TimeOnly(20, 0)))], [], 0, 1, 30);

    public static MemberId Of(string person) => new(Scheme, person);

    public static IMentorGrain Mentor(this GrainHost host, string person = Mia) => host.Grains.GetGrain<IMentorGrain>(Of(person).MentorKey);

    public static IMenteeGrain Mentee(this GrainHost host, string person = Ana) => host.Grains.GetGrain<IMenteeGrain>(Of(person).MenteeKey);

    public static IMentorshipGrain Pair(this GrainHost host, Guid id) => host.Grains.GetGrain<IMentorshipGrain>(GrainKeys.Mentorship(id));

    public static ISchemeGrain SchemeGrain(this GrainHost host, string code = Scheme) => host.Grains.GetGrain<ISchemeGrain>(GrainKeys.Scheme(code));

    /// <summary>A defined scheme with an agreement, two mentors trained and with hours, and two mentees.</summary>
    public static async Task Begin(this GrainHost host, ProgrammePolicy? policy = null, MentorHours? hours = null)
    {
        var scheme = host.SchemeGrain();
        Yes(await scheme.Define(new DefineScheme(Guid.NewGuid(), Lead, "Marlshire", "Y99", "Europe/London", policy ?? Policy)));
        Yes(await scheme.PublishAgreement(new PublishAgreement(Guid.NewGuid(), Lead, "What is said between us stays between us.")));
        foreach (var mentee in new[] { Ana, Ben }) await host.Enrol(mentee, MemberRole.Mentee);
        foreach (var mentor in new[] { Mia, Max }) await host.Ready(mentor, hours);
    }

    public static async Task Enrol(this GrainHost host, string person, MemberRole role) =>
        Yes(await host.SchemeGrain().Enrol(new EnrolMember(Guid.NewGuid(), Lead, person, role, MemberProfile.Empty)));

    /// <summary>A mentor who is trained and has hours.</summary>
    public static async Task Ready(this GrainHost host, string mentor, MentorHours? hours = null)
    {
        await host.Enrol(mentor, MemberRole.Mentor);
        Yes(await host.Mentor(mentor).RecordHours(new RecordHours(Guid.NewGuid(), mentor, HoursKind.Training, DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime), 60)));
        Yes(await host.Mentor(mentor).SetHours(new SetHours(Guid.NewGuid(), mentor, hours ?? AllDay)));
    }

    /// <summary>The lead matches them; they have not signed.</summary>
    public static async Task<Guid> Matched(this GrainHost host, string mentee = Ana, string mentor = Mia)
    {
        var id = Guid.NewGuid();
        Yes(await host.Mentee(mentee).Assign(new AssignMentor(id, Lead, Of(mentor))));
        return id;
    }

    public static async Task<Guid> Signed(this GrainHost host, string mentee = Ana, string mentor = Mia)
    {
        var id = await host.Matched(mentee, mentor);
        foreach (var person in new[] { mentee, mentor }) Yes(await host.Pair(id).Sign(new SignAgreement(Guid.NewGuid(), person, 1)));
        return id;
    }

    /// <summary>A time on a day so many days after the start of the test.</summary>
    public static DateTimeOffset At(int day, int hour, int minute = 0) => GrainHost.Start.Date.AddDays(day).AddHours(hour).AddMinutes(minute).ToUniversal();

    public static BookMeeting Booking(DateTimeOffset startsAt, string person = Ana, int minutes = 30, Guid? id = null) => new(id ?? Guid.NewGuid(), person, startsAt, minutes, Room());

    public static string Room() => Guid.NewGuid().ToString("N");

    public static T Yes<T>(Outcome<T> outcome)
        where T : class
    {
        Assert.True(outcome.Succeeded, outcome.Refusal?.ToString());
        return outcome.Value;
    }

    public static void No<T>(string code, Outcome<T> outcome)
        where T : class => Assert.Equal(code, outcome.Refusal?.Code);

    private static DateTimeOffset ToUniversal(this DateTime local) => new(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), TimeZoneInfo.FindSystemTimeZoneById("Europe/London")), TimeSpan.Zero);
}
