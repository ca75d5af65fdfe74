namespace Orleans.Runtime;

/// <summary>The name of a grain class in identities.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainType(IdSpan id) : IEquatable<GrainType>, IComparable<GrainType>, ISpanFormattable
{
    [Id(0)]
    private readonly IdSpan value = id;

    /// <summary>The name's bytes and hash.</summary>
    public IdSpan Value => value;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsDefault => value.IsDefault;

    /// <summary>From a name.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new(IdSpan.Create(value));
    }

    /// <summary>The name's bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => value.AsSpan();

    /// <inheritdoc/>
    public bool Equals(GrainType obj) => value.Equals(obj.value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => value.GetUniformHashCode();

    /// <inheritdoc/>
    public int CompareTo(GrainType other) => value.CompareTo(other.value);

    /// <inheritdoc/>
    public override string ToString() => value.ToString();

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        ((ISpanFormattable)value).TryFormat(destination, out charsWritten, format, provider);

    /// <summary>Equality by name.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Inequality by name.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
