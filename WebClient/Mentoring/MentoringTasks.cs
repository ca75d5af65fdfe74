using OutreachSilo.Live;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>What waits for the reader as mentor or mentee. Nothing is stored: a task is there while its reason is. Scoped.</summary>
public sealed class MentoringTasks(SchemeService schemes, MentorService mentor, MenteeService mentee, PairService pairs, MemberNames names, CurrentUser user, TimeProvider time)
{
    public async Task<IReadOnlyList<MyTask>> Read()
    {
        var tasks = new List<MyTask>();
        foreach (var scheme in await schemes.Mine())
        {
            if (scheme.Roles.Contains(MemberRole.Mentor) && await mentor.View(scheme.Scheme) is { Succeeded: true, Value: var asMentor }) tasks.AddRange(await Of(asMentor));
            if (scheme.Roles.Contains(MemberRole.Mentee) && await mentee.View(scheme.Scheme) is { Succeeded: true, Value: var asMentee }) tasks.AddRange(Of(asMentee));
            foreach (var pair in scheme.Pairs.Where(pair => pair.EndedAt is null))
                if (await pairs.View(pair.Id) is { Succeeded: true, Value: var view })
                    tasks.AddRange(await Of(view));
        }

        return tasks;
    }

    private async Task<List<MyTask>> Of(MentorView view)
    {
        var (tasks, address) = (new List<MyTask>(), $"/mentoring/{view.Id.Scheme}");
        var known = await names.Of(view.Inbox.Select(request => request.Mentee));
        tasks.AddRange(view.Inbox.Select(request => new MyTask($"Answer {known[request.Mentee]}", "They have asked you to be their mentor.", $"{address}/requests", request.Until)));
        if (view.HasLeft) return tasks;
        if (view.TrainedOn is null) tasks.Add(new MyTask("Record your mentor training", "You need to do this before your first meeting.", $"{address}/ledger", null));
        if (view.Hours is null or { Weekly.IsEmpty: true, Exceptions.IsEmpty: true }) tasks.Add(new MyTask("Set your availability", "Your mentees book meetings at these times.", $"{address}/hours", null));
        if (view.PausedBy == "system") tasks.Add(new MyTask("Tell us if you can still take mentees", "You did not answer some requests, so we have paused new ones.", $"{address}/requests", null));
        return tasks;
    }

    private static IEnumerable<MyTask> Of(MenteeView view)
    {
        if (view.Mentorship is null && !view.HasLeft && view.Choices.All(choice => choice.State.IsOver()))
            yield return new MyTask("Choose your mentors", $"Ask up to {view.Policy.OpenRequestsMax} mentors at a time. The first to accept becomes your mentor.", $"/mentoring/{view.Id.Scheme}/mentors", null);
    }

    private async Task<List<MyTask>> Of(MentorshipView pair)
    {
        var (tasks, now) = (new List<MyTask>(), time.GetUtcNow());
        var other = pair.Mentor.Person == user.PersonId ? pair.Mentee.Person : pair.Mentor.Person;
        var name = (await names.Of([other]))[other];
        if (!pair.IsSigned && pair.Signatures.All(signature => signature.Person != user.PersonId))
            tasks.Add(new MyTask("Read and sign the agreement", $"You and {name} need to sign before you can meet.", $"/mentorships/{pair.Id:N}/agreement", null));
        tasks.AddRange(pair.Meetings.Where(meeting => meeting.State == MeetingState.Booked && meeting.EndsAt <= now)
            .Select(meeting => new MyTask($"Record your meeting with {name}", $"It was on {ZonedTime.DateAndClock(meeting.StartsAt, pair.Zone)}, {ZonedTime.Place(pair.Zone)} time.", $"/mentorships/{pair.Id:N}#meetings", null)));
        return tasks;
    }
}
