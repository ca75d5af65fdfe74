using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace OutreachSilo.Notices;

/// <summary>A connection that is made for the first mail, kept for the next ones, and made again after it broke.</summary>
internal sealed class SmtpConnection(MailOptions options, MailTokens tokens) : IMailConnection
{
    private static readonly TimeSpan FarewellMost = TimeSpan.FromSeconds(5);

    private SmtpClient? _client;

    public async Task Send(Letter letter, CancellationToken cancellationToken)
    {
        using var message = MailMessages.Of(letter, options.From);
        var client = await Connected(cancellationToken);
        try
        {
            await client.SendAsync(message, cancellationToken);
        }
        catch (ServiceNotAuthenticatedException)
        {
            tokens.Forget();
            Drop();
            throw;
        }
        catch (SmtpCommandException)
        {
            await KeepIfAlive(client, cancellationToken);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is { IsConnected: true } client)
        {
            using var most = new CancellationTokenSource(FarewellMost);
            try
            {
                await client.DisconnectAsync(quit: true, most.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException || MailFaults.IsServerTrouble(fault))
            {
                // All that was to be said has been said.
            }
        }

        Drop();
    }

    /// <exception cref="MailServerException">No mail can be handed over at the moment.</exception>
    private async Task<SmtpClient> Connected(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true } connected) return connected;
        Drop();
        // Revocation lists are fetched over the open internet, which mail hosts often cannot reach; HttpClient leaves them out as well.
        var client = new SmtpClient { CheckCertificateRevocation = false, Timeout = options.TimeoutSeconds * 1000 };
        try
        {
            await client.ConnectAsync(options.Host!, options.ServerPort, Security, cancellationToken);
            await SignIn(client, cancellationToken);
            return _client = client;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            client.Dispose();
            throw new MailServerException(fault.Message, fault);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SecureSocketOptions Security => options.Tls switch
    {
        MailTls.Implicit => SecureSocketOptions.SslOnConnect,
        MailTls.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private async Task SignIn(SmtpClient client, CancellationToken cancellationToken)
    {
        if (options.OAuth.IsSet)
        {
            var token = await tokens.Get(cancellationToken);
            try
            {
                await client.AuthenticateAsync(new SaslMechanismOAuth2(options.User!, token), cancellationToken);
            }
            catch (AuthenticationException)
            {
                tokens.Forget();
                throw;
            }
        }
        else if (!string.IsNullOrEmpty(options.User))
        {
            await client.AuthenticateAsync(options.User, options.Password!, cancellationToken);
        }
    }

    /// <summary>A server that refuses a mail may hang up afterwards; the next mail must not pay for it.</summary>
    private async Task KeepIfAlive(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            if (client.IsConnected) await client.NoOpAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Drop();
        }
    }

    private void Drop()
    {
        _client?.Dispose();
        _client = null;
    }
}
