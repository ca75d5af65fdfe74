using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Practices;

/// <summary>What happened to a practice, in words.</summary>
internal static class PracticeHistory
{
    public static Said? Say(Change change) => change switch
    {
        PracticeRegistered x => new Said("Details updated from the NHS register", Detail: x.Facts.Name),
        PracticeClosed x => $"Closed on {Said.Day(x.Closed)}, according to the NHS register",
        PcnJoined x => x.Pcn.Length == 0 ? $"Left its primary care network on {Said.Day(x.From)}" : new Said($"Joined a primary care network on {Said.Day(x.From)}", Detail: x.PcnName),
        HostingChosen x => Hosts(x.Choice),
        AccessDescribed => "Accessibility information changed",
        WeeksTold x => $"{Weeks(x.Mondays.Length)} updated with the practice's details",
        TermAsked x => $"Asked to publish {Weeks(x.Weeks.Length)}{(x.Skipped.Length > 0 ? $", {x.Skipped.Length} not included" : "")}",
        TermPublished x => $"{Weeks(x.Weeks.Count(week => week.Code.Length == 0))} published",
        WeeksStopped x => $"Booking stopped for {Weeks(x.Mondays.Length)}",
        CallDeferred => CallDeferred.Words,
        _ => default(Said?),
    };

    private static string Hosts(Hosting choice) => choice switch
    {
        Hosting.Hosting => "Hosting set to yes",
        Hosting.Interested => "Hosting set to not yet, but interested",
        Hosting.NotHosting => "Hosting set to no",
        _ => "Hosting answer removed",
    };

    private static string Weeks(int count) => count == 1 ? "1 week" : $"{count} weeks";
}
