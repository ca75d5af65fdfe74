using System.Globalization;
using OutreachSilo.Practices;
using Spectre.Console;

namespace OutreachSilo.Commands;

/// <summary>Progress on standard error, so that standard output carries the report alone: a bar on a terminal, otherwise plain lines.</summary>
internal static class ConsoleProgress
{
    public static async Task<T> Show<T>(Func<IImportProgress, Task<T>> work)
    {
        if (Console.IsErrorRedirected) return await work(new Lines(Console.Error));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new Bar(context)));
    }

    private sealed class Bar(ProgressContext context) : IImportProgress
    {
        private ProgressTask? task;

        public void Stage(string name, int steps)
        {
            task?.StopTask();
            task = context.AddTask(name.EscapeMarkup(), maxValue: Math.Max(1, steps));
            if (steps == 0) Step();
        }

        public void Step() => task?.Increment(1);
    }

    /// <summary>One line per stage and per tenth of it.</summary>
    internal sealed class Lines(TextWriter output) : IImportProgress
    {
        private const int LinesPerStage = 10;

        private string stage = "";
        private int steps;
        private int done;

        public void Stage(string name, int count)
        {
            (stage, steps) = (name, count);
            Interlocked.Exchange(ref done, 0);
            output.WriteLine(name);
        }

        public void Step()
        {
            var now = Interlocked.Increment(ref done);
            if (steps < LinesPerStage || now * LinesPerStage / steps == (now - 1) * LinesPerStage / steps) return;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage}: {now} of {steps}"));
        }
    }
}
