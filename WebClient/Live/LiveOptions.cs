using System.ComponentModel.DataAnnotations;

namespace OutreachSilo.Live;

/// <summary>Configuration section <c>Live</c>.</summary>
public sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>Least time between two frames of a board (decision 17).</summary>
    [Range(10, 1_000, ErrorMessage = "Live:TickMilliseconds takes 10 to 1000.")]
    public int TickMilliseconds { get; set; } = 30;

    /// <summary>The tick grows with viewers up to this.</summary>
    [Range(10, 10_000, ErrorMessage = "Live:TickMillisecondsMax takes 10 to 10000.")]
    public int TickMillisecondsMax { get; set; } = 500;

    /// <summary>
    /// How often this host's subscriptions are renewed: a page is right again within this after the node of its board was lost. The grain
    /// forgets a host that did not renew for five minutes.
    /// </summary>
    [Range(5, 240, ErrorMessage = "Live:RenewSeconds takes 5 to 240.")]
    public int RenewSeconds { get; set; } = 10;

    /// <summary>A board without viewers that nobody asked for is dropped after this.</summary>
    [Range(1, 1_440, ErrorMessage = "Live:IdleMinutes takes 1 to 1440.")]
    public int IdleMinutes { get; set; } = 15;

    /// <summary>Topics that one connection may join.</summary>
    [Range(1, 100, ErrorMessage = "Live:TopicsMax takes 1 to 100.")]
    public int TopicsMax { get; set; } = 8;

    /// <summary>Connections of this host; the next are closed at once.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Live:ConnectionsMax takes 1 to 1000000.")]
    public int ConnectionsMax { get; set; } = 20_000;

    /// <summary>A connection that takes nothing for this long is closed.</summary>
    [Range(1, 300, ErrorMessage = "Live:SlowReaderSeconds takes 1 to 300.")]
    public int SlowReaderSeconds { get; set; } = 10;

    /// <summary>Calls of one connection in a minute.</summary>
    [Range(1, 100_000, ErrorMessage = "Live:CallsPerMinute takes 1 to 100000.")]
    public int CallsPerMinute { get; set; } = 240;
}
