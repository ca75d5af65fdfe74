using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel;

/// <summary>A pending call was not answered and is due again later.</summary>
internal sealed record CallDeferred(Guid Call) : Change;

internal static class KernelChanges
{
    public static readonly ImmutableArray<(string Kind, JsonTypeInfo Type)> All = [("call-deferred", KernelJson.Default.CallDeferred)];

    public static Said? Say(Change change) => change is CallDeferred ? "An answer is still awaited" : default(Said?);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CallDeferred))]
internal sealed partial class KernelJson : JsonSerializerContext;
