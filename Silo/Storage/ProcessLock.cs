using System.Globalization;
using System.Text;

namespace OutreachSilo.Storage;

/// <summary>
/// Held while this process serves a database file, so that nothing else writes or checkpoints it. The operating system frees it when
/// the process ends, however it ends; the file stays.
/// </summary>
internal sealed class ProcessLock : IDisposable
{
    private readonly FileStream file;

    private ProcessLock(FileStream file) => this.file = file;

    /// <exception cref="StorageStartException">Another process holds it, or the folder cannot be written.</exception>
    public static ProcessLock Take(string database)
    {
        var path = database + ".lock";
        try
        {
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            held.SetLength(0);
            held.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
            held.Flush();
            return new ProcessLock(held);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new StorageStartException($"{path} cannot be written: {failure.Message}", StorageStartException.Unfit, failure);
        }
        catch (IOException failure)
        {
            throw new StorageStartException(
                $"{database} is in use by another process, which holds {path}. Stop the service (or wait for the running import) and try again.",
                StorageStartException.InUse,
                failure);
        }
    }

    public void Dispose() => file.Dispose();
}
