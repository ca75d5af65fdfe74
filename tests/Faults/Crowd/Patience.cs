namespace OutreachSilo.Faults.Crowd;

/// <summary>How people wait and ask again; always with the same key.</summary>
/// <param name="Attempt">After so long an attempt is given up.</param>
/// <param name="Attempts">So many without any answer, and what became of the command stays unknown to them. Who is told to come again later does so.</param>
internal sealed record Patience(TimeSpan Attempt, int Attempts)
{
    /// <summary>Longer than the service takes to say that it does not know.</summary>
    public static readonly Patience Good = new(TimeSpan.FromSeconds(30), 100);

    /// <summary>F15.</summary>
    public static readonly Patience None = new(TimeSpan.FromMilliseconds(200), 6);

    /// <summary>Attempts of any kind; more would be a service that never comes back.</summary>
    public const int AskedMax = 2_000;

    /// <summary>Between two attempts.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>After an attempt that found nobody listening, besides <see cref="Pause"/>.</summary>
    public static readonly TimeSpan PauseWhileAway = TimeSpan.FromMilliseconds(450);
}
