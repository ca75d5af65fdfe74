namespace Orleans.Concurrency;

/// <summary>A promise that nobody changes the value any more, so that it is handed over without a copy.</summary>
[GenerateSerializer, Immutable]
public readonly struct Immutable<T>(T value)
{
    /// <summary>The value.</summary>
    [Id(0)]
    public readonly T Value = value;
}

/// <summary>Wraps values.</summary>
public static class ImmutableExtensions
{
    /// <summary>Promises that nobody changes the value any more.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
