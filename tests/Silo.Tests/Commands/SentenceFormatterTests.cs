using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OutreachSilo.Commands;

public sealed class SentenceFormatterTests
{
    [Fact]
    public void A_fault_is_told_in_one_line_without_its_stack()
    {
        var fault = Thrown(new InvalidOperationException("The store is away."));

        Assert.Contains("   at ", fault.ToString(), StringComparison.Ordinal);
        Assert.Equal($"Warning: It is tried again (InvalidOperationException: The store is away.){Environment.NewLine}", Written(fault));
    }

    [Fact]
    public void A_sentence_without_a_fault_stands_alone() => Assert.Equal($"Warning: It is tried again{Environment.NewLine}", Written(null));

    private static string Written(Exception? fault)
    {
        using var console = new StringWriter();
        new SentenceFormatter().Write(new LogEntry<string>(LogLevel.Warning, "Storage", default, "It is tried again", fault, static (state, _) => state), null, console);
        return console.ToString();
    }

    private static Exception Thrown(Exception fault)
    {
        try
        {
            throw fault;
        }
        catch (InvalidOperationException caught)
        {
            return caught;
        }
    }
}
