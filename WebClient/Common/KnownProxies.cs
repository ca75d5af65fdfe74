using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace OutreachSilo.Common;

/// <summary>
/// <c>Proxies:0</c>, …: addresses or networks of what stands in front of the service. From them, and from nobody else, the header
/// X-Forwarded-For is believed; without them every visitor behind a proxy would share one allowance.
/// </summary>
internal static class KnownProxies
{
    public const string Section = "Proxies";

    /// <exception cref="OptionsValidationException">One is neither an address nor a network.</exception>
    public static void Add(IServiceCollection services, IConfiguration configuration)
    {
        var texts = configuration.GetSection(Section).GetChildren().Select(each => each.Value ?? "").ToList();
        var networks = texts.ConvertAll(NetworkOf);
        var wrong = texts.Where((_, index) => networks[index] is null).Select(text => $"{Section} has '{text}'. Use IP addresses or networks, for example 10.0.0.5 or 10.0.0.0/24.").ToList();
        if (wrong.Count > 0) throw new OptionsValidationException(Section, typeof(KnownProxies), wrong);
        services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = networks.Count > 0 ? ForwardedHeaders.XForwardedFor : ForwardedHeaders.None;
            options.ForwardLimit = null;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var network in networks) options.KnownIPNetworks.Add(network!.Value);
        });
    }

    private static IPNetwork? NetworkOf(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
