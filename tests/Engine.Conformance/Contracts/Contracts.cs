using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OutreachSilo.Contracts;

/// <summary>Refused or done.</summary>
[GenerateSerializer, Immutable, Alias("conformance.Result")]
internal sealed record Result<T>([property: Id(0)] T Value, [property: Id(1)] string? Refusal);

[GenerateSerializer, Immutable, Alias("conformance.WeekKey")]
internal readonly record struct WeekKey([property: Id(0)] string Practice, [property: Id(1)] DateOnly Monday);

#pragma warning disable ORLEANS0004 // One member has no id: that it does not travel is what is tested.
[GenerateSerializer, Alias("conformance.Basket")]
internal sealed class Basket
{
    [Id(0)]
    public List<string> Items { get; set; } = [];

    [Id(1)]
    public Basket? Next { get; set; }

    public string? DoesNotTravel { get; set; }
}
#pragma warning restore ORLEANS0004

[GenerateSerializer, Alias("conformance.BigBasket")]
internal sealed record BigBasket(List<int> Numbers, ImmutableArray<WeekKey> Weeks, Dictionary<string, List<int>> Table);

[GenerateSerializer, Alias("conformance.Shape")]
internal abstract class Shape
{
    [Id(0)]
    public List<int> Corners { get; set; } = [];
}

[GenerateSerializer, Alias("conformance.Square")]
internal sealed class Square : Shape
{
    [Id(0)]
    public int[] Side { get; set; } = [];
}

internal sealed class NoContract
{
    public List<int> Numbers { get; } = [];
}

internal interface IKeeperGrain : IGrainWithStringKey
{
    Task Keep(Basket basket);

    Task<Basket?> Kept();

    Task<bool> IsSame(WeekKey week, Result<WeekKey> result, ImmutableArray<WeekKey> weeks, string text, DateOnly date);

    Task<BigBasket> Return(BigBasket big);

    Task<Shape> ReturnShape(Shape shape);

    Task<byte[]> Touch(byte[] bytes);

    Task<int> Wrapped(Immutable<List<int>> numbers);

    Task<Result<List<int>>> Kept(Result<List<int>> numbers);

    Task<(int Number, List<int> Numbers)> Pair((int Number, List<int> Numbers) pair);

    Task<object> Any(object value);

    Task<IReadOnlyList<int>> Numbers();
}

internal interface ITakerGrain : IGrainWithStringKey
{
    Task Take(NoContract value);
}

internal interface IGiverGrain : IGrainWithStringKey
{
    Task<NoContract> Give();
}

internal sealed class TakerGrain : Grain, ITakerGrain
{
    public Task Take(NoContract value) => Task.CompletedTask;
}

internal sealed class GiverGrain : Grain, IGiverGrain
{
    public Task<NoContract> Give() => Task.FromResult(new NoContract());
}

internal sealed class KeeperGrain : Grain, IKeeperGrain
{
    private Basket? kept;
    private readonly List<int> numbers = [1, 2, 3];

    public Task Keep(Basket basket)
    {
        kept = basket;
        return Task.CompletedTask;
    }

    public Task<Basket?> Kept() => Task.FromResult(kept);

    public Task<bool> IsSame(WeekKey week, Result<WeekKey> result, ImmutableArray<WeekKey> weeks, string text, DateOnly date) =>
        Task.FromResult(week == result.Value && weeks[0] == week && text == week.Practice && date == week.Monday);

    public Task<BigBasket> Return(BigBasket big) => Task.FromResult(big);

    public Task<Shape> ReturnShape(Shape shape) => Task.FromResult(shape);

    public Task<byte[]> Touch(byte[] bytes)
    {
        bytes[0] = 99;
        return Task.FromResult(bytes);
    }

    public Task<int> Wrapped(Immutable<List<int>> numbers) => Task.FromResult(numbers.Value.Count);

    public Task<Result<List<int>>> Kept(Result<List<int>> numbers) => Task.FromResult(numbers);

    public Task<(int Number, List<int> Numbers)> Pair((int Number, List<int> Numbers) pair) => Task.FromResult(pair);

    public Task<object> Any(object value) => Task.FromResult(value);

    public Task<IReadOnlyList<int>> Numbers()
    {
        numbers.Add(numbers.Count + 1);
        return Task.FromResult<IReadOnlyList<int>>(numbers);
    }
}
