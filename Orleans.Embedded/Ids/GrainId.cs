using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A grain's identity: the name of its class and its key, <c>type/key</c> as text.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainId(GrainType type, IdSpan key)
    : IEquatable<GrainId>, IComparable<GrainId>, ISpanFormattable, ISpanParsable<GrainId>
{
    [Id(0)]
    private readonly GrainType type = type;

    [Id(1)]
    private readonly IdSpan key = key;

    /// <summary>The grain class's name.</summary>
    public GrainType Type => type;

    /// <summary>The key.</summary>
    public IdSpan Key => key;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsDefault => type.IsDefault && key.IsDefault;

    /// <summary>From texts.</summary>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>From a type and a text.</summary>
    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new(type, IdSpan.Create(key));
    }

    /// <summary>From its parts.</summary>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads <c>type/key</c>.</summary>
    public static GrainId Parse(string value) => Parse(value.AsSpan(), null);

    /// <inheritdoc cref="Parse(string)"/>
    public static GrainId Parse(string value, IFormatProvider? provider = null) => Parse(value.AsSpan(), provider);

    /// <inheritdoc cref="Parse(string)"/>
    public static GrainId Parse(ReadOnlySpan<char> value, IFormatProvider? provider = null) =>
        TryParse(value, provider, out var id) ? id : throw new ArgumentException($"\"{value}\" is not a grain id, type/key.", nameof(value));

    /// <inheritdoc cref="Parse(string)"/>
    public static bool TryParse(string? value, out GrainId result) => TryParse(value.AsSpan(), provider: null, out result);

    /// <inheritdoc cref="Parse(string)"/>
    public static bool TryParse([NotNullWhen(true)] string? value, IFormatProvider? provider, out GrainId result) => TryParse(value.AsSpan(), provider, out result);

    /// <inheritdoc cref="Parse(string)"/>
    public static bool TryParse(ReadOnlySpan<char> value, IFormatProvider? provider, out GrainId result)
    {
        var slash = value.IndexOf('/');
        result = slash > 0 ? new(GrainType.Create(value[..slash].ToString()), IdSpan.Create(value[(slash + 1)..].ToString())) : default;
        return slash > 0;
    }

    /// <inheritdoc/>
    public bool Equals(GrainId other) => key.Equals(other.key) && type.Equals(other.type);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(type, key);

    /// <summary>A hash that is the same in every process; reminder tables are partitioned by it.</summary>
    public uint GetUniformHashCode() => unchecked((type.GetUniformHashCode() * 31) + key.GetUniformHashCode());

    /// <inheritdoc/>
    public int CompareTo(GrainId other)
    {
        var byType = type.CompareTo(other.type);
        return byType != 0 ? byType : key.CompareTo(other.key);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{type}/{key}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{type}/{key}", out charsWritten);

    /// <summary>Equality by content.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Inequality by content.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
