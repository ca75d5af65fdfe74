using System.Text.Json.Serialization;

namespace OutreachSilo.Notices;

[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class MailValuesJson : JsonSerializerContext;
