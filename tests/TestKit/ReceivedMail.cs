using System.Globalization;
using System.Text;

namespace OutreachSilo.TestKit;

/// <summary>A mail as it came over the wire or lies in a file; lines end in <c>\n</c>.</summary>
/// <param name="From">Address of the envelope.</param>
/// <param name="To">Addresses of the envelope.</param>
public sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Data)
{
    /// <summary>Names and values of the mail's own headers, continued lines joined, not decoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = ReadHeaders(Data);

    /// <summary>The text of the parts, decoded, by media type.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; } = ReadParts(Data);

    public string Header(string name) => Headers.Single(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static List<KeyValuePair<string, string>> ReadHeaders(string part)
    {
        var headers = new List<KeyValuePair<string, string>>();
        foreach (var line in part[..part.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n'))
        {
            if (line is [' ' or '\t', ..]) headers[^1] = KeyValuePair.Create(headers[^1].Key, headers[^1].Value + line);
            else if (line.Split(": ", 2) is [var name, var value]) headers.Add(KeyValuePair.Create(name, value));
        }

        return headers;
    }

    private static Dictionary<string, string> ReadParts(string data)
    {
        var type = ReadHeaders(data).Single(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)).Value;
        var boundary = type.Split("boundary=")[1].Trim('"');
        return data.Split("--" + boundary)[1..^1].Select(part => part.TrimStart('\n')).ToDictionary(
            part => HeaderOf(part, "content-type").Split(';')[0],
            part => Decode(part[(part.IndexOf("\n\n", StringComparison.Ordinal) + 2)..], HeaderOf(part, "content-transfer-encoding")),
            StringComparer.OrdinalIgnoreCase);
    }

    private static string HeaderOf(string part, string name) => ReadHeaders(part).Single(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string Decode(string text, string encoding) => (encoding switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(text.ReplaceLineEndings(""))),
        "quoted-printable" => QuotedPrintable(text),
        _ => text,
    }).ReplaceLineEndings("\n");

    private static string QuotedPrintable(string text)
    {
        var bytes = new List<byte>();
        text = text.Replace("=\n", "", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                bytes.Add((byte)text[i]);
                continue;
            }

            bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
