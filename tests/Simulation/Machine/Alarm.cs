namespace OutreachSilo.Machine;

/// <summary>Something that a process is to do at an instant.</summary>
internal sealed class Alarm(Process process, DateTimeOffset due, Action action)
{
    public Process Process => process;

    public DateTimeOffset Due => due;

    public Action Action => action;

    public bool IsCancelled { get; private set; }

    public void Cancel() => IsCancelled = true;
}
