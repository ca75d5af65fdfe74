using System.Text;
using Orleans.Engine;

namespace Orleans.Runtime;

/// <summary>A text kept as UTF-8, with its hash. The hash is stable: the same in every process, for ever.</summary>
[GenerateSerializer, Immutable]
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>, ISpanFormattable
{
    [Id(0)]
    private readonly byte[]? value;

    [Id(1)]
    private readonly int hash;

    /// <summary>Takes over the bytes.</summary>
    public IdSpan(byte[] value)
    {
        this.value = value;
        hash = (int)StableHash.Of(value);
    }

    private IdSpan(byte[]? value, int hash)
    {
        this.value = value;
        this.hash = hash;
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Value => value;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsDefault => value is null || value.Length == 0;

    /// <summary>From a text.</summary>
    public static IdSpan Create(string id) => new(Encoding.UTF8.GetBytes(id));

    /// <summary>From bytes whose hash is known.</summary>
    public static IdSpan UnsafeCreate(byte[]? value, int hashCode) => new(value, hashCode);

    /// <summary>The bytes themselves; not to be changed.</summary>
    public static byte[]? UnsafeGetArray(IdSpan id) => id.value;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> AsSpan() => value;

    /// <inheritdoc/>
    public bool Equals(IdSpan obj) => hash == obj.hash && (ReferenceEquals(value, obj.value) || value.AsSpan().SequenceEqual(obj.value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => hash;

    /// <summary>The stable hash.</summary>
    public uint GetUniformHashCode() => unchecked((uint)hash);

    /// <inheritdoc/>
    public int CompareTo(IdSpan other) => value.AsSpan().SequenceCompareTo(other.value.AsSpan());

    /// <inheritdoc/>
    public override string ToString() => value is null ? "" : Encoding.UTF8.GetString(value);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Encoding.UTF8.TryGetChars(value, destination, out charsWritten);

    /// <summary>Equality by content.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Inequality by content.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
