using OutreachSilo.Kernel;

namespace OutreachSilo.Storage;

public sealed class SqliteTextTests() : TextTests(new SqliteTestDatabase());

public sealed class PostgreSqlTextTests() : TextTests(new PostgreSqlTestDatabase());

/// <summary>What people wrote is stored with its change or not at all, comes back whole, and is erased without a trace in the journal.</summary>
public abstract class TextTests(TestDatabase database) : StorageTests(database)
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("Zoë’s surgery 🏥 closes at 6pm.\n", 2_000));

    [Theory]
    [InlineData("No room until the summer")]
    [InlineData("Dr Siân Ó Briain said “no” — 日本語 🏥\r\n\tand 'that' was \"it\"; drop table texts;--")]
    public async Task A_text_comes_back_as_it_was_written(string written)
    {
        await using var storage = await RunningStorage.Start(Database);
        var text = Reason(written);
        await storage.Journal.Open("practice/K81001").Append([Some.Change(1) with { Texts = [text] }], null);
        Assert.Equal(written, await storage.Texts.Read(text.Ref, CancellationToken.None));
    }

    [Fact]
    public async Task A_long_text_is_stored_in_pieces_and_comes_back_whole()
    {
        await using var storage = await RunningStorage.Start(Database);
        var text = Reason(Long);
        await storage.Journal.Open("practice/K81001").Append([Some.Change(1) with { Texts = [text] }], null);
        Assert.Equal(Long, await storage.Texts.Read(text.Ref, CancellationToken.None));
        Assert.Equal(4L, await storage.Scalar("select count(*) from texts"));
        Assert.Equal(0L, await storage.Scalar("select count(*) from texts where length(body) > 16384"));
    }

    [Fact]
    public async Task A_change_that_is_not_stored_leaves_no_text()
    {
        await using var storage = await RunningStorage.Start(Database);
        var (first, late) = (storage.Journal.Open("practice/K81001"), storage.Journal.Open("practice/K81001"));
        await first.Append(1);
        var text = Reason("Written by an activation that was overtaken");
        await Assert.ThrowsAsync<Common.JournalFencedException>(() => late.Append([Some.Change(1) with { Texts = [text] }], null));
        Assert.Null(await storage.Texts.Read(text.Ref, CancellationToken.None));
    }

    [Fact]
    public async Task Erasing_a_subject_deletes_its_texts_and_nobody_elses_and_no_change()
    {
        await using var storage = await RunningStorage.Start(Database);
        var (mine, other) = (Reason("Mine"), Reason("Theirs") with { Subject = "practice/Y00001" });
        await storage.Journal.Open("practice/K81001").Append([Some.Change(1) with { Texts = [mine, Reason(Long)] }], null);
        await storage.Journal.Open("practice/Y00001").Append([Some.Change(1) with { Texts = [other] }], null);
        Assert.Equal(2, await storage.Texts.Erase("practice/K81001", CancellationToken.None));
        Assert.Null(await storage.Texts.Read(mine.Ref, CancellationToken.None));
        Assert.Equal("Theirs", await storage.Texts.Read(other.Ref, CancellationToken.None));
        Assert.Equal(2L, await storage.Scalar("select count(*) from journal"));
        Assert.Equal(0, await storage.Texts.Erase("practice/K81001", CancellationToken.None));
    }

    [Fact]
    public async Task A_text_that_is_not_the_one_the_journal_refers_to_is_a_fault()
    {
        await using var storage = await RunningStorage.Start(Database);
        var text = Reason("As it was");
        await storage.Journal.Open("practice/K81001").Append([Some.Change(1) with { Texts = [text] }], null);
        await Assert.ThrowsAsync<InvalidDataException>(
            () => storage.Texts.Read(text.Ref with { Sha256 = WrittenText.HashOf("As somebody would have it") }, CancellationToken.None));
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("")]
    public async Task What_no_database_would_take_is_refused_before_it_is_queued(string written)
    {
        await using var storage = await RunningStorage.Start(Database);
        await Assert.ThrowsAsync<ArgumentException>(
            () => storage.Journal.Open("practice/K81001").Append([Some.Change(1) with { Texts = [Reason("x") with { Text = written }] }], null));
    }

    private static WrittenText Reason(string text) =>
        WrittenText.Of(Guid.NewGuid(), "hosting-reason", "practice/K81001", Retention.Note, text)!;
}
