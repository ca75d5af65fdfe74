using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace OutreachSilo.People;

/// <summary>A passkey in software (ES256, no attestation), and whatever a dishonest one would do differently.</summary>
internal sealed class Authenticator(string origin = "http://localhost", string domain = "localhost") : IDisposable
{
    private const byte Present = 0x01, Verified = 0x04, HasCredential = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private string _user = "";
    private uint _counter;

    public byte[] Id { get; } = RandomNumberGenerator.GetBytes(16);

    /// <summary>Said of the person: looked at the screen, gave a finger or a number.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>The answer of <c>navigator.credentials.create</c>.</summary>
    public string Make(JsonElement options, string? challenge = null)
    {
        _user = options.GetProperty("user").GetProperty("id").GetString()!;
        var point = _key.ExportParameters(false).Q;
        var cose = new CborWriter(CborConformanceMode.Ctap2Canonical);
        cose.WriteStartMap(5);
        foreach (var (label, value) in new (int, object)[] { (1, 2), (3, -7), (-1, 1), (-2, point.X!), (-3, point.Y!) })
        {
            cose.WriteInt32(label);
            if (value is int number) cose.WriteInt32(number);
            else cose.WriteByteString((byte[])value);
        }

        cose.WriteEndMap();
        byte[] credential = [.. new byte[16], 0, (byte)Id.Length, .. Id, .. cose.Encode()];
        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString("none");
        attestation.WriteTextString("attStmt");
        attestation.WriteStartMap(0);
        attestation.WriteEndMap();
        attestation.WriteTextString("authData");
        attestation.WriteByteString(Data(HasCredential, credential));
        attestation.WriteEndMap();
        return Answer(new
        {
            clientDataJSON = Text(ClientData("webauthn.create", challenge ?? options.GetProperty("challenge").GetString()!)),
            attestationObject = Text(attestation.Encode()),
            transports = new[] { "internal" },
        });
    }

    /// <summary>The answer of <c>navigator.credentials.get</c>.</summary>
    public string Use(JsonElement options, string? challenge = null)
    {
        _counter++;
        var data = Data(0, []);
        var client = ClientData("webauthn.get", challenge ?? options.GetProperty("challenge").GetString()!);
        var signature = _key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Answer(new { clientDataJSON = Text(client), authenticatorData = Text(data), signature = Text(signature), userHandle = _user });
    }

    public void Dispose() => _key.Dispose();

    private byte[] Data(byte flags, byte[] credential)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, _counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), (byte)(flags | Present | (Verifies ? Verified : 0)), .. counter, .. credential];
    }

    private byte[] ClientData(string type, string challenge) => JsonSerializer.SerializeToUtf8Bytes(new { type, challenge, origin, crossOrigin = false });

    private string Answer(object response) => JsonSerializer.Serialize(new
    {
        id = Text(Id),
        rawId = Text(Id),
        type = "public-key",
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
        response,
    });

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
