namespace OutreachSilo.Practices;

public sealed class SqliteDirectoryTests(SqliteDirectoryRegister given) : DirectoryTests(given), IClassFixture<SqliteDirectoryRegister>;

public sealed class PostgreSqlDirectoryTests(PostgreSqlDirectoryRegister given) : DirectoryTests(given), IClassFixture<PostgreSqlDirectoryRegister>;

/// <summary>Lists and look-ups over what imports have stored.</summary>
public abstract class DirectoryTests(DirectoryRegister given) : IAsyncLifetime
{
    private RunningRegister register = null!;

    public async ValueTask InitializeAsync() => register = await given.Shared();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    [Theory]
    [InlineData("mill", "K81001")]
    [InlineData("SURGERY", "K81002,K81001")]
    [InlineData("k81003", "K81003")]
    [InlineData("nr18 0a", "K81005,K81006,K81002,K81001")]
    [InlineData("  Mill  ", "K81001")]
    [InlineData("0%", "K81003")]
    [InlineData("%", "K81003")]
    [InlineData("a_b", "K81005")]
    [InlineData(@"\", "K81005")]
    [InlineData("o'hare", "K81005")]
    [InlineData("'; drop table summary; --", "")]
    [InlineData("mill\0", "K81001")]
    [InlineData("nothing like it", "")]
    public async Task Text_is_found_literally_anywhere(string text, string codes) => Assert.Equal(codes, await Codes(null, text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Without_a_text_all_are_listed_by_name(string? text) => Assert.Equal("K81004,K81003,K81005,K81006,K81002,K81001", await Codes(null, text));

    [Fact]
    public async Task An_endless_text_is_cut_and_finds_nothing() => Assert.Equal("", await Codes(null, new string('x', 1_000_000)));

    [Fact]
    public async Task A_region_narrows_the_list()
    {
        Assert.Equal("K81004,K81003", await Codes("Y62", null));
        Assert.Equal("K81002,K81001", await Codes("Y61", "surgery"));
        Assert.Equal("", await Codes("Y6%", null));
    }

    [Fact]
    public async Task Pages_follow_each_other()
    {
        var first = await register.List.Practices(null, null, 0, 4, CancellationToken.None);
        var second = await register.List.Practices(null, null, 4, 4, CancellationToken.None);
        var beyond = await register.List.Practices(null, null, int.MaxValue, 200, CancellationToken.None);

        Assert.Equal((4, 2, 0), (first.Lines.Length, second.Lines.Length, beyond.Lines.Length));
        Assert.Equal((6, 6, 6), (first.Total, second.Total, beyond.Total));
        Assert.Equal(6, first.Lines.Concat(second.Lines).DistinctBy(line => line.OdsCode).Count());
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(0, 0)]
    [InlineData(0, 201)]
    public async Task Pages_out_of_range_are_a_mistake_of_the_caller(int skip, int take) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => register.List.Practices(null, null, skip, take, CancellationToken.None));

    [Fact]
    public async Task A_line_tells_what_the_register_says()
    {
        var line = Assert.Single((await register.List.Practices(null, "k81001", 0, 10, CancellationToken.None)).Lines);

        Assert.Equal(
            new PracticeLine("K81001", "MILL SURGERY", "NR18 0AF", "Y61", "T6Y0W", "U00002", "VALLEY PCN", Hosting.Unasked, null, 0), line);
        Assert.Equal(new DateOnly(2026, 10, 31), Assert.Single((await register.List.Practices(null, "k81004", 0, 10, CancellationToken.None)).Lines).Closed);
    }

    [Fact]
    public async Task Regions_count_their_open_practices_and_unknown_codes_show_the_code() =>
        Assert.Equal(
            [new RegionLine("Y61", "East of England", 3), new RegionLine("Y62", "North West", 1), new RegionLine("Y98", "Y98", 1)],
            await register.List.Regions(CancellationToken.None));

    [Fact]
    public async Task Networks_of_a_region_come_by_name()
    {
        Assert.Equal([new PcnLine("U00002", "VALLEY PCN"), new PcnLine("U00001", "WATER PCN")], await register.List.Pcns("Y61", CancellationToken.None));
        Assert.Empty(await register.List.Pcns("Y62", CancellationToken.None));
    }

    [Theory]
    [InlineData("U00002", "K81005,K81001")]
    [InlineData("U00001", "K81002")]
    [InlineData("U00003", "")]
    [InlineData("U99999", "")]
    [InlineData("", "K81003,K81006")]
    [InlineData("%", "")]
    public async Task A_network_is_its_open_practices(string pcn, string codes) =>
        Assert.Equal(codes, string.Join(',', (await register.List.OfNetwork(pcn, CancellationToken.None)).Select(line => line.OdsCode)));

    [Theory]
    [InlineData("NR18 0AF", "NR18 0AF", 52.57012, true)]
    [InlineData("nr180af", "NR18 0AF", 52.57012, true)]
    [InlineData("NR18 0AG", "NR18 0AG", 52.5, false)]
    [InlineData("nr18 9zz", "NR18 9ZZ", 52.5, false)]
    [InlineData(" nr 18 ", "NR18", 52.5, false)]
    [InlineData("m1", "M1", 53.4, false)]
    public async Task A_postcode_is_located(string typed, string usual, double latitude, bool exact)
    {
        var located = await register.List.Locate(typed, CancellationToken.None);

        Assert.Equal((usual, latitude, exact), (located!.Postcode, located.Position.Latitude, located.Exact));
    }

    [Theory]
    [InlineData("")]
    [InlineData("IP1 1AA")]
    [InlineData("IP1")]
    [InlineData("%")]
    [InlineData("NR18 %")]
    [InlineData("hello")]
    public async Task What_is_not_known_is_not_located(string typed) => Assert.Null(await register.List.Locate(typed, CancellationToken.None));

    [Fact]
    public async Task Districts_imported_here_count_at_once()
    {
        await using var own = await given.New();
        Assert.Null(await own.List.Locate("IP1", CancellationToken.None));
        await own.Outcodes("IP1,52.06,1.14,10");
        Assert.NotNull(await own.List.Locate("IP1", CancellationToken.None));
    }

    [Fact]
    public async Task Districts_imported_elsewhere_count_after_a_minute()
    {
        await using var own = await given.New();
        Assert.Null(await own.List.Locate("IP1", CancellationToken.None));
        await own.Store.Write(
            async (connection, transaction, cancel) =>
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = """insert into reference (kind, code, body) values ('outcode', 'IP1', '{"lat":52.06,"lon":1.14}')""";
                await command.ExecuteNonQueryAsync(cancel);
            },
            CancellationToken.None);

        own.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(await own.List.Locate("IP1", CancellationToken.None));
        own.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await own.List.Locate("IP1", CancellationToken.None));
    }

    private async Task<string> Codes(string? region, string? text) =>
        string.Join(',', (await register.List.Practices(region, text, 0, 200, CancellationToken.None)).Lines.Select(line => line.OdsCode));
}
