using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace OutreachSilo.Common;

/// <summary>What Orleans' analyzers do not check: contracts are sealed and immutable, and each one survives the real serializer.</summary>
public class ContractTests
{
    private static readonly IReadOnlyList<Type> Contracts =
        [.. typeof(GrainKeys).Assembly.GetTypes().Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)];

    public static TheoryData<Type> Closed => [.. Contracts.Where(type => !type.IsGenericTypeDefinition && !type.IsAbstract)];

    [Fact]
    public void Control_there_are_contracts_to_check() => Assert.True(Contracts.Count > 30);

    [Fact]
    public void Every_contract_is_sealed_and_immutable() => Assert.DoesNotContain(
        Contracts,
        type => !type.IsEnum && (type is { IsClass: true, IsSealed: false, IsAbstract: false } || type.GetCustomAttribute<ImmutableAttribute>() is null));

    [Theory]
    [MemberData(nameof(Closed))]
    public void A_contract_survives_the_serializer(Type contract)
    {
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var sample = ContractSamples.Of(contract);

        var copy = serializer.Deserialize<object>(serializer.SerializeToArray<object>(sample));

        Assert.NotSame(sample, copy);
        Assert.Equivalent(sample, copy, strict: true);
    }
}
