using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace OutreachSilo.Live;

/// <summary>A push as SignalR carries it; its bytes are made once per protocol and shared by all who get it.</summary>
internal sealed class Frame(string method, object argument)
{
    public const string Delta = "delta";
    public const string Moved = "moved";
    public const string Present = "present";

    public SerializedHubMessage Message { get; } = new(new InvocationMessage(method, [argument]));
}
