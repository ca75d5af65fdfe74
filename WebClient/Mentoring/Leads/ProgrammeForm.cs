using System.Collections.Immutable;
using System.Globalization;
using OutreachSilo.Common.Components;

namespace OutreachSilo.Mentoring;

/// <summary>A number of a programme's policy as the form asks for it.</summary>
/// <param name="Key">Name of the field.</param>
internal sealed record ProgrammeNumber(string Key, string Label, Func<ProgrammePolicy, int> Of, Func<ProgrammePolicy, int, ProgrammePolicy> With);

/// <summary>A name of a programme's policy as the form asks for it.</summary>
internal sealed record ProgrammeName(string Key, string Label, Func<ProgrammePolicy, string> Of, Func<ProgrammePolicy, string, ProgrammePolicy> With);

/// <summary>All of a programme's policy as a form: which numbers are possible is for <see cref="ProgrammePolicy.Problem"/> to say.</summary>
internal static class ProgrammeForm
{
    public static readonly ImmutableArray<ProgrammeName> Names =
    [
        new("ProgrammeName", "Name of the programme", policy => policy.Name, (policy, name) => policy with { Name = name }),
        new("MentorStage", "Who mentors", policy => policy.MentorStage, (policy, stage) => policy with { MentorStage = stage }),
        new("MenteeStage", "Who is mentored", policy => policy.MenteeStage, (policy, stage) => policy with { MenteeStage = stage }),
    ];

    public static readonly ImmutableArray<ProgrammeNumber> Numbers =
    [
        new("MenteesMax", "Maximum mentees for each mentor", policy => policy.MenteesMax, (policy, number) => policy with { MenteesMax = number }),
        new("OpenRequestsMax", "Maximum open requests for each mentee", policy => policy.OpenRequestsMax, (policy, number) => policy with { OpenRequestsMax = number }),
        new("AnswerDays", "Days a mentor has to answer a request", policy => policy.AnswerDays, (policy, number) => policy with { AnswerDays = number }),
        new("MeetingsPerYearMax", "Maximum meetings for each mentorship in a training year", policy => policy.MeetingsPerYearMax, (policy, number) => policy with { MeetingsPerYearMax = number }),
        new("MinutesMin", "Shortest usual meeting, in minutes", policy => policy.MinutesMin, (policy, number) => policy with { MinutesMin = number }),
        new("MinutesMost", "Longest usual meeting, in minutes", policy => policy.MinutesMost, (policy, number) => policy with { MinutesMost = number }),
        new("MinutesMax", "Longest meeting allowed, in minutes", policy => policy.MinutesMax, (policy, number) => policy with { MinutesMax = number }),
        new("HoursPerYearMax", "Maximum hours for each mentor in a training year", policy => policy.HoursPerYearMax, (policy, number) => policy with { HoursPerYearMax = number }),
        new("RemindHours", "Hours before a meeting to send a reminder", policy => policy.RemindHours, (policy, number) => policy with { RemindHours = number }),
    ];

    public static readonly ImmutableArray<(YearStart Start, string Words)> Starts =
        [(YearStart.FirstWednesdayOfAugust, "On the first Wednesday of August (United Kingdom)"), (YearStart.FirstOfJuly, "On 1 July (Ireland)")];

    /// <summary>The policy that the form asks for.</summary>
    /// <param name="before">What holds for whatever the form does not say.</param>
    /// <param name="messages">What cannot be read is added, by field.</param>
    public static ProgrammePolicy Read(ProgrammePolicy before, Func<string, string?> field, List<FieldMessage> messages)
    {
        var policy = Names.Aggregate(before, (policy, name) => field(name.Key) is { } text ? name.With(policy, text.Trim()) : policy);
        foreach (var number in Numbers)
        {
            if (field(number.Key) is not { } text) continue;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) policy = number.With(policy, value);
            else messages.Add(new FieldMessage(number.Key, $"{number.Label}: enter a whole number, like 5"));
        }

        if (MentoringNames.Parse<YearStart>(field("Start")) is { } start) return policy with { YearStart = start };
        messages.Add(new FieldMessage($"start-{Starts[0].Start}", "Select when the training year starts"));
        return policy;
    }
}
