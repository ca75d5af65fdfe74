using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace OutreachSilo.TestKit;

/// <summary>A mail server on loopback that keeps what it takes, and answers otherwise or hangs up where a test says so.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    /// <summary>As an answer of <see cref="Instead"/>: the connection is closed without one.</summary>
    public const string HangUp = "";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private readonly List<ReceivedMail> mails = [];
    private readonly List<string> commands = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];
    private readonly X509Certificate2? certificate;
    private readonly bool isImplicit;
    private readonly Task accepting;

    private SmtpServer(X509Certificate2? certificate, bool isImplicit)
    {
        this.certificate = certificate;
        this.isImplicit = isImplicit;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Asked with each command, and with <c>.</c> at the end of a mail's data; null answers as usual. Hung up on there, the mail has been taken and only the answer is lost.</summary>
    public Func<string, string?>? Instead { get; set; }

    /// <summary>Name and password without which nothing is taken; null takes from everybody.</summary>
    public (string User, string Password)? Credentials { get; set; }

    /// <summary>Name and access token that XOAUTH2 takes; offered beside <see cref="Credentials"/>.</summary>
    public (string User, string Token)? Token { get; set; }

    /// <summary>How many connections clients have made.</summary>
    public int Connections => Commands.Count(command => command == "CONNECT");

    public IReadOnlyList<ReceivedMail> Mails
    {
        get { lock (gate) return [.. mails]; }
    }

    /// <summary>Everything clients have said, data left out.</summary>
    public IReadOnlyList<string> Commands
    {
        get { lock (gate) return [.. commands]; }
    }

    /// <param name="certificate">With one it offers STARTTLS and takes nothing before.</param>
    public static SmtpServer Start(X509Certificate2? certificate = null) => new(certificate, isImplicit: false);

    /// <summary>One that speaks TLS from the first byte.</summary>
    public static SmtpServer StartImplicit(X509Certificate2 certificate) => new(certificate, isImplicit: true);

    /// <summary>Completes when so many mails have been taken.</summary>
    public Task Taken(int count)
    {
        lock (gate)
        {
            if (mails.Count >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((count, reached));
            return reached.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task Accept()
    {
        while (!stopping.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(stopping.Token);
            _ = Task.Run(() => Talk(client), CancellationToken.None);
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            try
            {
                await new Conversation(this, client.GetStream()).Run(stopping.Token);
            }
            catch (Exception failure) when (failure is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client has gone, or did not trust the certificate: for the test to see on its side.
            }
        }
    }

    private string? Override(string command)
    {
        lock (gate) commands.Add(command);
        return Instead?.Invoke(command);
    }

    private void Take(ReceivedMail mail)
    {
        List<TaskCompletionSource> reached;
        lock (gate)
        {
            mails.Add(mail);
            reached = [.. waiting.Where(each => each.Count <= mails.Count).Select(each => each.Reached)];
            waiting.RemoveAll(each => each.Count <= mails.Count);
        }

        foreach (var each in reached) each.SetResult();
    }

    private sealed class Conversation(SmtpServer server, Stream stream)
    {
        private Stream stream = stream;
        private bool isSecure;
        private bool isKnown;
        private string from = "";
        private List<string> to = [];

        public async Task Run(CancellationToken cancellationToken)
        {
            if (server.isImplicit) await Secure(cancellationToken);
            if (!await Answer(server.Override("CONNECT") ?? "220 test server")) return;
            while (await ReadLine(cancellationToken) is { } command)
            {
                if (!await Answer(server.Override(command) ?? await Act(command, cancellationToken)) || command == "QUIT") return;
            }
        }

        private async Task<string> Act(string command, CancellationToken cancellationToken)
        {
            var mustSecure = server.certificate is not null && !isSecure;
            var mustSignIn = (server.Credentials is not null || server.Token is not null) && !isKnown;
            switch (command.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    return "250-test" + (mustSecure ? "\r\n250-STARTTLS" : "") + (mustSignIn && !mustSecure
                        ? $"\r\n250-AUTH{(server.Credentials is null ? "" : " LOGIN")}{(server.Token is null ? "" : " XOAUTH2")}"
                        : "") + "\r\n250 8BITMIME";
                case "STARTTLS" when mustSecure:
                    await Answer("220 go on");
                    await Secure(cancellationToken);
                    return NoAnswer;
                case not "QUIT" when mustSecure:
                    return "530 5.7.0 STARTTLS first";
                case "AUTH":
                    return await SignIn(command, cancellationToken);
                case not "QUIT" when mustSignIn:
                    return "530 5.7.0 sign in first";
                case "MAIL":
                    (from, to) = (Address(command), []);
                    return "250 ok";
                case "RCPT":
                    to.Add(Address(command));
                    return "250 ok";
                case "DATA":
                    await Answer("354 go on");
                    var data = await ReadData(cancellationToken);
                    var instead = server.Override(".");
                    if (instead is null or HangUp) server.Take(new ReceivedMail(from, to, data));
                    return instead ?? "250 taken";
                case "QUIT":
                    return "221 bye";
                case "RSET" or "NOOP":
                    return "250 ok";
                default:
                    return "500 what?";
            }
        }

        private async Task Secure(CancellationToken cancellationToken)
        {
            var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server.certificate },
                cancellationToken);
            (stream, isSecure) = (secure, true);
        }

        private async Task<string> SignIn(string command, CancellationToken cancellationToken)
        {
            if (command.StartsWith("AUTH XOAUTH2 ", StringComparison.OrdinalIgnoreCase)
                && server.Token is not null) return await SignInByToken(command.Split(' ')[2], cancellationToken);
            if (command.Split(' ') is not ["AUTH", _, .. var initial] || !command.StartsWith("AUTH LOGIN", StringComparison.OrdinalIgnoreCase)) return "504 LOGIN only";
            if (initial.Length == 0) await Answer("334 VXNlcm5hbWU6");
            var user = Decode(initial.Length == 0 ? await ReadLine(cancellationToken) : initial[0]);
            await Answer("334 UGFzc3dvcmQ6");
            isKnown = (user, Decode(await ReadLine(cancellationToken))) == server.Credentials;
            return isKnown ? "235 welcome" : "535 5.7.8 wrong";
        }

        /// <summary>As Google and Microsoft do it: what is wrong is a challenge, which an empty line answers.</summary>
        private async Task<string> SignInByToken(string initial, CancellationToken cancellationToken)
        {
            isKnown = server.Token is var (user, token) && Decode(initial) == $"user={user}\u0001auth=Bearer {token}\u0001\u0001";
            if (isKnown) return "235 welcome";
            await Answer("334 " + Convert.ToBase64String("""{"status":"401","schemes":"Bearer"}"""u8));
            return await ReadLine(cancellationToken) is "" ? "535 5.7.3 wrong" : "501 an empty line was due";
        }

        private const string NoAnswer = "\0";

        /// <summary>False when the connection is to be closed.</summary>
        private async Task<bool> Answer(string line)
        {
            if (line == HangUp) return false;
            if (line != NoAnswer) await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"));
            return true;
        }

        private async Task<string> ReadData(CancellationToken cancellationToken)
        {
            var data = new StringBuilder();
            while (await ReadLine(cancellationToken) is { } line && line != ".") data.Append(line is ['.', '.', ..] ? line[1..] : line).Append('\n');
            return data.ToString();
        }

        /// <summary>Byte by byte, so that nothing behind STARTTLS is read too early.</summary>
        private async Task<string?> ReadLine(CancellationToken cancellationToken)
        {
            var line = new List<byte>();
            var next = new byte[1];
            while (await stream.ReadAsync(next, cancellationToken) == 1)
            {
                if (next[0] == '\n') return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
                line.Add(next[0]);
            }

            return null;
        }

        private static string Address(string command) => command[(command.IndexOf('<', StringComparison.Ordinal) + 1)..command.IndexOf('>', StringComparison.Ordinal)];

        private static string Decode(string? base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64 ?? ""));
    }
}
