using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OutreachSilo.Live;
using OutreachSilo.Notices;
using OutreachSilo.People;
using OutreachSilo.People.Accounts;
using static OutreachSilo.Common.Requests;

namespace OutreachSilo.Common;

/// <summary>Figures that the web side reports. They are the process's, so what other tests add is in them too.</summary>
public sealed class WebMeterTests : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tag)> measured = new();

    public WebMeterTests()
    {
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "OutreachSilo.WebClient") listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    [Fact]
    public async Task An_overloaded_front_end_counts_what_it_turns_away()
    {
        await using var door = await Door.Open(false, ("Edge:CommandsMax", "1"));
        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource<Outcome<Tasters.PlaceView>>());
        door.Grains.Answers = (_, _, _) =>
        {
            asked.SetResult();
            return answer.Task;
        };
        const string Confirm = "/api/v1/places/00000000-0000-0000-0000-000000000001/confirm";
        var first = door.Client(door.DoctorCookie()).SendAsync(Request(HttpMethod.Post, Confirm));
        await asked.Task;
        await door.Client().SendAsync(Request(HttpMethod.Post, Confirm));
        answer.SetResult(Some.Place());
        await first;

        Assert.Contains(("outreach.http.unavailable", 1, FaultCodes.JournalBusy), measured);
    }

    [Fact(Timeout = 60_000)]
    public async Task Viewers_and_the_frames_sent_to_them_are_counted()
    {
        await using var door = await Door.Open();
        var board = door.Grains.Board("live/Y61/Foundation");
        board.Change(Some.Row());
        await using var client = await LiveClient.Connect(door);
        await client.Invoke("Join", "live/Y61/Foundation", null, null);
        await board.Send(board.Change(Some.Row(version: 2, free: 1)));
        await client.Pushed("delta");
        listener.RecordObservableInstruments();

        Assert.Contains(measured, it => it is { Instrument: "outreach.live.viewers", Value: >= 1 });
        Assert.Contains(("outreach.live.frames", 1, ""), measured);
    }

    [Fact]
    public async Task The_outbox_is_counted_with_the_age_of_its_oldest_email()
    {
        await using var door = await Door.Open();
        var watch = door.App.Services.GetServices<IHostedService>().OfType<OutboxWatch>().Single();
        var empty = await watch.Count(CancellationToken.None);
        var now = door.Time.GetUtcNow();
        await door.With<AccountsDb, int>(accounts =>
        {
            accounts.AddRange(Waiting("old", now - TimeSpan.FromSeconds(90)), Waiting("new", now));
            accounts.Add(Waiting("sent", now - TimeSpan.FromDays(1), MailState.Sent));
            return accounts.SaveChangesAsync();
        });

        Assert.Equal((0, TimeSpan.Zero), empty);
        Assert.Equal((2, TimeSpan.FromSeconds(90)), await watch.Count(CancellationToken.None));
    }

    public void Dispose() => listener.Dispose();

    /// <summary>Due in a day, so that nobody sends it meanwhile.</summary>
    private static StoredMail Waiting(string key, DateTimeOffset queuedAt, MailState state = MailState.Waiting) => new()
    {
        Key = key,
        To = "ana@example.org",
        Template = MailTemplates.PasswordChanged,
        State = state,
        QueuedAt = queuedAt,
        DueAt = queuedAt + TimeSpan.FromDays(1),
    };

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        measured.Enqueue((instrument.Name, value, tags.Length == 0 ? "" : tags[0].Value as string ?? ""));
}
