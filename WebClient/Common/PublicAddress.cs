using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;

namespace OutreachSilo.Common;

/// <summary>
/// The address under which people reach the service, for links in mails: <c>Mail:PublicUrl</c>, or the first that is served. Never taken from
/// a request: its Host header says what its sender likes.
/// </summary>
internal sealed class PublicAddress(IConfiguration configuration, IServer server)
{
    /// <param name="path">Begins with a slash.</param>
    public string Of(string path) => (configuration["Mail:PublicUrl"] ?? Served()).TrimEnd('/') + path;

    private string Served()
    {
        var first = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080";
        return first.Replace("://[::]", "://localhost", StringComparison.Ordinal).Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal);
    }
}
