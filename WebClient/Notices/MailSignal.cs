using System.Threading.Channels;

namespace OutreachSilo.Notices;

/// <summary>Tells this process's sender that there is a mail, so that it need not wait for its next look. Losing it costs that wait only.</summary>
internal sealed class MailSignal
{
    private readonly Channel<bool> _mails = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _mails.Writer.TryWrite(true);

    /// <summary>Returns at the next <see cref="Set"/>, or when the time is up.</summary>
    public async Task Wait(TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task set = _mails.Reader.WaitToReadAsync(ended.Token).AsTask();
        await Task.WhenAny(set, Task.Delay(most, time, ended.Token));
        await ended.CancelAsync();
        await ((Task)set).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        _mails.Reader.TryRead(out _);
    }
}
