using OutreachSilo.Common;
using OutreachSilo.Storage;

namespace OutreachSilo.Practices;

public sealed class SqliteImportTests : ImportTests
{
    protected override TestDatabase NewDatabase() => new SqliteTestDatabase();
}

public sealed class PostgreSqlImportTests : ImportTests
{
    protected override TestDatabase NewDatabase() => new PostgreSqlTestDatabase();
}

/// <summary>Imports through the real grains into a real database.</summary>
public abstract class ImportTests : IAsyncLifetime
{
    private const string Mill = "K81001";
    private const string Bridge = "K81002";
    private const string MembershipHeader = "practice_code,practice_name,pcn_code,pcn_name,start_date,end_date";

    private RunningRegister register = null!;

    public async ValueTask InitializeAsync() => register = await RunningRegister.Start(NewDatabase());

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (register is not null) await register.DisposeAsync();
    }

    [Fact]
    public async Task A_first_import_registers_and_a_repeat_changes_nothing()
    {
        var first = await register.Practices(PracticeLines.Published(Mill), PracticeLines.Published(Bridge));
        var changes = await Changes();
        var again = await register.Practices(PracticeLines.Published(Mill), PracticeLines.Published(Bridge));

        AssertTaken(first, ("Registered", 2));
        AssertTaken(again, ("Unchanged", 2));
        Assert.Equal(2, changes);
        Assert.Equal(changes, await Changes());
    }

    [Fact]
    public async Task Plain_and_gzip_are_the_same_import()
    {
        var file = PracticeLines.File(PracticeLines.Published(Mill));
        await register.Practices(file);

        AssertTaken(await register.Practices(PracticeLines.Gzip(file)), ("Unchanged", 1));
    }

    [Fact]
    public async Task A_later_file_tells_opened_moved_renamed_updated_closed_and_reopened()
    {
        await register.Practices(
            PracticeLines.Published("K81001"), PracticeLines.Published("K81002"), PracticeLines.Published("K81003"), PracticeLines.Published("K81004"),
            PracticeLines.Published("K81005"));
        var second = await register.Practices(
            PracticeLines.Published("K81001"),
            PracticeLines.Published("K81002", postcode: "NR18 0AG"),
            PracticeLines.Published("K81003", name: "THE NEW SURGERY"),
            PracticeLines.Published("K81004", status: "C", closed: "20261031"),
            PracticeLines.Published("K81005", phone: "01953 600001"),
            PracticeLines.Published("K81006"));
        var third = await register.Practices(PracticeLines.Published("K81004"));

        AssertTaken(second, ("Closed", 1), ("Moved", 1), ("Registered", 1), ("Renamed", 1), ("Unchanged", 1), ("Updated", 1));
        AssertTaken(third, ("Reopened", 1));
        Assert.Equal(["K81001", "K81002", "K81003", "K81005", "K81006"], third.Missing);
    }

    [Fact]
    public async Task Facts_that_come_back_after_a_change_are_taken_again()
    {
        await register.Practices(PracticeLines.Published(Mill, name: "OLD NAME"));
        await register.Practices(PracticeLines.Published(Mill, name: "NEW NAME"));

        AssertTaken(await register.Practices(PracticeLines.Published(Mill, name: "OLD NAME")), ("Renamed", 1));
        Assert.Equal("OLD NAME", (await View(Mill)).Facts.Name);
    }

    [Fact]
    public async Task A_practice_that_the_file_does_not_name_stays_as_it_is_and_is_counted()
    {
        await register.Practices(PracticeLines.Published(Mill), PracticeLines.Published(Bridge));
        var report = await register.Practices(PracticeLines.Published(Mill));

        Assert.Equal([Bridge], report.Missing);
        Assert.Null((await View(Bridge)).Closed);
    }

    [Fact]
    public async Task A_closure_is_told_once()
    {
        await register.Practices(PracticeLines.Published(Mill));
        var closing = PracticeLines.Published(Mill, status: "C", closed: "20261031");

        AssertTaken(await register.Practices(closing), ("Closed", 1));
        AssertTaken(await register.Practices(closing), ("Unchanged", 1));
        Assert.Equal(new DateOnly(2026, 10, 31), (await View(Mill)).Closed);
    }

    [Fact]
    public async Task An_unusable_file_changes_nothing()
    {
        await register.Practices(PracticeLines.Published(Mill));
        var changes = await Changes();

        await Assert.ThrowsAsync<UnusableFileException>(() => register.Practices("hello"));
        await Assert.ThrowsAsync<UnusableFileException>(() => register.Practices(PracticeLines.Gzip(PracticeLines.File(PracticeLines.Published(Bridge)))[..^9]));

        Assert.Equal(changes, await Changes());
    }

    [Fact]
    public async Task The_published_file_never_makes_a_position_worse()
    {
        await register.Outcodes("NR18,52.5,1.1,10");
        await register.Practices(PracticeLines.Header, PracticeLines.Named(Mill));
        await register.Practices(PracticeLines.Published(Mill, phone: "01953 600001"));
        var known = (await View(Mill)).Facts;
        await register.Practices(PracticeLines.Published(Mill, postcode: "NR18 9ZZ"));
        var moved = (await View(Mill)).Facts;

        Assert.Equal((52.57012, 1.11561, "postcode", "01953 600001"), (known.Latitude, known.Longitude, known.PositionQuality, known.Phone));
        Assert.Equal((52.5, 1.1, "outcode"), (moved.Latitude, moved.Longitude, moved.PositionQuality));
    }

    [Fact]
    public async Task A_list_without_phones_keeps_the_phone_that_is_held()
    {
        await register.Practices(PracticeLines.Published(Mill));
        await register.Practices(PracticeLines.Header, PracticeLines.Named(Mill));

        var facts = (await View(Mill)).Facts;
        Assert.Equal(("01953 600000", "postcode"), (facts.Phone, facts.PositionQuality));
    }

    [Fact]
    public async Task Districts_place_the_practices_that_have_no_position()
    {
        await register.Practices(PracticeLines.Published(Mill), PracticeLines.Published(Bridge, postcode: "IP1 1AA"));
        var report = await register.Outcodes("NR18,52.5,1.1,10", "NR19,52.6,1.0,10");

        AssertTaken(report, ("Added", 2));
        Assert.Equal(1, report.PositionsFilled);
        Assert.Equal("outcode", (await View(Mill)).Facts.PositionQuality);
        Assert.Equal("", (await View(Bridge)).Facts.PositionQuality);

        var again = await register.Outcodes("NR18,52.5,1.1,10", "NR19,52.61,1.0,10");
        AssertTaken(again, ("Unchanged", 1), ("Updated", 1));
        Assert.Equal(0, again.PositionsFilled);
    }

    [Fact]
    public async Task Bad_districts_are_passed_over()
    {
        var report = await register.Outcodes("NR18,52.5,1.1,10", "NR18,52.5,1.1,10", "NR,52.5,1.1,10", "NR19,91,1.1,10", "NR19,,,10", "NR19,52.5", "NR19,\"52.5,1,1");

        AssertTaken(report, ("Added", 1));
        Assert.Equal(
            [SkipReason.Duplicate, SkipReason.BadCode, SkipReason.BadPosition, SkipReason.BadPosition, SkipReason.WrongColumnCount, SkipReason.BrokenQuotes],
            report.Skipped.Select(row => row.Reason));
        Assert.Equal([3, 4, 5, 6, 7, 8], report.Skipped.Select(row => row.Line));
    }

    [Fact]
    public async Task Membership_in_force_today_counts()
    {
        await register.Practices(PracticeLines.Published(Mill), PracticeLines.Published(Bridge));
        string[] file =
        [
            MembershipHeader,
            $"{Mill},MILL,U00001,OLD PCN,20190701,20240331", $"{Mill},MILL,U00002,RIVER PCN,20240401,",
            $"{Bridge},BRIDGE,U00003,NEXT PCN,20261123,", "K81099,OTHER,U00002,RIVER PCN,20240401,",
        ];
        var report = await register.Pcns(file);
        var again = await register.Pcns(file);

        AssertTaken(report, ("PcnChanged", 1));
        AssertTaken(again, ("Unchanged", 1));
        Assert.Equal([SkipReason.NotCurrent, SkipReason.NotCurrent, SkipReason.PracticeUnknown], report.Skipped.Select(row => row.Reason));
        Assert.Equal(("U00002", "RIVER PCN"), ((await View(Mill)).Pcn, (await View(Mill)).PcnName));
        Assert.Equal("", (await View(Bridge)).Pcn);
    }

    [Fact]
    public async Task A_membership_that_ended_ends()
    {
        await register.Practices(PracticeLines.Published(Mill));
        await register.Pcns(MembershipHeader, $"{Mill},MILL,U00002,RIVER PCN,20240401,");
        var lastDay = await register.Pcns(MembershipHeader, $"{Mill},MILL,U00002,RIVER PCN,20240401,20261122");
        register.Clock.Advance(TimeSpan.FromDays(1));
        var after = await register.Pcns(MembershipHeader, $"{Mill},MILL,U00002,RIVER PCN,20240401,20261122");

        AssertTaken(lastDay, ("Unchanged", 1));
        AssertTaken(after, ("PcnChanged", 1));
        Assert.Equal("", (await View(Mill)).Pcn);
    }

    [Fact]
    public async Task Of_two_memberships_in_force_the_later_counts()
    {
        await register.Practices(PracticeLines.Published(Mill));
        var report = await register.Pcns(MembershipHeader, $"{Mill},M,U00002,NEW PCN,20250401,", $"{Mill},M,U00001,OLD PCN,20240401,");

        Assert.Equal((3, SkipReason.Duplicate), (Assert.Single(report.Skipped).Line, report.Skipped[0].Reason));
        Assert.Equal("U00002", (await View(Mill)).Pcn);
    }

    [Theory]
    [InlineData("K81001,M,X00001,PCN,20240401,", SkipReason.BadCode)]
    [InlineData("K8100,M,U00001,PCN,20240401,", SkipReason.BadCode)]
    [InlineData("K81001,M,U00001,,20240401,", SkipReason.NameMissing)]
    [InlineData("K81001,M,U00001,PCN,,", SkipReason.BadDate)]
    [InlineData("K81001,M,U00001,PCN,20240431,", SkipReason.BadDate)]
    [InlineData("K81001,M,U00001,PCN,20240401,20240331", SkipReason.BadDate)]
    [InlineData("K81001,M,U00001,PCN,20240401", SkipReason.WrongColumnCount)]
    [InlineData("K81001,M,U00001,\"PCN,20240401,", SkipReason.BrokenQuotes)]
    internal async Task A_bad_membership_is_passed_over(string line, SkipReason reason)
    {
        await register.Practices(PracticeLines.Published(Mill));

        var report = await register.Pcns(MembershipHeader, line);

        Assert.Equal((2, reason), (Assert.Single(report.Skipped).Line, report.Skipped[0].Reason));
        Assert.Equal(0, report.TakenTotal);
    }

    [Fact]
    public async Task Networks_become_reference_rows()
    {
        string[] file = ["pcn_code,pcn_name,open_date,close_date", "U00001,RIVER PCN,20190701,", "U00001,RIVER PCN,20190701,", "U0001,X,,", "U00002,,,", "U00003,X,20240101,20231231"];

        var report = await register.Pcns(file);

        AssertTaken(report, ("Added", 1));
        Assert.Equal([SkipReason.Duplicate, SkipReason.BadCode, SkipReason.NameMissing, SkipReason.BadDate], report.Skipped.Select(row => row.Reason));
        AssertTaken(await register.Pcns(file), ("Unchanged", 1));
    }

    [Fact]
    public async Task A_file_of_another_kind_is_no_membership() =>
        await Assert.ThrowsAsync<UnusableFileException>(() => register.Pcns("outcode,lat,lon", "NR18,52,1"));

    protected abstract TestDatabase NewDatabase();

    private static void AssertTaken(ImportReport report, params (string Change, int Count)[] expected)
    {
        Assert.Equal(expected, report.Taken.Select(taken => (taken.Key, taken.Value)).Order());
        Assert.Equal(report.RowsRead, report.TakenTotal + report.Skipped.Count);
    }

    private async Task<PracticeView> View(string odsCode) => (await register.Practice(odsCode).View()).Value!;

    private async Task<int> Changes()
    {
        var count = 0;
        await foreach (var _ in register.Scan.ByGrain(CancellationToken.None)) count++;
        return count;
    }
}
