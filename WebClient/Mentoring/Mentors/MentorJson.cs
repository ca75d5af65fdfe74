using System.Collections.Immutable;
using System.Globalization;
using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <param name="Day">"Monday" to "Sunday".</param>
/// <param name="From">Wall-clock time in the mentor's zone, "18:00".</param>
/// <param name="To">The minute after the last; "00:00" means the end of the day.</param>
internal sealed record WeeklyHoursJson(string Day, string From, string To);

/// <param name="Kind">"Away" or "Extra".</param>
internal sealed record HoursExceptionJson(DateOnly Date, string Kind, string From, string To);

/// <summary>When a mentor can meet, by the clock in their zone.</summary>
/// <param name="Zone">IANA name, for example "Europe/London".</param>
/// <param name="BufferMinutes">Kept free around every meeting, 0 to 120.</param>
/// <param name="NoticeHours">Between booking and meeting, 0 to 336.</param>
/// <param name="SlotMinutes">Length of a meeting, 5 to 180, not above the programme's longest, and a multiple of 5.</param>
internal sealed record HoursJson(string Zone, IReadOnlyList<WeeklyHoursJson> Weekly, IReadOnlyList<HoursExceptionJson> Exceptions, int BufferMinutes, int NoticeHours, int SlotMinutes)
{
    public static HoursJson Of(MentorHours it) => new(
        it.Zone, [.. it.Weekly.Select(one => new WeeklyHoursJson(one.Day.ToString(), Text(one.From), Text(one.To)))],
        [.. it.Exceptions.Select(one => new HoursExceptionJson(one.Date, one.Kind.ToString(), Text(one.From), Text(one.To)))], it.BufferMinutes, it.NoticeHours, it.SlotMinutes);

    /// <summary>Null when a day, a kind or a time is none.</summary>
    public MentorHours? Read()
    {
        var (weekly, exceptions) = (ImmutableArray.CreateBuilder<WeeklyHours>(), ImmutableArray.CreateBuilder<HoursException>());
        foreach (var one in Weekly)
        {
            if (MentoringNames.Parse<DayOfWeek>(one.Day) is not { } day || !TryTime(one.From, out var from) || !TryTime(one.To, out var to)) return null;
            weekly.Add(new WeeklyHours(day, from, to));
        }

        foreach (var one in Exceptions)
        {
            if (MentoringNames.Parse<HoursExceptionKind>(one.Kind) is not { } kind || !TryTime(one.From, out var from) || !TryTime(one.To, out var to)) return null;
            exceptions.Add(new HoursException(one.Date, kind, from, to));
        }

        return new MentorHours(Zone, weekly.ToImmutable(), exceptions.ToImmutable(), BufferMinutes, NoticeHours, SlotMinutes);
    }

    public static readonly Refusal Accepted = new(
        RefusalCodes.HoursInvalid, "day must be Monday to Sunday, kind must be Away or Extra, and times must be like 18:00. An end of 00:00 means the end of the day.");

    private static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static bool TryTime(string text, out TimeOnly time) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}

internal sealed record PauseJson(bool Paused);

/// <param name="Kind">"Training" or "Preparation".</param>
/// <param name="Day">In the scheme's zone; today or within the last year.</param>
/// <param name="Minutes">1 to 1,440.</param>
internal sealed record RecordHoursJson(string Kind, DateOnly Day, int Minutes);

/// <summary>Minutes of one training year.</summary>
/// <param name="Year">The calendar year in which it begins.</param>
internal sealed record LedgerJson(int Year, int Training, int Preparation, int Held, int Planned, int Used, int Most)
{
    public static LedgerJson Of(LedgerView it) => new(it.Year, it.Training, it.Preparation, it.Held, it.Planned, it.Used, it.Most);
}

/// <param name="Rank">Which of the mentee's choices I am.</param>
/// <param name="Until">When it moves on to the mentee's next choice.</param>
internal sealed record RequestJson(Guid Id, string Mentee, int Rank, DateTimeOffset Until);

internal sealed record MenteeOfMineJson(Guid Mentorship, string Mentee, DateTimeOffset Since);

/// <param name="PausedBy">Null while not paused; "mentor", "lead", or "system" after requests that nobody answered.</param>
internal sealed record MentorJson(
    string Scheme, string Person, int Room, string? PausedBy, DateOnly? TrainedOn, HoursJson? Hours, IReadOnlyList<MenteeOfMineJson> Mentees, IReadOnlyList<RequestJson> Inbox,
    LedgerJson Ledger, ProfileJson Profile, long Version)
{
    public static MentorJson Of(MentorView it) => new(
        it.Id.Scheme, it.Id.Person, it.Room, Paused(it.Id.Person, it.PausedBy), it.TrainedOn, it.Hours is { } hours ? HoursJson.Of(hours) : null,
        [.. it.Mentees.Select(one => new MenteeOfMineJson(one.Mentorship, one.Mentee, one.Since))], [.. it.Inbox.Select(one => new RequestJson(one.Id, one.Mentee, one.Rank, one.Until))],
        LedgerJson.Of(it.Ledger), ProfileJson.Of(it.Profile), it.Version);

    /// <summary>Who paused a mentor, without saying which lead.</summary>
    public static string? Paused(string mentor, string by) => by.Length == 0 ? null : by == mentor ? "mentor" : by == "system" ? by : "lead";
}

/// <param name="Mentorship">Of an accepted request; null otherwise.</param>
internal sealed record AnsweredJson(Guid Request, Guid? Mentorship);
