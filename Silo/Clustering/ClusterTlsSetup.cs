using System.Security.Cryptography.X509Certificates;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace OutreachSilo.Clustering;

/// <summary>Puts TLS around the connections between nodes.</summary>
internal static partial class ClusterTlsSetup
{
    public static void EncryptTraffic(this ISiloBuilder silo, ClusterTls tls) =>
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<ILoggerFactory>((connections, loggers) =>
        {
            var options = Options(tls, loggers.CreateLogger<ClusterTls>());
            connections.ConfigureSiloInboundConnection(connection => connection.UseServerTls(options));
            connections.ConfigureGatewayInboundConnection(connection => connection.UseServerTls(options));
            connections.ConfigureSiloOutboundConnection(connection => connection.UseClientTls(options));
        });

    private static TlsOptions Options(ClusterTls tls, ILogger logger) => new()
    {
        LocalCertificate = tls.Certificate,
        RemoteCertificateMode = RemoteCertificateMode.RequireCertificate,
        ClientCertificateMode = RemoteCertificateMode.RequireCertificate,
        RemoteCertificateValidation = (certificate, chain, _) => IsAccepted(tls, certificate, chain, logger),
    };

    private static bool IsAccepted(ClusterTls tls, X509Certificate2 certificate, X509Chain? chain, ILogger logger)
    {
        if (tls.Refusal(certificate, chain?.ChainPolicy.ExtraStore) is not { } refusal) return true;
        LogRefused(logger, refusal);
        return false;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Refused another node's certificate: {Refusal}")]
    private static partial void LogRefused(ILogger logger, string refusal);
}
