using System.Diagnostics;
using System.Text.Json;
using OutreachSilo.TestKit;

namespace OutreachSilo.Calendars;

/// <summary>What two independent parsers make of a calendar, run by Node.js in a time zone that no test has to do with.</summary>
internal static class CalendarReaders
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<ReadCalendars> Read(string calendar) => Assert.Single(await ReadAll([calendar]));

    public static async Task<ReadCalendars[]> ReadAll(string[] calendars)
    {
        var start = new ProcessStartInfo("node") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(RepositoryPaths.Root, "tests", "WebClient.Tests", "Calendars", "read.mjs"));
        start.ArgumentList.Add(Path.Combine(RepositoryPaths.Root, "WebClient", "package.json"));
        start.Environment["TZ"] = "Asia/Kathmandu";
        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await JsonSerializer.SerializeAsync(node.StandardInput.BaseStream, calendars, Json, TestContext.Current.CancellationToken);
        node.StandardInput.Close();
        var read = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.True(read.Length > 0, await errors);
        return JsonSerializer.Deserialize<ReadCalendars[]>(read, Json)!;
    }
}

internal sealed record ReadCalendars(ReadCalendar IcalJs, ReadCalendar NodeIcal)
{
    public IEnumerable<ReadCalendar> Both => [IcalJs, NodeIcal];
}

internal sealed record ReadCalendar(string Method, ReadEntry[] Entries);

/// <param name="Start">An instant as ISO 8601 in UTC, or a date.</param>
/// <param name="End">As the start; of whole days the day after the last.</param>
internal sealed record ReadEntry(
    string Uid, string Start, string End, int Sequence, string Status, string Summary, string Description, string Location, string Url, string Organizer, string[] Attendees, string Reminder);
