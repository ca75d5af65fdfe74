using System.Net;
using Microsoft.AspNetCore.Http;

namespace OutreachSilo.People.Accounts.Sessions;

/// <summary>Where a request comes from, as its owner is shown it later.</summary>
public readonly record struct Visitor(string Address, string Browser)
{
    public const int BrowserCharactersMax = 60;

    public static Visitor Of(HttpContext context) => new(AddressOf(context.Connection.RemoteIpAddress), BrowserWords.Of(context.Request.Headers.UserAgent.ToString()));

    private static string AddressOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        // Without the zone of a link-local address, which may be of any length.
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => new IPAddress(address.GetAddressBytes()).ToString(),
        _ => address.ToString(),
    };
}
