using System.Reflection;

namespace OutreachSilo.Common;

public class ContractTests
{
    [Fact]
    public void Every_contract_can_travel_on_either_engine() => Assert.Empty(ContractRules.Problems(typeof(GrainKeys).Assembly));

    [Fact]
    public void Control_there_are_contracts_to_check() =>
        Assert.True(typeof(GrainKeys).Assembly.GetTypes().Count(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null) > 30);

    [Fact]
    public void Control_a_sound_contract_passes() =>
        Assert.Empty(ContractRules.Problems([typeof(BadContracts.ISound), typeof(BadContracts.ISoundObserver), typeof(BadContracts.Sound)]));

    [Theory]
    [InlineData(typeof(BadContracts.Unmarked), "Unmarked: Unmarked cannot be serialised")]
    [InlineData(typeof(BadContracts.NotImmutable), "NotImmutable is not [Immutable]")]
    [InlineData(typeof(BadContracts.WithoutAlias), "WithoutAlias has no alias")]
    [InlineData(typeof(BadContracts.WithGap), "WithGap has ids that are not 0, 1, 2 …")]
    [InlineData(typeof(BadContracts.WithDoubleId), "WithDoubleId has ids that are not 0, 1, 2 …")]
    [InlineData(typeof(BadContracts.WithoutId), "WithoutId.Number has no [Id]")]
    [InlineData(typeof(BadContracts.WithList), "WithList.Texts: List`1 cannot be serialised")]
    [InlineData(typeof(BadContracts.WithObject), "WithObject.Anything: Object cannot be serialised")]
    [InlineData(typeof(BadContracts.Settable), "Settable.Text can be set after it was made")]
    [InlineData(typeof(BadContracts.Unsealed), "Unsealed is not sealed")]
    [InlineData(typeof(BadContracts.INoAlias), "INoAlias has no alias")]
    [InlineData(typeof(BadContracts.IMethodWithoutAlias), "IMethodWithoutAlias.Tell has no alias")]
    [InlineData(typeof(BadContracts.IOverloads), "IOverloads has several methods with the alias 'Tell'")]
    [InlineData(typeof(BadContracts.INoTask), "INoTask.Tell does not return a task")]
    [InlineData(typeof(BadContracts.IOut), "IOut.Tell has a ref or out parameter")]
    [InlineData(typeof(BadContracts.IProperty), "IProperty has properties")]
    [InlineData(typeof(BadContracts.IGenericMethod), "IGenericMethod.Tell is generic")]
    [InlineData(typeof(BadContracts.IHidden), "IHidden.Tell: Unmarked cannot be serialised")]
    [InlineData(typeof(BadContracts.IEnum), "IEnum.Tell: UnmarkedKind cannot be serialised")]
    public void Control_a_bad_contract_is_reported(Type contract, string problem) => Assert.Equal([problem], ContractRules.Problems([contract]));

    [Fact]
    public void Control_a_shared_alias_is_reported() =>
        Assert.Equal(["alias 'twin' is shared by Twin and OtherTwin"], ContractRules.Problems([typeof(BadContracts.Twin), typeof(BadContracts.OtherTwin)]));
}
