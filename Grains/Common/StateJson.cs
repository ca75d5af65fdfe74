using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OutreachSilo.Common;

/// <summary>Any aggregate's state as JSON; equal states give equal JSON.</summary>
internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        IgnoreReadOnlyProperties = true,
        IncludeFields = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new DictionaryJson() },
    };

    public static JsonElement Write<TState>(TState state) => JsonSerializer.SerializeToElement(state, Options);

    /// <exception cref="JsonException">The JSON is not such a state.</exception>
    public static TState Read<TState>(JsonElement json)
        where TState : class => json.Deserialize<TState>(Options) ?? throw new JsonException("The state is null.");

    /// <summary>Immutable dictionaries of any key, as entries in the order of their keys.</summary>
    private sealed class DictionaryJson : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Entries<,>).MakeGenericType(typeToConvert.GenericTypeArguments))!;
    }

    private sealed class Entries<TKey, TValue> : JsonConverter<ImmutableDictionary<TKey, TValue>>
        where TKey : notnull
    {
        public override ImmutableDictionary<TKey, TValue> Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (JsonSerializer.Deserialize<Entry[]>(ref reader, options) ?? []).ToImmutableDictionary(entry => entry.Key, entry => entry.Value);

        public override void Write(
            Utf8JsonWriter writer, ImmutableDictionary<TKey, TValue> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Select(each => new Entry(each.Key, each.Value)).OrderBy(each => each.Key), options);

        /// <summary>Its properties can be set, unlike those of a <see cref="KeyValuePair{TKey, TValue}"/>.</summary>
        private readonly record struct Entry(TKey Key, TValue Value);
    }
}
