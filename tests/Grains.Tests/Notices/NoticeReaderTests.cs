using OutreachSilo.Common;
using OutreachSilo.Hosting;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Notices;

public sealed class NoticeReaderTests
{
    private static readonly WeekPublished Publication = new(Guid.NewGuid(), Host, [Terms()], 5);

    private readonly MemoryJournal _journal = new();

    [Fact]
    public async Task A_place_is_told_as_it_was_at_its_change_whatever_came_after()
    {
        var (place, waiting) = (Guid.NewGuid(), Guid.NewGuid());
        var until = Noon.AddHours(48);
        await Write(
            Id, Publication, new PlaceHeld(place, Ana, TasterKind.Foundation, HalfDays.WholeWeek, Noon), new PlaceConfirmed(place), new WaitingJoined(waiting, Ben, TasterKind.Foundation),
            new PlaceWithdrawn(place), new PlaceOffered(waiting, HalfDays.WholeWeek, until), new OfferAccepted(waiting), new PlaceWithdrawn(waiting));
        var reader = new NoticeReader(ChangeCatalog.Aggregates, _journal);
        Assert.Equal(["3 place-confirmed", "3 week-booked", "5 week-freed", "6 place-offered", "7 place-confirmed", "7 week-booked", "8 week-freed"], await Read(reader, Id));
        Assert.Equal(until, ((WeekNotice)(await reader.Of(await Row(Id, 6), CancellationToken.None))[0]).Place!.Until);
        Assert.Null(((WeekNotice)(await reader.Of(await Row(Id, 7), CancellationToken.None))[0]).Place!.Until);
    }

    [Fact]
    public async Task Rows_read_again_and_weeks_long_forgotten_are_told_the_same()
    {
        var weeks = Enumerable.Range(0, 250).Select(number => Id with { Monday = Id.Monday.AddDays(7 * number) }).ToList();
        foreach (var week in weeks)
        {
            var place = Guid.NewGuid();
            await Write(week, Publication, new PlaceHeld(place, Ana, TasterKind.Foundation, HalfDays.WholeWeek, Noon), new PlaceConfirmed(place));
        }

        var reader = new NoticeReader(ChangeCatalog.Aggregates, _journal);
        for (var round = 0; round < 2; round++)
            foreach (var week in weeks) Assert.Equal(["3 place-confirmed", "3 week-booked"], await Read(reader, week));
    }

    [Fact]
    public async Task Rows_of_others_than_weeks_are_told_to_nobody()
    {
        var entry = new JournalEntry(1, Noon, "place-settled", "{}"u8.ToArray(), Ana, Guid.Empty);
        var row = new JournalRow(1, GrainKeys.Person(Ana), entry);
        Assert.Empty(await new NoticeReader(ChangeCatalog.Aggregates, _journal).Of(row, CancellationToken.None));
    }

    private async Task Write(WeekId week, params Change[] changes) =>
        await _journal.Open(week.ToString()).Append([.. changes.Select((change, number) => ChangeCatalog.Write(change, number + 1, Noon, "someone", Guid.Empty))], null);

    private async Task<JournalRow> Row(WeekId week, long version) => new(0, week.ToString(), (await _journal.Read(week.ToString(), version - 1, CancellationToken.None))[0]);

    private async Task<List<string>> Read(NoticeReader reader, WeekId week)
    {
        var told = new List<string>();
        foreach (var entry in await _journal.Read(week.ToString(), 0, CancellationToken.None))
            told.AddRange((await reader.Of(new JournalRow(0, week.ToString(), entry), CancellationToken.None)).Select(notice => $"{entry.Version} {notice.Template}"));
        return told;
    }
}
