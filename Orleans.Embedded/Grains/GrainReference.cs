namespace Orleans.Runtime;

/// <summary>A reference to a grain or observer. Equal references name the same one; the generated subclass carries its interface's methods.</summary>
public class GrainReference : IAddressable, IEquatable<GrainReference>, ISpanFormattable
{
    private readonly IdSpan key;

    internal GrainReference(Engine.Proxies.ReferenceShape shape, IdSpan key)
    {
        Shape = shape;
        this.key = key;
    }

    /// <summary>Who is meant.</summary>
    public GrainId GrainId => GrainId.Create(Shape.GrainType, key);

    /// <summary>The interface's name as identity.</summary>
    public GrainInterfaceType InterfaceType => Shape.InterfaceType;

    /// <summary>The interface's full name.</summary>
    public virtual string InterfaceName => InterfaceType.ToString();

    internal Engine.Proxies.ReferenceShape Shape { get; }

    /// <summary>The same grain through another interface.</summary>
    public virtual TGrainInterface Cast<TGrainInterface>() where TGrainInterface : IAddressable => (TGrainInterface)CastTo(typeof(TGrainInterface));

    /// <inheritdoc/>
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc/>
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <summary>A hash that is the same in every process.</summary>
    public uint GetUniformHashCode() => GrainId.GetUniformHashCode();

    /// <inheritdoc/>
    public sealed override string ToString() => $"GrainReference:{GrainId}:{InterfaceType}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"GrainReference:{GrainId}:{InterfaceType}", out charsWritten);

    /// <summary>Whether both name the same grain.</summary>
    public static bool operator ==(GrainReference? reference1, GrainReference? reference2) =>
        reference1 is null ? reference2 is null : reference1.Equals(reference2);

    /// <summary>Whether they name different grains.</summary>
    public static bool operator !=(GrainReference? reference1, GrainReference? reference2) => !(reference1 == reference2);

    internal object CastTo(Type interfaceType) =>
        interfaceType.IsInstanceOfType(this) ? this : Shape.Engine.References.Cast(this, interfaceType);
}
