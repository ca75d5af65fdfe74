using System.Collections.Immutable;
using NodaTime;
using OutreachSilo.Common;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Mentoring;

/// <summary>
/// At which times a meeting can be booked. Asks hours that have passed <see cref="HoursRules"/>. A slot is free when it lies in the hours,
/// gives the mentor notice and keeps the buffer before and after every meeting; <see cref="Free"/> and <see cref="NotFree"/> agree on it.
/// </summary>
internal static class SlotRules
{
    /// <summary>
    /// The free slots on some dates of the mentor's zone, both included, in order of time: at most 500, from at most 92 days counted from
    /// the first date that the notice allows.
    /// </summary>
    public static ImmutableArray<MeetingSlot> Free(MentorHours hours, IReadOnlyCollection<TakenTime> taken, DateTimeOffset now, DateOnly from, DateOnly to)
    {
        if (from.Year > HoursLimits.YearMax) return [];
        var zone = MentorZone.Find(hours.Zone);
        var earliest = Earliest(hours, now);
        var first = Max(from, MentorZone.DateAt(earliest, zone));
        var last = Min(to, first.AddDays(HoursLimits.RangeDaysMax - 1));
        var length = TimeSpan.FromMinutes(hours.SlotMinutes);
        var slots = ImmutableArray.CreateBuilder<MeetingSlot>();
        foreach (var run in OpenHours.Between(hours, zone, first, last))
        {
            for (var start = run.Start; start + length <= run.End; start += length)
            {
                if (start < earliest || IsTaken(hours, taken, start)) continue;
                slots.Add(MentorZone.Slot(start, hours.SlotMinutes, zone));
                if (slots.Count == HoursLimits.SlotsMax) return slots.DrainToImmutable();
            }
        }

        return slots.DrainToImmutable();
    }

    /// <summary>Why no meeting of this length can be booked at this instant, or null. Refused: <c>SlotNotOffered</c>, <c>NoticeTooShort</c>, <c>SlotTaken</c>.</summary>
    public static Refusal? NotFree(MentorHours hours, IReadOnlyCollection<TakenTime> taken, DateTimeOffset now, DateTimeOffset startsAt, int minutes)
    {
        if (minutes != hours.SlotMinutes) return new(SlotNotOffered, $"Meetings with this mentor last {hours.SlotMinutes} minutes. Choose one of the times shown.");
        if (startsAt < now) return new(NoticeTooShort, "This time is in the past. Choose a later time.");
        if (startsAt < Earliest(hours, now)) return new(NoticeTooShort, $"You must book at least {hours.NoticeHours} {(hours.NoticeHours == 1 ? "hour" : "hours")} before the meeting. Choose a later time.");
        if (!IsInHours(hours, startsAt)) return new(SlotNotOffered, "The mentor is not available at this time. Choose one of the times shown.");
        return IsTaken(hours, taken, startsAt) ? new(SlotTaken, "The mentor has another meeting at or close to this time. Choose another time.") : null;
    }

    private static bool IsInHours(MentorHours hours, DateTimeOffset startsAt)
    {
        if (startsAt.UtcDateTime.Year > HoursLimits.YearMax + 1) return false;
        var zone = MentorZone.Find(hours.Zone);
        var date = MentorZone.DateAt(startsAt, zone);
        var length = TimeSpan.FromMinutes(hours.SlotMinutes);
        foreach (var run in OpenHours.Between(hours, zone, date, date))
        {
            if (startsAt < run.Start || startsAt + length > run.End) continue;
            return (startsAt - run.Start).Ticks % length.Ticks == 0;
        }

        return false;
    }

    private static bool IsTaken(MentorHours hours, IReadOnlyCollection<TakenTime> taken, DateTimeOffset startsAt)
    {
        var from = startsAt.AddMinutes(-hours.BufferMinutes);
        var to = startsAt.AddMinutes(hours.SlotMinutes + hours.BufferMinutes);
        foreach (var meeting in taken)
        {
            if (meeting.StartsAt < to && from < meeting.EndsAt) return true;
        }

        return false;
    }

    private static DateTimeOffset Earliest(MentorHours hours, DateTimeOffset now) => now.AddHours(hours.NoticeHours);

    private static DateOnly Max(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
