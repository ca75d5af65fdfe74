using System.Net;
using System.Text.RegularExpressions;

namespace OutreachSilo.Common;

/// <summary>A form of a page as a browser would send it: what is filled in already, the first of what is to choose.</summary>
/// <param name="Name">Its handler, and its command where the handler has several.</param>
internal sealed partial record PageForm(string Name, IReadOnlyDictionary<string, string> Fields)
{
    public static IEnumerable<PageForm> Of(string html)
    {
        foreach (Match form in Form().Matches(html))
        {
            // Signing out has a page of its own, where it is asked.
            if (!form.Groups["is"].Value.Contains("method=\"post\"", StringComparison.Ordinal) || form.Groups["is"].Value.Contains("nhsuk-header__account-form", StringComparison.Ordinal)) continue;
            var fields = FieldsOf(form.Groups["body"].Value);
            if (!fields.TryGetValue("_handler", out var handler)) continue;
            // The form that only receives the others has none of its own.
            if (handler == "command" && !fields.ContainsKey("Command")) continue;
            yield return new PageForm(fields.TryGetValue("Command", out var command) ? command : handler, fields);
        }
    }

    private static Dictionary<string, string> FieldsOf(string body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match input in Input().Matches(body))
        {
            var (name, value, type) = (Value(input.Value, "name"), Value(input.Value, "value") ?? "", Value(input.Value, "type"));
            if (name is null) continue;
            var isChoice = type is "radio" or "checkbox";
            if (!isChoice || input.Value.Contains(" checked", StringComparison.Ordinal)) fields[name] = value;
            else if (type == "radio") fields.TryAdd(name, value);
        }

        foreach (Match select in Select().Matches(body))
        {
            var options = Option().Matches(select.Groups["body"].Value).Select(option => option.Value).ToList();
            if (options.Count > 0) fields[Value(select.Groups["is"].Value, "name")!] = Value(options.Find(option => option.Contains(" selected", StringComparison.Ordinal)) ?? options[0], "value") ?? "";
        }

        foreach (Match text in TextArea().Matches(body)) fields[Value(text.Groups["is"].Value, "name")!] = WebUtility.HtmlDecode(text.Groups["body"].Value).Trim();
        foreach (Match button in Button().Matches(body))
            if (Value(button.Value, "name") is { } name)
                fields.TryAdd(name, Value(button.Value, "value") ?? "");
        return fields;
    }

    private static string? Value(string tag, string attribute) =>
        Regex.Match(tag, $"\\s{attribute}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match ? WebUtility.HtmlDecode(match.Groups[1].Value) : null;

    [GeneratedRegex("<form\\b(?<is>[^>]*)>(?<body>.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input\\b[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("<select\\b(?<is>[^>]*)>(?<body>.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option\\b[^>]*>")]
    private static partial Regex Option();

    [GeneratedRegex("<textarea\\b(?<is>[^>]*)>(?<body>.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex TextArea();

    [GeneratedRegex("<button\\b[^>]*>")]
    private static partial Regex Button();
}
