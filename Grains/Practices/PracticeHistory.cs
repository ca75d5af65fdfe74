using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Practices;

/// <summary>What happened to a practice, in words.</summary>
internal static class PracticeHistory
{
    public static Said? Say(Change change) => change switch
    {
        PracticeRegistered x => new Said("Register's entry taken over", Detail: x.Facts.Name),
        PracticeClosed x => $"Closed according to the register on {Said.Day(x.Closed)}",
        PcnJoined x => x.Pcn.Length == 0 ? $"Left its primary care network on {Said.Day(x.From)}" : new Said($"Joined a primary care network on {Said.Day(x.From)}", Detail: x.PcnName),
        HostingChosen x => Hosts(x.Choice),
        AccessDescribed => "Access described",
        WeeksTold x => $"{Weeks(x.Mondays.Length)} told of the practice's new particulars",
        TermAsked x => $"Asked to publish {Weeks(x.Weeks.Length)}{(x.Skipped.Length > 0 ? $", {x.Skipped.Length} left out" : "")}",
        TermPublished x => $"{Weeks(x.Weeks.Count(week => week.Code.Length == 0))} published",
        WeeksStopped x => $"Booking of {Weeks(x.Mondays.Length)} stopped",
        _ => default(Said?),
    };

    private static string Hosts(Hosting choice) => choice switch
    {
        Hosting.Hosting => "Said that it hosts taster weeks",
        Hosting.Interested => "Said that it may host later",
        Hosting.NotHosting => "Said that it does not host",
        _ => "Took back whether it hosts",
    };

    private static string Weeks(int count) => count == 1 ? "1 week" : $"{count} weeks";
}
