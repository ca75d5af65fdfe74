using OutreachSilo.Live;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Mentoring;

/// <summary>What waits for the reader as the lead of schemes. Nothing is stored: a task is there while its reason is. Scoped.</summary>
internal sealed class LeadTasks(LeadService leads, ProblemReports reports, CurrentUser user)
{
    public async Task<IReadOnlyList<MyTask>> Read()
    {
        var tasks = new List<MyTask>();
        foreach (var scheme in user.Schemes)
        {
            if (await reports.Of(scheme) is { Succeeded: true, Value: var written } && written.Count(report => report.HandledAt is null) is > 0 and var open)
                tasks.Add(new MyTask(open == 1 ? "Read a problem report" : $"Read {open} problem reports", "Only you, as the scheme lead, can read these reports.", $"/schemes/{scheme}/problems", null));
            if (await leads.Board(scheme) is { Succeeded: true, Value: var board }) tasks.AddRange(Of(board));
        }

        return tasks;
    }

    private static IEnumerable<MyTask> Of(SchemeBoard board)
    {
        var (name, address) = (board.Scheme.Name, $"/schemes/{board.Scheme.Code}");
        if (board.Scheme.AgreementVersion == 0) yield return new MyTask($"Publish the agreement for {name}", "Mentors and mentees cannot meet until there is an agreement.", $"{address}/agreement", null);
        if (board.Mentees.Count(mentee => mentee is { HasLeft: false, Mentorship: null, Choices.IsEmpty: true }) is > 0 and var alone)
            yield return new MyTask(alone == 1 ? $"Match a mentee in {name}" : $"Match {alone} mentees in {name}", "They have no mentor and no open requests.", $"{address}/match", null);
        if (board.Mentors.Count(mentor => mentor is { HasLeft: false, PausedBy: "system" }) is > 0 and var silent)
            yield return new MyTask($"Talk to {(silent == 1 ? "a mentor" : $"{silent} mentors")} in {name}", "They did not answer requests, so new requests to them are paused.", address, null);
    }
}
