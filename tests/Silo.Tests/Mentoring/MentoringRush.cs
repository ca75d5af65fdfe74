using System.Collections.Immutable;
using System.Globalization;
using Orleans.Runtime;
using OutreachSilo.Common;

namespace OutreachSilo.Mentoring;

/// <summary>
/// A cohort that does everything at once: mentors are taken, agreements signed, meetings booked for a few times that everybody wants, moved and cancelled, pairs ended, grains
/// deactivated in between. Each number is one command; the same number with the same seed tries the same thing.
/// </summary>
internal sealed class MentoringRush(IGrainFactory grains, int mentors, int mentees, int seed = 0)
{
    public const string Scheme = "rush";

    /// <summary>Times of each mentor that meetings are asked for.</summary>
    private const int Days = 20;
    private const int SlotsADay = 12;

    /// <summary>Every so many commands all idle activations end, and read their journal again when they are next asked.</summary>
    private const int DeactivateEvery = 2_000;

    private const int AtOnce = 200;
    private const int AttemptsMax = 20;

    /// <summary>What a limit, a time taken or another command that came first may be answered with; all else is a fault.</summary>
    private static readonly ImmutableHashSet<string> Expected =
    [
        RefusalCodes.MentorFull, RefusalCodes.MenteeMatched, RefusalCodes.MatchPending, RefusalCodes.SlotTaken, RefusalCodes.MeetingsUsedUp, RefusalCodes.LedgerFull,
        RefusalCodes.MentorshipEnded, RefusalCodes.MeetingEnded, RefusalCodes.MeetingPending, RefusalCodes.AgendaOverlap, RefusalCodes.AgreementUnsigned,
        RefusalCodes.MentorshipUnknown, RefusalCodes.MeetingUnknown,
    ];

    /// <summary>Whether all idle grains end every so many commands, and read their journals anew when they are next asked.</summary>
    public bool Deactivates { get; set; } = true;

    private readonly ProgrammePolicy policy = ProgrammePolicy.PeerMentoring(YearStart.FirstWednesdayOfAugust);
    private readonly Trainee[] trainees = [.. Enumerable.Range(0, mentees).Select(number => new Trainee(Person('b', number)))];
    private readonly DateTimeOffset firstDay = new(DateTime.UtcNow.Date.AddDays(2), TimeSpan.Zero);
    private long accepted;
    private long refused;

    public long Accepted => Interlocked.Read(ref accepted);

    public long Refused => Interlocked.Read(ref refused);

