namespace OutreachSilo.Commands;

/// <summary>What the command line needs from the composition of the service.</summary>
/// <param name="Serve">Runs the web service until it is told to stop; the exit status.</param>
/// <param name="Compose">Adds storage, grains and registers to a host without a web server, for the verbs.</param>
/// <param name="ComposeAccounts">Adds the accounts on top; only for the verbs that need them.</param>
/// <param name="AddAccount">Stores an account and tells how to sign in.</param>
internal sealed record CommandSeams(
    Func<ServeOptions, Task<int>> Serve,
    Action<HostApplicationBuilder> Compose,
    Action<HostApplicationBuilder> ComposeAccounts,
    Func<IServiceProvider, NewAccount, CancellationToken, Task<int>> AddAccount);
