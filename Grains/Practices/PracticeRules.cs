using System.Collections.Immutable;
using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Common.RefusalCodes;

namespace OutreachSilo.Practices;

/// <summary>What the register, the practice and its managers may change. Pure.</summary>
internal static class PracticeRules
{
    /// <summary>Code of a week in which no half-day is left.</summary>
    public const string OnlyHolidays = "BankHolidays";

    public static (Decision Decision, PracticeChange Change) Register(PracticeState practice, RegisterPractice command)
    {
        var (known, told) = (practice.Facts, command.Facts);
        if (known is not null && told.Postcode == known.Postcode && told.PositionQuality != "postcode" && known.PositionQuality == "postcode")
            told = told with { Latitude = known.Latitude, Longitude = known.Longitude, PositionQuality = known.PositionQuality };
        var change = known is null ? PracticeChange.Registered
            : practice.Closed is not null ? PracticeChange.Reopened
            : known.Equals(told) ? PracticeChange.Unchanged
            : known.Postcode != told.Postcode ? PracticeChange.Moved
            : known.Name != told.Name ? PracticeChange.Renamed
            : PracticeChange.Updated;
        return (change == PracticeChange.Unchanged ? Decision.Nothing : new PracticeRegistered(told), change);
    }

    public static Decision Close(PracticeState practice, ClosePractice command) =>
        practice.Facts is null ? NotRegistered : practice.Closed is not null ? Decision.Nothing : new PracticeClosed(command.Closed);

    public static Decision JoinPcn(PracticeState practice, JoinPcn command)
    {
        if (practice.Facts is null) return NotRegistered;
        var known = practice.Pcn == command.Pcn && practice.PcnName == command.PcnName && practice.PcnFrom == command.From;
        return known ? Decision.Nothing : new PcnJoined(command.Pcn, command.PcnName, command.From);
    }

    public static Decision ChooseHosting(PracticeState practice, ChooseHosting command)
    {
        if (practice.Facts is null) return NotRegistered;
        if (practice.Answers.Of(command.Id) is { } answer)
            return answer.Repeated(Fingerprint(command.Choice, command.Reason.Length == 0 ? null : WrittenText.HashOf(command.Reason), command.Until));
        if (practice.Closed is not null) return IsClosed(practice);
        if (!Enum.IsDefined(command.Choice) || command.Choice == Hosting.Unasked) return new Refusal(InvalidCommand, "Select whether the practice will host.");
        if (command.Reason.Length > TasterLimits.ReasonLengthMax) return new Refusal(InvalidCommand, $"The reason must be {TasterLimits.ReasonLengthMax} characters or fewer.");
        if (command.Choice == Hosting.NotHosting && string.IsNullOrWhiteSpace(command.Reason)) return new Refusal(InvalidCommand, "Enter a reason why the practice will not host.");
        var reason = WrittenText.Of(command.Id, "hosting-reason", GrainKeys.Practice(practice.OdsCode), Retention.Note, command.Reason);
        return Decision.With(new HostingChosen(command.Id, command.Choice, reason?.Ref, command.Until), reason);
    }

    public static Decision DescribeAccess(PracticeState practice, DescribeAccess command)
    {
        if (practice.Facts is null) return NotRegistered;
        if (practice.Answers.Of(command.Id) is { } answer) return answer.Repeated(Fingerprint(command.Features));
        if (practice.Closed is not null) return IsClosed(practice);
        if ((command.Features & ~AccessFeature.All) != AccessFeatures.None) return new Refusal(InvalidCommand, "Select accessibility features from the list.");
        return practice.Access == command.Features ? Decision.Nothing : new AccessDescribed(command.Id, command.Features);
    }

    /// <summary>Plans every week of a term: bank holidays left out, the booking window closed by the notice rule.</summary>
    public static Decision Publish(PracticeState practice, PublishWeeks command, TasterPolicy policy, BankHolidays holidays, DateTimeOffset now)
    {
        if (practice.Facts is null) return NotRegistered;
        var fingerprint = Fingerprint(command);
        if (practice.Answers.Of(command.Id) is { } answer) return answer.Repeated(fingerprint);
        if (practice.Publishing is { } underWay && underWay.Id == command.Id)
            return underWay.Fingerprint == fingerprint ? Decision.Nothing : RecordedOutcome.Reused;
        if (practice.Closed is not null) return IsClosed(practice);
        if (practice.Hosting == Hosting.NotHosting) return new Refusal(PracticeNotHosting, "This practice is set to not hosting. Change this before you publish weeks.");
        if (Invalid(command) is { } refusal) return refusal;

        var (first, last) = (MondayOf(command.First), MondayOf(command.Last));
        if (last < first) return new Refusal(InvalidCommand, "The last week must be the same as or after the first week.");
        if ((last.DayNumber - first.DayNumber) / 7 >= PracticeLimits.TermWeeksMax) return new Refusal(TermTooLong, $"You can publish up to {PracticeLimits.TermWeeksMax} weeks at once. Choose a shorter period.");
        if (first.AddDays(4) < DateOnly.FromDateTime(now.UtcDateTime)) return new Refusal(WeekInPast, "The first week is in the past. Choose a later week.");

        var weeks = ImmutableArray.CreateBuilder<PlannedWeek>();
        var skipped = ImmutableArray.CreateBuilder<PublishedWeek>();
        for (var monday = first; monday <= last; monday = monday.AddDays(7))
        {
            var offers = command.Offers.Select(template => Terms(template, monday, command.Opens ?? now, policy, holidays)).Where(terms => !terms.HalfDays.IsEmpty).ToImmutableArray();
            if (offers.IsEmpty) skipped.Add(new PublishedWeek(monday, HalfDays.None, OnlyHolidays));
            else weeks.Add(new PlannedWeek(monday, offers));
        }

        return new TermAsked(command.Id, command.Actor, command.DeskLimit, weeks.ToImmutable(), skipped.ToImmutable(), fingerprint);
    }

