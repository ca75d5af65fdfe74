namespace Orleans.Runtime;

/// <summary>The name of a grain interface.</summary>
[GenerateSerializer, Immutable]
public readonly struct GrainInterfaceType : IEquatable<GrainInterfaceType>
{
    [Id(0)]
    private readonly IdSpan value;

    /// <summary>From a name.</summary>
    public GrainInterfaceType(string value) => this.value = IdSpan.Create(value);

    /// <summary>From a name's bytes.</summary>
    public GrainInterfaceType(IdSpan value) => this.value = value;

    /// <summary>The name's bytes and hash.</summary>
    public IdSpan Value => value;

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsDefault => value.IsDefault;

    /// <summary>From a name.</summary>
    public static GrainInterfaceType Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(GrainInterfaceType other) => value.Equals(other.value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GrainInterfaceType other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => value.ToString();

    /// <summary>Equality by name.</summary>
    public static bool operator ==(GrainInterfaceType left, GrainInterfaceType right) => left.Equals(right);

    /// <summary>Inequality by name.</summary>
    public static bool operator !=(GrainInterfaceType left, GrainInterfaceType right) => !left.Equals(right);
}
