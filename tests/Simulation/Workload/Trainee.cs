using OutreachSilo.Common;
using OutreachSilo.Machine;
using OutreachSilo.Mentoring;

namespace OutreachSilo.Workload;

/// <summary>
/// A mentee, and whoever mentors them: chooses, is accepted or matched, signs, books, moves, cancels, ends, and sends again what was not answered, with the same id.
/// </summary>
internal sealed class Trainee(Clients clients, Cohort cohort, string person)
{
    private const string Unknown = "";
    private const int CommandsAtMost = 16;
    private const int SendingsAtMost = 4;

    /// <summary>In two training years; on the second of them there are tasters too.</summary>
    private static readonly DateTimeOffset[] Days = [new(2026, 6, 30, 7, 0, 0, TimeSpan.Zero), new(2026, 8, 4, 7, 0, 0, TimeSpan.Zero)];

    private readonly List<Guid> meetings = [];
    private Guid? pair;
    private string mentor = "";
    private bool signed;

    public string Person => person;

    public async Task Live()
    {
        var open = new List<Task>();
        for (var i = 6 + clients.Dice.Below(CommandsAtMost - 5); i > 0 && clients.Process.World.Now < WeekHost.AllClosed; i--)
        {
            await clients.Process.Delay(clients.Dice.Between(0, 3));
            var sending = pair is null ? Match() : !signed ? Sign() : Meet();
            if (clients.Dice.OneIn(3)) open.Add(sending);
            else await sending;
        }

        await Task.WhenAll(open);
    }

    /// <summary>Has everything that is open asked and told again.</summary>
    public async Task Wake()
    {
        await clients.Insist(Woken(() => clients.Mentee(person).Wake()));
        if (pair is { } id) await clients.Insist(Woken(() => clients.Pair(id).Wake()));
    }

    private static Func<Task<object>> Woken(Func<Task> wake) => async () =>
    {
        await wake();
        return new object();
    };

    private async Task Match()
    {
        var id = clients.Dice.NextGuid();
        var (chosen, accepts) = (clients.Dice.Pick(cohort.Mentors), !clients.Dice.OneIn(4));
        var outcome = clients.Dice.Below(3) switch
        {
            0 => await Send(id, "choose", "mentors-chosen", () => clients.Mentee(person).Choose(new ChooseMentors(id, person, [.. cohort.Mentors.Select(Member)]))),
            1 when await Request(chosen) is { } request =>
                await Send(id, "answer", "", () => clients.Mentee(person).Answer(new AnswerRequest(id, request, chosen, accepts))),
            _ => await Send(id, "assign", "match-made", () => clients.Mentee(person).Assign(new AssignMentor(id, "lead", Member(chosen)))),
        };
        if (outcome?.Value is { Mentorship: { } made } view) (pair, mentor, signed) = (made, view.Mentor, false);
    }

    private async Task<Guid?> Request(string chosen) =>
        (await clients.Try(() => clients.Mentor(chosen).View()))?.Value?.Inbox.FirstOrDefault(request => request.Mentee == person)?.Id;

    private async Task Sign()
    {
        var grain = clients.Pair(pair!.Value);
        foreach (var signer in new[] { person, mentor })
        {
            var id = clients.Dice.NextGuid();
            var outcome = await Send(id, "sign", "agreement-signed", () => grain.Sign(new SignAgreement(id, signer, 1)));
            if (outcome?.Value is { IsSigned: true }) signed = true;
            if (outcome?.Refusal?.Code == RefusalCodes.MentorshipEnded) pair = null;
        }
    }

    private async Task Meet()
    {
        var (id, grain, time) = (clients.Dice.NextGuid(), clients.Pair(pair!.Value), Time());
        var by = clients.Dice.OneIn(2) ? person : mentor;
        if (meetings.Count > 0 && clients.Dice.OneIn(3))
        {
            var meeting = clients.Dice.Pick(meetings);
            if (clients.Dice.OneIn(2)) await Send(id, "move", "meeting-settled", () => grain.Move(new MoveMeeting(id, by, meeting, time, 30)));
            else await Send(id, "cancel", "meeting-cancelled", () => grain.Cancel(new CancelMeeting(id, by, meeting)));
            return;
        }

        if (clients.Dice.OneIn(10))
        {
            await Send(id, "end", "", () => grain.End(new EndMentorship(id, by, by, Ending.ByMentee)));
            pair = null;
            meetings.Clear();
            return;
        }

        var outcome = await Send(id, "book", "meeting-settled", () => grain.Book(new BookMeeting(id, by, time, 30, $"{id:N}")));
        if (outcome?.Succeeded == true) meetings.Add(id);
        else if (outcome?.Refusal?.Code == RefusalCodes.MentorshipEnded) pair = null;
    }

    /// <summary>The same command until it is answered, or given up; now and then once more although it was.</summary>
    private async Task<Outcome<T>?> Send<T>(Guid id, string what, string effect, Func<Task<Outcome<T>>> call)
        where T : class
    {
        var command = new MentoringCommand(id, what, effect);
        cohort.Commands.Add(command);
        Outcome<T>? last = null;
        for (var i = 0; i < SendingsAtMost; i++)
        {
            var outcome = await clients.Try(call);
            var answer = AnswerOf(outcome);
            clients.Process.World.Note($"told {command} of {person[^1]}: {(answer == Unknown ? "unknown" : answer)}");
            if (answer != Unknown) command.Answers.Add(answer);
            last = answer == Unknown ? last : outcome;
            if (answer != Unknown ? !clients.Dice.OneIn(8) : clients.Dice.OneIn(4)) break;
            await clients.Process.Delay(clients.Dice.Between(0, 2));
        }

        return last;
    }

    /// <summary>An answer that says "not known yet" is none, and neither is that of a command which cannot be told from one that came later.</summary>
    private static string AnswerOf<T>(Outcome<T>? outcome)
        where T : class => outcome switch
        {
            null or { Refusal.Code: RefusalCodes.MeetingPending or RefusalCodes.MatchPending or RefusalCodes.MentorshipUnknown } or { Value: MeetingView { State: MeetingState.Asked } } => Unknown,
            { Succeeded: true } => "yes",
            _ => outcome.Refusal.Code,
        };

    private DateTimeOffset Time() => Days[clients.Dice.Below(Days.Length)].AddMinutes(30 * clients.Dice.Below(3));

    private static MemberId Member(string of) => new(Cohort.Scheme, of);
}
