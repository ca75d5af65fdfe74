using System.Globalization;
using OutreachSilo.Common;
using OutreachSilo.Mutants;

namespace OutreachSilo.Mentoring;

/// <summary>
/// One more than each limit of mentoring allows, no more and no less, and never by luck: kept, each is refused; lifted, the journal
/// certainly holds what the auditor must find.
/// </summary>
internal sealed class MentoringOverrun(IGrainFactory grains, TimeProvider time)
{
    /// <summary>Each limit, what going beyond it is answered with, and what the audit says when it was not kept.</summary>
    public static readonly IReadOnlyList<Overrun> Limits =
    [
        new(MentoringLimit.SameScheme, RefusalCodes.SchemeMismatch, "I5", "a pair of two schemes"),
        new(MentoringLimit.Mentees, RefusalCodes.MentorFull, "I5", "4 mentees where 3 are the most"),
        new(MentoringLimit.OneMentor, RefusalCodes.MenteeMatched, "I5", "asks for a second mentor"),
        new(MentoringLimit.OpenRequests, nameof(RequestState.Queued), "I5", "2 requests are open where 1 may be"),
        new(MentoringLimit.Signatures, RefusalCodes.AgreementUnsigned, "I5", "before both have signed"),
        new(MentoringLimit.Training, RefusalCodes.MentorNotTrained, "I5", "before the mentor training"),
        new(MentoringLimit.Meetings, RefusalCodes.MeetingsUsedUp, "I5", "more than 6 meetings in the training year"),
        new(MentoringLimit.Length, RefusalCodes.MeetingTooLong, "I5", "a meeting of 61 minutes"),
        new(MentoringLimit.Ledger, RefusalCodes.LedgerFull, "I5", "270 minutes in the training year"),
        new(MentoringLimit.Calendar, RefusalCodes.SlotTaken, "I1", "overlap"),
    ];

    /// <summary>Training of one hour and six meetings of half an hour.</summary>
    private const int Hours = 4;
    private const int Minutes = 30;
    private const string Scheme = "overrun";
    private const string Zone = "Europe/London";

    private static readonly string Mo = Person('a', 1);
    private static readonly string Max = Person('a', 2);
    private static readonly string Una = Person('a', 3);

    private readonly DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>What is answered to whatever goes beyond each limit: the refusal's code, or empty.</summary>
    public async Task<IReadOnlyDictionary<MentoringLimit, string>> Run()
    {
        var policy = Policy();
        await Prepare(policy);
        var answers = new Dictionary<MentoringLimit, string>();

        var matches = await Task.WhenAll(Enumerable.Range(0, policy.MenteesMax + 1).Select(number => Match(number, Mo)));
        answers[MentoringLimit.Mentees] = matches.Select(match => Code(match.Outcome)).FirstOrDefault(code => code.Length > 0) ?? "";
        var pairs = matches.Where(match => match.Outcome.Succeeded).ToList();
        await Sign(pairs[0].Pair, pairs[0].Mentee, Mo);
        await Sign(pairs[1].Pair, pairs[1].Mentee, Mo);

        await Book(pairs[0], 1);
        answers[MentoringLimit.Calendar] = await Book(pairs[1], 1);
        var more = await Task.WhenAll(Enumerable.Range(2, policy.MeetingsPerYearMax).Select(day => Book(pairs[0], day)));
        answers[MentoringLimit.Meetings] = more.FirstOrDefault(code => code.Length > 0) ?? "";
        answers[MentoringLimit.Ledger] = await Book(pairs[1], 20);
        answers[MentoringLimit.Signatures] = await Book(pairs[2], 21);
        answers[MentoringLimit.Length] = await Book(pairs[1], 22, policy.MinutesMax + 1);

        var untrained = await Match(10, Una);
        await Sign(untrained.Pair, untrained.Mentee, Una);
        answers[MentoringLimit.Training] = await Book(untrained, 1);
        answers[MentoringLimit.OneMentor] = Code((await Match(10, Max)).Outcome);

        var asking = await Mentee(11).Choose(new ChooseMentors(Guid.NewGuid(), Person('b', 11), [new MemberId(Scheme, Max), new MemberId(Scheme, Una)]));
        answers[MentoringLimit.OpenRequests] = asking.Value!.Choices.Any(choice => choice.State == RequestState.Queued) ? nameof(RequestState.Queued) : "";
        var open = new OpenMentorship(Guid.NewGuid(), "lead", new MemberId(Scheme, Max), new MemberId("elsewhere", Person('b', 12)), policy, Zone);
        answers[MentoringLimit.SameScheme] = Code(await Pair(open.Id).Open(open));
        return answers;
    }

