using OutreachSilo.Common;
using OutreachSilo.Machine;
using OutreachSilo.Mentoring;

namespace OutreachSilo.Workload;

/// <summary>A scheme of few mentors with little room, and mentees who all want them.</summary>
internal sealed class Cohort
{
    public const string Scheme = "marlshire";

    private const int MentorsAtMost = 2;

    /// <summary>Whoever wants a taster and a mentor is one person with one agenda: ids as the doctors have them.</summary>
    private const int MenteesAtMost = 4;

    private readonly Clients clients;

    public Cohort(Clients clients)
    {
        this.clients = clients;
        Policy = ProgrammePolicy.PeerMentoring(YearStart.FirstOfJuly) with
        {
            MenteesMax = 1 + clients.Dice.Below(2),
            OpenRequestsMax = 1 + clients.Dice.Below(2),
            MeetingsPerYearMax = 1 + clients.Dice.Below(3),
            HoursPerYearMax = 1 + clients.Dice.Below(3),
        };
        Mentors = [.. Enumerable.Range(1, 1 + clients.Dice.Below(MentorsAtMost)).Select(number => $"{0xa00 + number:x32}")];
        Trainees = [.. Enumerable.Range(1, 2 + clients.Dice.Below(MenteesAtMost - 1)).Select(number => new Trainee(clients, this, $"{number:x32}"))];
    }

    public ProgrammePolicy Policy { get; }

    public IReadOnlyList<string> Mentors { get; }

    public IReadOnlyList<Trainee> Trainees { get; }

    /// <summary>What was told of mentoring's commands.</summary>
    public List<MentoringCommand> Commands { get; } = [];

    public async Task Prepare()
    {
        var scheme = clients.Scheme(Scheme);
        var define = new DefineScheme(clients.Dice.NextGuid(), "lead", "Marlshire", "", "Europe/London", Policy);
        await clients.Insist(() => scheme.Define(define));
        var publish = new PublishAgreement(clients.Dice.NextGuid(), "lead", "What is said between us stays between us.");
        await clients.Insist(() => scheme.PublishAgreement(publish));
        foreach (var mentor in Mentors) await Ready(mentor);
        foreach (var trainee in Trainees) await Enrol(trainee.Person, MemberRole.Mentee);
    }

    /// <summary>The lead changes a limit, or a mentor pauses, while all the others go on.</summary>
    public async Task Live()
    {
        for (var changes = clients.Dice.Below(4); changes > 0; changes--)
        {
            await clients.Process.Delay(clients.Dice.Between(1, 20));
            var (id, mentor) = (clients.Dice.NextGuid(), clients.Mentor(clients.Dice.Pick(Mentors)));
            var pause = new PauseMentor(id, "mentor", clients.Dice.OneIn(2));
            if (clients.Dice.OneIn(2)) await clients.Try(() => mentor.Pause(pause));
            else await clients.Try(() => mentor.RecordHours(new RecordHours(id, "mentor", HoursKind.Preparation, new DateOnly(2026, 5, 4), 15)));
        }
    }

    private async Task Ready(string mentor)
    {
        await Enrol(mentor, MemberRole.Mentor);
        var record = new RecordHours(clients.Dice.NextGuid(), mentor, HoursKind.Training, new DateOnly(2026, 5, 4), 30);
        await clients.Insist(() => clients.Mentor(mentor).RecordHours(record));
        var set = new SetHours(clients.Dice.NextGuid(), mentor, new MentorHours(
            "Europe/London", [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, new TimeOnly(8, 0), new TimeOnly(12, 0)))], [], 0, 0, 30));
        await clients.Insist(() => clients.Mentor(mentor).SetHours(set));
    }

    /// <summary>The scheme tells its members after it has answered.</summary>
    private async Task Enrol(string person, MemberRole role)
    {
        var enrol = new EnrolMember(clients.Dice.NextGuid(), "lead", person, role, MemberProfile.Empty);
        await clients.Insist(() => clients.Scheme(Scheme).Enrol(enrol));
        if (role == MemberRole.Mentor) while (!(await clients.Insist(() => clients.Mentor(person).View())).Succeeded) await clients.Process.Delay(clients.Dice.Between(0.1, 1));
        else while (!(await clients.Insist(() => clients.Mentee(person).View())).Succeeded) await clients.Process.Delay(clients.Dice.Between(0.1, 1));
    }
}

/// <summary>A command with all the answers to all its sendings.</summary>
/// <param name="Effect">The kind of change by which its success is known in the journal; empty for commands that only others' changes follow from.</param>
internal sealed record MentoringCommand(Guid Id, string What, string Effect)
{
    public List<string> Answers { get; } = [];

    public override string ToString() => $"{What} {Id.ToString("N")[..8]}";
}
