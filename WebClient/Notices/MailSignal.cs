using System.Threading.Channels;

namespace OutreachSilo.Notices;

/// <summary>Tells this process's sender that there is a mail, so that it need not wait for its next look. Losing it costs that wait only.</summary>
internal sealed class MailSignal
{
    private readonly Channel<bool> _mails = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _mails.Writer.TryWrite(true);

    public async Task Wait(CancellationToken cancellationToken) => await _mails.Reader.ReadAsync(cancellationToken);
}
