namespace OutreachSilo.People.Grants;

/// <summary>The link that makes the first administrator: a secret, shown to whoever starts the service and never logged.</summary>
public sealed class FirstAdministratorLink
{
    private readonly TaskCompletionSource<string?> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An absolute address; null when there is an administrator, in the demo, and when it could not be made.</summary>
    public Task<string?> Address => _link.Task;

    internal void Set(string? link) => _link.TrySetResult(link);
}
