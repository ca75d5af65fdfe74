#pragma warning disable MA0047 // The runtime looks for it outside of any namespace.

/// <summary>Has the runtime load this assembly into a process that knows nothing of it, so that the host there finds <see cref="OutreachSilo.TestKit.ShiftedClock"/>.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        // Being loaded is all.
    }
}
