namespace OutreachSilo.Mentoring;
internal sealed class CohortMatcher(IMentoringStore store) { public Task<Outcome2> X() => throw new NotImplementedException(store.ToString()); public Task<OutreachSilo.Common.Outcome<MatchPreview>> Preview(string s) => throw new NotImplementedException(s); }
internal sealed class Outcome2;
