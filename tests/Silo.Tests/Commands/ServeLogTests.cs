using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OutreachSilo.Commands;

public sealed class ServeLogTests
{
    [Fact]
    public void A_message_is_one_line_without_the_number_of_its_event()
    {
        var line = Line(LogLevel.Information, "SQLite 3\nis open.", null);
        Assert.Equal("09:30:00 Information OutreachSilo.Storage: SQLite 3 is open." + Environment.NewLine, line);
    }

    [Fact]
    public void The_stack_of_a_fault_stands_below_it()
    {
        var lines = Line(LogLevel.Error, "It failed.", new InvalidOperationException("The disk is full.")).Split(Environment.NewLine);
        Assert.Equal("09:30:00 Error OutreachSilo.Storage: It failed.", lines[0]);
        Assert.Equal("System.InvalidOperationException: The disk is full.", lines[1]);
    }

    private static string Line(LogLevel level, string message, Exception? fault)
    {
        using var text = new StringWriter();
        var time = new FixedTime();
        var entry = new LogEntry<string>(level, "OutreachSilo.Storage", new EventId(1_612_513_252), message, fault, (state, _) => state);
        new ServeLog(time).Write(entry, null, text);
        return text.ToString();
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 8, 3, 9, 30, 0, TimeSpan.Zero);
    }
}
