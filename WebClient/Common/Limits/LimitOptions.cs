using System.ComponentModel.DataAnnotations;

namespace OutreachSilo.Common.Limits;

/// <summary>
/// Configuration section <c>Limits</c>: requests a minute, each with a burst of a quarter of it (at least 10) that may come at once.
/// The defaults leave room for a hospital or school behind one address, and for a demo on loopback.
/// </summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>Commands of one account.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:WritesPerMinute takes 1 to 10000000.")]
    public int WritesPerMinute { get; set; } = 240;

    /// <summary>Reads of one account.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:ReadsPerMinute takes 1 to 10000000.")]
    public int ReadsPerMinute { get; set; } = 2_400;

    /// <summary>Everything without an account, from one address (IPv6: one /64).</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:AnonymousPerMinute takes 1 to 10000000.")]
    public int AnonymousPerMinute { get; set; } = 12_000;

    /// <summary>Attempts to sign in, by whatever means, and to recover an account, from one address.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:SignInsPerMinute takes 1 to 10000000.")]
    public int SignInsPerMinute { get; set; } = 120;

    /// <summary>Attempts to sign in to one account, and to change how it is signed in to, from wherever; wrong passwords also lock it.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:AttemptsPerMinute takes 1 to 10000000.")]
    public int AttemptsPerMinute { get; set; } = 60;

    /// <summary>Live connections begun from one address.</summary>
    [Range(1, 10_000_000, ErrorMessage = "Limits:LiveConnectsPerMinute takes 1 to 10000000.")]
    public int LiveConnectsPerMinute { get; set; } = 40_000;
}
