using System.Reflection;

namespace OutreachSilo.Common;

/// <summary>Codes are part of the public contract: what is written once stays.</summary>
public class CodesTests
{
    [Fact]
    public void Every_code_is_its_own_name()
    {
        var codes = Codes();

        Assert.True(codes.Count > 30);
        Assert.All(codes, code => Assert.Equal(code.Name, code.Value));
    }

    [Fact]
    public void No_code_stands_twice() => Assert.Equal(Codes().Count, Codes().DistinctBy(code => code.Value).Count());

    [Fact]
    public void Codes_are_letters_and_digits() => Assert.All(Codes(), code => Assert.Matches("^[A-Z][A-Za-z0-9]{2,39}$", code.Value));

    private static IReadOnlyList<(string Name, string Value)> Codes() =>
    [
        .. typeof(RefusalCodes).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Codes", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.IsLiteral)
            .Select(field => (field.Name, (string)field.GetRawConstantValue()!)),
    ];
}