    /// <summary>Of a choice about hosting.</summary>
    /// <param name="reason">Hash of the reason, or null.</param>
    public static string Fingerprint(Hosting choice, string? reason, DateOnly? until) => $"hosting {choice} {reason} {until:yyyy-MM-dd}";

    /// <summary>Of a description of access.</summary>
    public static string Fingerprint(AccessFeatures features) => $"access {features}";

    /// <summary>Of a publication: a hash, because templates name supervisors.</summary>
    public static string Fingerprint(PublishWeeks command)
    {
        var offers = command.Offers.IsDefault ? [] : command.Offers
            .Select(offer => string.Create(CultureInfo.InvariantCulture, $"{offer.Kind} {offer.HalfDays} {offer.Capacity} {offer.Supervisor}"));
        return WrittenText.HashOf(string.Create(
            CultureInfo.InvariantCulture,
            $"{command.First:yyyy-MM-dd} {command.Last:yyyy-MM-dd} {command.DeskLimit} {command.Opens?.ToUniversalTime():O} {string.Join('|', offers)}"));
    }

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static HalfDays WithoutHolidays(HalfDays halfDays, DateOnly monday, BankHolidays holidays)
    {
        for (var day = 0; day < 5; day++)
            if (holidays.IsHoliday(Nation.England, monday.AddDays(day))) halfDays = halfDays.Without(HalfDays.Day(day));
        return halfDays;
    }

    /// <summary>Midnight in London at the start of the day that lies the notice before the Monday.</summary>
    private static DateTimeOffset Closes(DateOnly monday, int noticeDays)
    {
        var local = monday.AddDays(-noticeDays).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, London.GetUtcOffset(local)).ToUniversalTime();
    }

    private static OfferTerms Terms(OfferTemplate template, DateOnly monday, DateTimeOffset opens, TasterPolicy policy, BankHolidays holidays) => new(
        template.Kind, WithoutHolidays(template.HalfDays, monday, holidays), template.Capacity, opens.ToUniversalTime(),
        Closes(monday, policy.NoticeDays(template.Kind)), template.Supervisor, policy.HoldMinutes, policy.OfferHours);

    private static Refusal? Invalid(PublishWeeks command)
    {
        if (command.First.Year is < 2000 or > 2199 || command.Last.Year is < 2000 or > 2199) return new Refusal(InvalidCommand, "Enter dates between 2000 and 2199.");
        if (command.Offers.IsDefaultOrEmpty || command.Offers.Length > 2 || command.Offers.DistinctBy(offer => offer.Kind).Count() != command.Offers.Length)
            return new Refusal(InvalidCommand, "Offer places to at least one group, and to each group once.");
        if (command.DeskLimit is < 1 or > TasterLimits.DesksMax) return new Refusal(CapacityOutOfRange, $"The number of desks must be 1 to {TasterLimits.DesksMax}.");
        foreach (var offer in command.Offers)
        {
            if (!Enum.IsDefined(offer.Kind)) return new Refusal(InvalidCommand, "Select Foundation doctors or school students.");
            if (offer.HalfDays.IsEmpty || !offer.HalfDays.IsValid) return new Refusal(InvalidCommand, "Select at least one half-day from Monday to Friday.");
            if (offer.Capacity is < 1 or > TasterLimits.CapacityMax) return new Refusal(CapacityOutOfRange, $"The number of places must be 1 to {TasterLimits.CapacityMax}.");
            if (offer.Supervisor.Length > TasterLimits.SupervisorLengthMax) return new Refusal(InvalidCommand, $"The supervisor's name must be {TasterLimits.SupervisorLengthMax} characters or fewer.");
        }

        return null;
    }

    private static Refusal IsClosed(PracticeState practice) => new(RefusalCodes.PracticeClosed, $"This practice closed on {practice.Closed:d MMMM yyyy}.");

    private static readonly Refusal NotRegistered = new(PracticeUnknown, "We cannot find a practice with this code. Check the code.");

    private static readonly TimeZoneInfo London = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
}
