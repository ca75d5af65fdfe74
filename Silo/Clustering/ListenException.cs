using System.Net.Sockets;
using OutreachSilo.Commands;

namespace OutreachSilo.Clustering;

/// <summary>The process cannot listen where its settings say. The message is for the operator.</summary>
internal sealed class ListenException(string message, int exitStatus, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What the process should end with.</summary>
    public int ExitStatus { get; } = exitStatus;

    /// <param name="address">As the setting gives it, for example <c>http://localhost:5080</c>.</param>
    /// <param name="setting">The key to change.</param>
    /// <param name="failure">Why binding to it failed.</param>
    public static ListenException For(string address, string setting, SocketException failure) => failure.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse =>
            new($"{address} is in use by another process. Stop it, or set {setting} to a free port.", Commands.ExitStatus.AddressInUse, failure),
        SocketError.AddressNotAvailable =>
            new($"{address} is not an address of this machine. Change {setting}.", Commands.ExitStatus.Usage, failure),
        SocketError.AccessDenied =>
            new($"This process may not listen at {address}. Change {setting}.", Commands.ExitStatus.Usage, failure),
        _ => new($"This process cannot listen at {address} ({failure.Message}). Change {setting}.", Commands.ExitStatus.Usage, failure),
    };
}
