using OutreachSilo.Storage;
using OutreachSilo.Tasters;
using static OutreachSilo.Notices.FollowedStore;

namespace OutreachSilo.Notices;

public sealed class SqliteNoticeFollowerTests() : NoticeFollowerTests(new SqliteTestDatabase());

public sealed class PostgreSqlNoticeFollowerTests() : NoticeFollowerTests(new PostgreSqlTestDatabase());

/// <summary>From the journal into the outbox, on both databases.</summary>
public abstract class NoticeFollowerTests(TestDatabase database) : StorageTests(database)
{
    [Fact]
    public async Task A_booking_is_told_once_to_the_person_by_name_and_to_each_manager_by_a_link()
    {
        await using var store = await Start(Database);
        await store.AddAna();
        await store.AddManager("mara@example.org");
        await store.AddManager("reception@example.org");
        await store.AddManager("elsewhere@example.org", "K81002");
        await store.Book(Ana);
        await store.FollowTo(store.Follower(), 3);
        var mails = await store.Mails();
        Assert.Equal(["ana@example.org place-confirmed", "mara@example.org week-booked", "reception@example.org week-booked"], mails.Select(Head).Order(StringComparer.Ordinal));
        Assert.Contains("Dr Ana Okafor", mails.Single(mail => mail.StartsWith("ana", StringComparison.Ordinal)), StringComparison.Ordinal);
        foreach (var shared in mails.Where(mail => Head(mail).EndsWith("week-booked", StringComparison.Ordinal)))
        {
            Assert.Contains("http://localhost:5080/manage/K81001", shared, StringComparison.Ordinal);
            foreach (var personal in new[] { "Ana", "Mara", Ana }) Assert.DoesNotContain(personal, shared, StringComparison.Ordinal);
        }

        await store.Follower().Step(CancellationToken.None);
        Assert.Equal(3, (await store.Mails()).Count);
    }

    [Fact]
    public async Task Whoever_no_longer_manages_the_practice_is_told_nothing()
    {
        await using var store = await Start(Database);
        await store.AddManager("mara@example.org");
        await store.AddManager("left@example.org");
        await store.EndRoles("left@example.org");
        await store.Book(Ana);
        await store.FollowTo(store.Follower(), 1);
        Assert.Equal(["mara@example.org week-booked"], (await store.Mails()).Select(Head));
    }

    [Fact]
    public async Task A_crash_between_two_mails_loses_none_and_doubles_none()
    {
        await using var store = await Start(Database);
        await store.AddAna();
        await store.AddManager("mara@example.org");
        await store.Book(Ana);
        store.BeforeQueue = mail =>
        {
            if (mail.Template == NoticeTemplates.WeekBooked) throw new IOException("The process ends here.");
        };
        var crashed = store.Follower();
        await RunningStorage.Until(async () => await Record.ExceptionAsync(() => crashed.Step(CancellationToken.None)) is IOException);
        Assert.Equal(["ana@example.org place-confirmed"], (await store.Mails()).Select(Head));

        store.BeforeQueue = _ => { };
        await store.FollowTo(store.Follower(), 2);
        Assert.Equal(["mara@example.org week-booked", "ana@example.org place-confirmed"], (await store.Mails()).Select(Head));
    }

    [Fact]
    public async Task A_crash_before_the_place_is_remembered_doubles_no_mail_and_without_keys_it_would()
    {
        await using var store = await Start(Database);
        await store.AddAna();
        await store.Book(Ana);
        await store.FollowTo(store.Follower(), 1);
        var asked = 0;
        store.BeforeQueue = _ => asked++;
        await store.Execute($"update journal_follower set reached = 0, position = 0 where name = '{NoticeFollower.Name}'");
        var restarted = store.Follower();
        await RunningStorage.Until(async () =>
        {
            await restarted.Step(CancellationToken.None);
            return asked > 0;
        });
        Assert.Single(await store.Mails());
    }

    [Fact]
    public async Task Two_processes_that_follow_tell_everybody_once_and_the_later_one_stands_aside()
    {
        await using var store = await Start(Database);
        await store.AddAna();
        await store.AddManager("mara@example.org");
        var (one, two) = (store.Follower(), store.Follower());
        await two.Step(CancellationToken.None);
        for (var week = 0; week < 10; week++) await store.Book(Ana, Week with { Monday = Week.Monday.AddDays(7 * week) });
        await store.FollowTo(one, 20);
        Assert.Equal(NoticeFollower.StandsAsideFor, await two.Step(CancellationToken.None));
        Assert.NotEqual(NoticeFollower.StandsAsideFor, await two.Step(CancellationToken.None));
        Assert.Equal(20, (await store.Mails()).Count);
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_where_it_was()
    {
        await using var store = await Start(Database);
        await store.AddAna();
        await store.Book(Ana);
        await store.FollowTo(store.Follower(), 1);
        var asked = new List<string>();
        store.BeforeQueue = mail => asked.Add(mail.Key);
        var next = Week with { Monday = Week.Monday.AddDays(7) };
        await store.Book(Ana, next);
        await store.FollowTo(store.Follower(), 2);
        Assert.All(asked, key => Assert.StartsWith(next.ToString(), key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_has_no_account_what_is_long_past_and_what_cannot_be_read_hold_nobody_up()
    {
        await using var store = await Start(Database);
        await store.AddAna();
        await store.Book("0000000000000000000000000000000b", Week with { Monday = Week.Monday.AddDays(7) });
        await store.Book(Ana, Week with { Monday = Week.Monday.AddDays(14) }, TimeProvider.System.GetUtcNow() - NoticeFollower.LateMost - TimeSpan.FromMinutes(1));
        var broken = Week with { Monday = Week.Monday.AddDays(21) };
        await store.Book(Ana, broken);
        await store.Execute($"update journal set body = '{{}}' where grain = '{broken}' and version = 3");
        await store.Book(Ana);
        await store.FollowTo(store.Follower(), 1);
        Assert.Contains("Monday 3 August 2026", Assert.Single(await store.Mails()), StringComparison.Ordinal);
    }

    private static string Head(string mail) => mail[..mail.IndexOf(" {", StringComparison.Ordinal)];
}
