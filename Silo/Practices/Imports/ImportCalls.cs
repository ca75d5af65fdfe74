using OutreachSilo.Common;

namespace OutreachSilo.Practices;

/// <summary>Sends many commands to practices: a bounded number at once, faults repeated twice with the same command id, refusals reported.</summary>
internal sealed class ImportCalls(TimeProvider clock)
{
    public const int InFlightMax = 256;
    private const int TriesMax = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <param name="send">Must be a repeat of itself when called again.</param>
    /// <exception cref="ImportStoppedException">A command failed every time.</exception>
    public async Task Each<T>(IEnumerable<T> items, Func<T, Task> send, IImportProgress progress, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = InFlightMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items, options, async (item, cancel) =>
        {
            await Persist(() => send(item), cancel);
            progress.Step();
        });
    }

    private async Task Persist(Func<Task> send, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await send();
                return;
            }
            catch (Exception fault) when (fault is JournalException or TimeoutException && attempt < TriesMax)
            {
                await Task.Delay(FirstPause * attempt, clock, cancellationToken);
            }
            catch (Exception fault) when (fault is JournalException or TimeoutException)
            {
                throw new ImportStoppedException($"The import stopped: {fault.Message} Rows imported so far are kept. Run the same import again to finish.", fault);
            }
        }
    }
}
