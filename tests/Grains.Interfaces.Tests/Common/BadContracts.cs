using System.Collections.Immutable;

namespace OutreachSilo.Common;

/// <summary>Contracts with a mistake each, for the negative controls of the contract rules.</summary>
internal static class BadContracts
{
    [GenerateSerializer, Immutable, Alias("sound")]
    public sealed record Sound([property: Id(0)] string Text, [property: Id(1)] ImmutableArray<DateOnly?> Days);

    public sealed record Unmarked(string Text);

    [GenerateSerializer, Alias("mutable")]
    public sealed record NotImmutable([property: Id(0)] string Text);

    [GenerateSerializer, Immutable]
    public sealed record WithoutAlias([property: Id(0)] string Text);

    [GenerateSerializer, Immutable, Alias("twin")]
    public sealed record Twin([property: Id(0)] string Text);

    [GenerateSerializer, Immutable, Alias("twin")]
    public sealed record OtherTwin([property: Id(0)] string Text);

    [GenerateSerializer, Immutable, Alias("gap")]
    public sealed record WithGap([property: Id(0)] string Text, [property: Id(2)] int Number);

    [GenerateSerializer, Immutable, Alias("double")]
    public sealed record WithDoubleId([property: Id(0)] string Text, [property: Id(0)] int Number);

    [GenerateSerializer, Immutable, Alias("no-id")]
    public sealed record WithoutId([property: Id(0)] string Text, int Number);

    [GenerateSerializer, Immutable, Alias("list")]
    public sealed record WithList([property: Id(0)] List<string> Texts);

    [GenerateSerializer, Immutable, Alias("object")]
    public sealed record WithObject([property: Id(0)] object Anything);

    [GenerateSerializer, Immutable, Alias("settable")]
    public sealed class Settable
    {
        [Id(0)]
        public string Text { get; set; } = "";
    }

    [GenerateSerializer, Immutable, Alias("open")]
    public record Unsealed([property: Id(0)] string Text);

    public sealed record Heir(string Text) : Unsealed(Text);

    [Alias("carrier`1"), GenerateSerializer, Immutable]
    public sealed record Carrier<T>([property: Id(0)] T Value);

    public enum UnmarkedKind
    {
        One,
    }

    [Alias("ISound")]
    public interface ISound : IGrainWithStringKey
    {
        [Alias("Tell")]
        Task<Carrier<Sound>> Tell(ISoundObserver observer, int? number, CancellationToken cancellationToken);
    }

    [Alias("ISoundObserver")]
    public interface ISoundObserver : IGrainObserver
    {
        [Alias("Told")]
        Task Told(Sound sound);
    }

    public interface INoAlias : IGrainWithStringKey
    {
        [Alias("Tell")]
        Task Tell();
    }

    [Alias("IMethodWithoutAlias")]
    public interface IMethodWithoutAlias : IGrainWithStringKey
    {
        Task Tell();
    }

    [Alias("IOverloads")]
    public interface IOverloads : IGrainWithStringKey
    {
        [Alias("Tell")]
        Task Tell();

        [Alias("Tell")]
        Task Tell(int number);
    }

    [Alias("INoTask")]
    public interface INoTask : IGrainWithStringKey
    {
        [Alias("Tell")]
        int Tell();
    }

    [Alias("IOut")]
    public interface IOut : IGrainWithStringKey
    {
        [Alias("Tell")]
        Task Tell(out int number);
    }

    [Alias("IProperty")]
    public interface IProperty : IGrainWithStringKey
    {
        Task<int> Number { get; }
    }

    [Alias("IGenericMethod")]
    public interface IGenericMethod : IGrainWithStringKey
    {
        [Alias("Tell")]
        Task Tell<T>(T value);
    }

    [Alias("IHidden")]
    public interface IHidden : IGrainWithStringKey
    {
        [Alias("Tell")]
        Task<Carrier<Unmarked>> Tell();
    }

    [Alias("IEnum")]
    public interface IEnum : IGrainWithStringKey
    {
        [Alias("Tell")]
        Task Tell(UnmarkedKind kind);
    }
}