    /// <summary>A defined scheme, mentors trained and with hours all day, mentees enrolled.</summary>
    public async Task Prepare()
    {
        var scheme = grains.GetGrain<ISchemeGrain>(GrainKeys.Scheme(Scheme));
        Sure(await scheme.Define(new DefineScheme(Guid.NewGuid(), "lead", "Rush", "", "Europe/London", policy)));
        Sure(await scheme.PublishAgreement(new PublishAgreement(Guid.NewGuid(), "lead", "What is said between us stays between us.")));
        var hours = new MentorHours("Europe/London", [.. Enum.GetValues<DayOfWeek>().Select(day => new WeeklyHours(day, new TimeOnly(6, 0), new TimeOnly(20, 0)))], [], 0, 0, 30);
        foreach (var some in Enumerable.Range(0, mentors).Chunk(AtOnce)) await Task.WhenAll(some.Select(number => Ready(number, hours)));
        foreach (var some in trainees.Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async trainee => Sure(await Mentee(trainee).Enrol(
                new EnrolMentee(Guid.NewGuid(), "lead", policy, "Europe/London", MemberProfile.Empty, HasLeft: false, Revision: 1)))));
        }
    }

    /// <summary>One command, and its answer.</summary>
    /// <exception cref="InvalidOperationException">It was refused for a reason that none of this allows.</exception>
    public async ValueTask Run(long number)
    {
        if (Deactivates && number % DeactivateEvery == DeactivateEvery - 1) await grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        var dice = new Random(HashCode.Combine(seed, number));
        var trainee = trainees[dice.Next(trainees.Length)];
        var refusal = trainee.Pair is not { } pair ? await Match(trainee, dice) : await Act(trainee, pair, dice);
        Interlocked.Increment(ref refusal is null ? ref accepted : ref refused);
        if (refusal is not null && !Expected.Contains(refusal.Code)) throw new InvalidOperationException(refusal.ToString());
    }

    private async Task<Refusal?> Match(Trainee trainee, Random dice)
    {
        var mentor = Person('a', dice.Next(mentors));
        var assign = new AssignMentor(Guid.NewGuid(), "lead", new MemberId(Scheme, mentor));
        var outcome = await Insist(() => Mentee(trainee).Assign(assign));
        if (outcome.Succeeded) trainee.Begin(outcome.Value.Mentorship, mentor);
        return outcome.Refusal;
    }

    private Task<Refusal?> Act(Trainee trainee, Guid pair, Random dice)
    {
        var grain = grains.GetGrain<IMentorshipGrain>(GrainKeys.Mentorship(pair));
        var id = Guid.NewGuid();
        if (trainee.NextToSign() is { } signer) return Answer(() => grain.Sign(new SignAgreement(id, signer, 1)));
        return dice.Next(100) switch
        {
            < 2 => End(trainee, grain),
            < 22 when trainee.Any(dice) is { } meeting => Cancel(trainee, grain, meeting),
            < 45 when trainee.Any(dice) is { } meeting => Move(trainee, grain, meeting, Time(dice)),
            < 48 => Tick(trainee, grain, (GuidanceTopic)dice.Next(6), dice.Next(2) == 0),
            _ => Book(trainee, grain, dice),
        };
    }

    private async Task<Refusal?> Book(Trainee trainee, IMentorshipGrain grain, Random dice)
    {
        var book = new BookMeeting(Guid.NewGuid(), trainee.Person, Time(dice), 30, Guid.NewGuid().ToString("N"));
        var outcome = await Insist(() => grain.Book(book));
        if (outcome.Succeeded) trainee.Add(outcome.Value.Id);
        return outcome.Refusal;
    }

    private static Task<Refusal?> Move(Trainee trainee, IMentorshipGrain grain, Guid meeting, DateTimeOffset to)
    {
        var move = new MoveMeeting(Guid.NewGuid(), trainee.Person, meeting, to, 30);
        return Answer(() => grain.Move(move));
    }

    private static Task<Refusal?> Tick(Trainee trainee, IMentorshipGrain grain, GuidanceTopic topic, bool done)
    {
        var tick = new TickGuidance(Guid.NewGuid(), trainee.Person, topic, done);
        return Answer(() => grain.Tick(tick));
    }

    private static async Task<Refusal?> Cancel(Trainee trainee, IMentorshipGrain grain, Guid meeting)
    {
        var cancel = new CancelMeeting(Guid.NewGuid(), trainee.Person, meeting);
        var outcome = await Insist(() => grain.Cancel(cancel));
        trainee.Remove(meeting);
        return outcome.Refusal;
    }

    private static async Task<Refusal?> End(Trainee trainee, IMentorshipGrain grain)
    {
        var end = new EndMentorship(Guid.NewGuid(), trainee.Person, trainee.Person, Ending.ByMentee);
        var outcome = await Insist(() => grain.End(end));
        if (outcome.Succeeded) trainee.End();
        return outcome.Refusal;
    }

    private async Task Ready(int number, MentorHours hours)
    {
        var (person, today) = (Person('a', number), DateOnly.FromDateTime(DateTime.UtcNow));
        var grain = grains.GetGrain<IMentorGrain>(new MemberId(Scheme, person).MentorKey);
        Sure(await grain.Enrol(new EnrolMentor(Guid.NewGuid(), "lead", policy, "Europe/London", MemberProfile.Empty, HasLeft: false, Revision: 1)));
        Sure(await grain.RecordHours(new RecordHours(Guid.NewGuid(), person, HoursKind.Training, today.AddDays(-1), 60)));
        Sure(await grain.SetHours(new SetHours(Guid.NewGuid(), person, hours)));
    }

    private DateTimeOffset Time(Random dice) => firstDay.AddDays(dice.Next(Days)).AddHours(8).AddMinutes(30 * dice.Next(SlotsADay));

    private IMenteeGrain Mentee(Trainee trainee) => grains.GetGrain<IMenteeGrain>(new MemberId(Scheme, trainee.Person).MenteeKey);

    private static string Person(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number:x31}");

    private static async Task<Refusal?> Answer<T>(Func<Task<Outcome<T>>> ask)
        where T : class => (await Insist(ask)).Refusal;

    /// <summary>As the door does: a fault, such as that of an activation which ended while it wrote, is followed by the same command again.</summary>
    private static async Task<Outcome<T>> Insist<T>(Func<Task<Outcome<T>>> ask)
        where T : class
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (Exception fault) when (attempt < AttemptsMax && (fault is IFault or TimeoutException))
            {
                await Task.Yield();
            }
        }
    }

    private static void Sure<T>(Outcome<T> outcome)
        where T : class
    {
        if (!outcome.Succeeded) throw new InvalidOperationException(outcome.Refusal.ToString());
    }

    /// <summary>What one mentee's own pages know; several commands of theirs may be under way.</summary>
    private sealed class Trainee(string person)
    {
        private readonly Lock gate = new();
        private readonly List<Guid> meetings = [];
        private readonly Queue<string> signers = [];
        private Guid? pair;

        public string Person => person;

        public Guid? Pair
        {
            get
            {
                lock (gate) return pair;
            }
        }

        public void Begin(Guid? mentorship, string mentor)
        {
            lock (gate)
            {
                pair = mentorship;
                signers.Enqueue(person);
                signers.Enqueue(mentor);
            }
        }

        public string? NextToSign()
        {
            lock (gate) return signers.TryDequeue(out var signer) ? signer : null;
        }

        public Guid? Any(Random dice)
        {
            lock (gate) return meetings.Count == 0 ? null : meetings[dice.Next(meetings.Count)];
        }

        public void Add(Guid meeting)
        {
            lock (gate) meetings.Add(meeting);
        }

        public void Remove(Guid meeting)
        {
            lock (gate) meetings.Remove(meeting);
        }

        public void End()
        {
            lock (gate)
            {
                pair = null;
                signers.Clear();
                meetings.Clear();
            }
        }
    }
}
