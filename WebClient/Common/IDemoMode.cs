namespace OutreachSilo.Common;

/// <summary>
/// The demo, when the service was started with it: fictional accounts to sign in as, and the rush that a coordinator can start. Pages
/// ask for it as an optional service; without one there is no demo.
/// </summary>
public interface IDemoMode
{
    bool Enabled { get; }

    IReadOnlyList<DemoAccount> Accounts { get; }

    bool RushRunning { get; }

    /// <summary>Null until the first rush was started.</summary>
    RushProgress? Progress { get; }

    /// <summary>Starts a rush for the weeks of a region and returns at once; does nothing while one is running.</summary>
    Task StartRush(string region);
}

/// <param name="Label">Who one will be, for example "Dr Ana Okafor, Foundation doctor".</param>
/// <param name="Role">One of the account roles, for people: for example "Practice manager".</param>
public sealed record DemoAccount(string Label, string Email, string Password, string Role);

/// <summary>How far a rush has come. Doctors = how many take part; the other numbers count doctors.</summary>
public sealed record RushProgress(string Region, int Doctors, int Answered, int Confirmed, int Waiting, int Refused, bool Finished);
