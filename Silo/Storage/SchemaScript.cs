using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace OutreachSilo.Storage;

/// <summary>One numbered step of the schema, embedded in the program. Never changed once released; the next step gets the next number.</summary>
/// <param name="Sha256">Lower-case hexadecimal, over the text with line feeds only.</param>
internal sealed partial record SchemaScript(int Number, string Name, string Sql, string Sha256)
{
    /// <summary>All scripts of a database, numbered 1, 2, 3 …</summary>
    public static IReadOnlyList<SchemaScript> Of(StorageProvider provider)
    {
        var assembly = typeof(SchemaScript).Assembly;
        var scripts = new List<SchemaScript>();
        foreach (var resource in assembly.GetManifestResourceNames())
        {
            var match = ResourceName().Match(resource);
            if (!match.Success || match.Groups["provider"].Value != provider.ToString()) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            scripts.Add(From(int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["name"].Value, reader.ReadToEnd()));
        }

        scripts.Sort((left, right) => left.Number.CompareTo(right.Number));
        for (var index = 0; index < scripts.Count; index++)
            if (scripts[index].Number != index + 1)
                throw new InvalidOperationException($"The {provider} schema scripts are not numbered 1, 2, 3 …: found {scripts[index].Number} at place {index + 1}.");
        return scripts;
    }

    public static SchemaScript From(int number, string name, string sql)
    {
        var text = sql.ReplaceLineEndings("\n");
        return new SchemaScript(number, name, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    [GeneratedRegex(@"\.Schema\.(?<provider>\w+)\.(?<number>\d{4})_(?<name>\w+)\.sql$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ResourceName();
}
