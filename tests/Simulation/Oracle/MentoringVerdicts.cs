using OutreachSilo.Common;
using OutreachSilo.Workload;

namespace OutreachSilo.Oracle;

/// <summary>What was told of mentoring's commands, against the journal: each acknowledged one is there once, a refused one never, and no command has two answers.</summary>
internal static class MentoringVerdicts
{
    public static IEnumerable<string> Of(Cohort cohort, IReadOnlyList<JournalRow> log)
    {
        var rows = log.ToLookup(row => (row.Entry.Command, row.Entry.Kind));
        foreach (var command in cohort.Commands)
        {
            var answers = command.Answers.Distinct(StringComparer.Ordinal).ToList();
            if (answers.Count > 1) yield return $"I9 {command} was answered {string.Join(" and ", answers)}";
            if (command.Effect.Length == 0) continue;
            var effects = rows[(command.Id, command.Effect)].Count();
            if (effects > 1) yield return $"I2 {command} was done {effects} times";
            if (answers.Contains("yes") && effects == 0) yield return $"I2 {command} was acknowledged and is nowhere";
            if (answers.Exists(answer => answer != "yes") && effects > 0) yield return $"I3 {command} was refused and done all the same";
        }
    }
}
