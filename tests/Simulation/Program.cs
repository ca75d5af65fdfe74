using Xunit.Runner.InProc.SystemConsole;

namespace OutreachSilo;

/// <summary>Runs the tests, or with <c>--seeds</c> or <c>--seed</c> the simulation by itself.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] arguments) =>
        Runs.SeedCommand.Of(arguments) is { } command ? command.Run(Console.Out) : await ConsoleRunner.Run(arguments);
}