    /// <summary>The training year that does not end while this runs: whichever day it is, all meetings are of one.</summary>
    private ProgrammePolicy Policy()
    {
        var start = Enum.GetValues<YearStart>().First(start => TrainingYear.Of(today, start) == TrainingYear.Of(today.AddDays(30), start));
        return ProgrammePolicy.PeerMentoring(start) with { HoursPerYearMax = Hours, OpenRequestsMax = 1 };
    }

    private async Task Prepare(ProgrammePolicy policy)
    {
        var scheme = grains.GetGrain<ISchemeGrain>(GrainKeys.Scheme(Scheme));
        Sure(await scheme.Define(new DefineScheme(Guid.NewGuid(), "lead", "Overrun", "", Zone, policy)));
        Sure(await scheme.PublishAgreement(new PublishAgreement(Guid.NewGuid(), "lead", "What is said between us stays between us.")));
        var members = Enumerable.Range(0, 12).Select(number => (Person('b', number), MemberRole.Mentee)).Concat([(Mo, MemberRole.Mentor), (Max, MemberRole.Mentor), (Una, MemberRole.Mentor)]);
        foreach (var (person, role) in members) Sure(await scheme.Enrol(new EnrolMember(Guid.NewGuid(), "lead", person, role, MemberProfile.Empty)));
        var hours = new MentorHours(Zone, [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, new TimeOnly(6, 0), new TimeOnly(20, 0)))], [], 0, 0, Minutes);
        foreach (var mentor in new[] { Mo, Max, Una })
        {
            Sure(await Mentor(mentor).SetHours(new SetHours(Guid.NewGuid(), mentor, hours)));
            if (mentor != Una) Sure(await Mentor(mentor).RecordHours(new RecordHours(Guid.NewGuid(), mentor, HoursKind.Training, today, 60)));
        }
    }

    private async Task<(Guid Pair, string Mentee, Outcome<MenteeView> Outcome)> Match(int mentee, string mentor)
    {
        var id = Guid.NewGuid();
        return (id, Person('b', mentee), await Mentee(mentee).Assign(new AssignMentor(id, "lead", new MemberId(Scheme, mentor))));
    }

    private async Task Sign(Guid pair, string mentee, string mentor)
    {
        Sure(await Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), mentee, 1)));
        Sure(await Pair(pair).Sign(new SignAgreement(Guid.NewGuid(), mentor, 1)));
    }

    private async Task<string> Book((Guid Pair, string Mentee, Outcome<MenteeView> Outcome) match, int day, int minutes = Minutes)
    {
        var startsAt = new DateTimeOffset(today.AddDays(day + 1), new TimeOnly(10, 0), TimeSpan.Zero);
        return Code(await Pair(match.Pair).Book(new BookMeeting(Guid.NewGuid(), match.Mentee, startsAt, minutes, Guid.NewGuid().ToString("N"))));
    }

    private IMentorGrain Mentor(string person) => grains.GetGrain<IMentorGrain>(new MemberId(Scheme, person).MentorKey);

    private IMenteeGrain Mentee(int number) => grains.GetGrain<IMenteeGrain>(new MemberId(Scheme, Person('b', number)).MenteeKey);

    private IMentorshipGrain Pair(Guid id) => grains.GetGrain<IMentorshipGrain>(GrainKeys.Mentorship(id));

    private static string Person(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number:x31}");

    private static string Code<T>(Outcome<T> outcome)
        where T : class => outcome.Refusal?.Code ?? "";

    private static void Sure<T>(Outcome<T> outcome)
        where T : class
    {
        if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Refusal.ToString());
    }
}

/// <param name="Code">Refusal code; of requests, the state of the one too many.</param>
/// <param name="Rule">Of the auditor.</param>
/// <param name="Words">A part of what it says.</param>
internal sealed record Overrun(MentoringLimit Limit, string Code, string Rule, string Words);
