using System.Collections.Immutable;
using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Tasters;

namespace OutreachSilo.Live;

/// <summary>Where staff may meet: a practice's pages, or one week of it. Written <c>presence/K81001</c> or <c>presence/K81001/2026-08-03</c>.</summary>
/// <param name="Monday">Null for the practice's own pages.</param>
[GenerateSerializer, Immutable, Alias("presence-place")]
public readonly record struct PresencePlace([property: Id(0)] string Practice, [property: Id(1)] DateOnly? Monday)
{
    public const string Prefix = "presence/";

    public override string ToString() => Monday is { } monday ? $"{Prefix}{Practice}/{GrainKeys.Date(monday)}" : Prefix + Practice;

    public static bool TryParse(string? text, out PresencePlace place)
    {
        place = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        var parts = text[Prefix.Length..].Split('/');
        if (parts.Length is < 1 or > 2 || !GrainKeys.TryParsePracticeCode(parts[0], out var practice)) return false;
        if (parts.Length == 1)
        {
            place = new PresencePlace(practice, null);
            return true;
        }

        if (!WeekId.TryCreate(practice, parts[1], out var week)) return false;
        place = new PresencePlace(practice, week.Monday);
        return true;
    }
}

/// <summary>Somebody of a practice's staff who has one of its pages open.</summary>
/// <param name="Account">Opaque account id.</param>
/// <param name="Name">The name shown to colleagues. Kept in memory only, and told to staff of the practice only.</param>
/// <param name="Monday">The week looked at; null for the practice's own pages.</param>
[GenerateSerializer, Immutable, Alias("present-person")]
public sealed record PresentPerson([property: Id(0)] string Account, [property: Id(1)] string Name, [property: Id(2)] DateOnly? Monday);

/// <summary>Everybody who is at a practice now, by name.</summary>
/// <param name="Epoch">Changes when the grain begins anew; versions compare only within one epoch.</param>
[GenerateSerializer, Immutable, Alias("presence-news")]
public sealed record PresenceNews([property: Id(0)] string Practice, [property: Id(1)] Guid Epoch, [property: Id(2)] long Version, [property: Id(3)] ImmutableArray<PresentPerson> People);

/// <summary>A web host on which somebody has a page of the practice open.</summary>
[Alias("IPresenceObserver")]
public interface IPresenceObserver : IGrainObserver
{
    /// <summary>Not waited for, as <see cref="IBoardObserver.Changed"/>.</summary>
    [OneWay, Alias("Present")]
    Task Present(PresenceNews news);
}

/// <summary>
/// Who of a practice's staff is looking at it; key <c>presence/K81001</c>. In memory only: what is lost is reported again at the next heartbeat.
/// Who may join is the web host's to check, before it reports anybody.
/// </summary>
[Alias("IPresenceGrain")]
public interface IPresenceGrain : IGrainWithStringKey
{
    /// <summary>People of one host that are kept; the first by name.</summary>
    const int PeopleMax = 50;

    /// <summary>A host that has not reported for so long is forgotten, with all its people.</summary>
    static readonly TimeSpan ReportLife = TimeSpan.FromSeconds(30);

    /// <summary>Takes who is here on one host, in place of what it reported before; nobody ends its subscription.</summary>
    [Alias("Report")]
    Task<PresenceNews> Report(IPresenceObserver host, ImmutableArray<PresentPerson> here);
}
