using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;
using OutreachSilo.TestKit;

namespace OutreachSilo.Notices;

public sealed class MailPipelineTests
{
    private static readonly MailServerException ServerAway = new("There is no server.");

    private readonly ManualTime _time = new();
    private int _tried;

    [Fact]
    public async Task Trouble_of_the_server_is_tried_twice_more_and_what_it_says_of_one_mail_is_not()
    {
        var pipeline = Pipeline(retries: 2);
        await Assert.ThrowsAsync<MailServerException>(() => Run(pipeline, ServerAway));
        Assert.Equal(3, _tried);
        foreach (var status in new[] { SmtpStatusCode.MailboxBusy, SmtpStatusCode.InsufficientStorage, SmtpStatusCode.MailboxUnavailable, SmtpStatusCode.TransactionFailed })
        {
            _tried = 0;
            await Assert.ThrowsAsync<SmtpCommandException>(() =>
                Run(pipeline, new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, status, "no")));
            Assert.Equal(1, _tried);
        }
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up()
    {
        var pipeline = Pipeline(retries: 0);
        var fault = await Record.ExceptionAsync(() => Run(pipeline, token => Task.Delay(Timeout.Infinite, token)));
        Assert.True(MailFaults.IsServerTrouble(fault!));
    }

    [Fact]
    public async Task After_five_failures_nothing_is_tried_for_a_while()
    {
        var pipeline = Pipeline(retries: 0);
        for (var attempt = 0; attempt < 5; attempt++) await Assert.ThrowsAsync<MailServerException>(() => Run(pipeline, ServerAway));
        _tried = 0;
        Assert.True(MailFaults.IsPause((await Record.ExceptionAsync(() => Run(pipeline, ServerAway)))!));
        Assert.Equal(0, _tried);
        _time.Advance(MailPipeline.Pause);
        await Run(pipeline, _ => Task.CompletedTask);
        Assert.Equal(1, _tried);
    }

    [Fact]
    public async Task Mailboxes_that_do_not_exist_stop_nobody_else()
    {
        var pipeline = Pipeline(retries: 0);
        for (var attempt = 0; attempt < 20; attempt++) await Assert.ThrowsAsync<SmtpCommandException>(() =>
            Run(pipeline, new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable, "no")));
        Assert.Equal(20, _tried);
    }

    [Fact]
    public async Task A_mail_that_was_not_tried_because_of_a_pause_has_not_used_up_an_attempt()
    {
        var transport = new FailingTransport();
        await using var store = await MailStore.Open([("Mail:Retries", "0")], transport);
        await store.Queue(Enumerable.Range(0, 5).Select(number => MailStore.Mail($"first-{number}")));
        await store.SendDue();
        Assert.All(await store.All(), mail => Assert.Equal(1, mail.Attempts));
        await store.Queue(MailStore.Mail("second"));
        await store.SendDue();
        var second = await store.Stored("second");
        Assert.Equal((MailState.Waiting, 0), (second.State, second.Attempts));
        Assert.Equal(store.Time.GetUtcNow() + MailPipeline.Pause, second.DueAt);
        Assert.Equal(5, transport.Tried);
    }

    private MailPipeline Pipeline(int retries) => new(Options.Create(new MailOptions { Retries = retries }), _time);

    private Task Run(MailPipeline pipeline, Exception fault) => Run(pipeline, _ => Task.FromException(fault));

    /// <summary>Lets the clock run while it waits.</summary>
    private async Task Run(MailPipeline pipeline, Func<CancellationToken, Task> conversation)
    {
        var running = pipeline.Run(token => Try(conversation, token), TestContext.Current.CancellationToken);
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await running;
    }

    private Task Try(Func<CancellationToken, Task> conversation, CancellationToken cancellationToken)
    {
        _tried++;
        return conversation(cancellationToken);
    }

    private sealed class FailingTransport : IMailTransport, IMailConnection
    {
        private int _tried;

        public int Tried => _tried;

        public bool StaysHere => false;

        public IMailConnection Open() => this;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        public Task Send(Letter letter, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _tried);
            throw ServerAway;
        }
    }
}
