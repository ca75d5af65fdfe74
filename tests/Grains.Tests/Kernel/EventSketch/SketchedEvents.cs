using System.Collections.Immutable;
using OutreachSilo.Common;

namespace OutreachSilo.Kernel.EventSketch;

/// <summary>All that a feature says of an event outside its rules.</summary>
internal static class SketchedEvents
{
    public static readonly ImmutableArray<string> Silent = [.. EventState.Changes.Kinds.Where(kind => kind != "sketched-seat-offered")];

    public static Aggregate<EventState, ISketchedEventGrain> Aggregate(string prefix, ImmutableArray<string> silent) => new(prefix)
    {
        History = Say,
        NamingKinds = ["sketched-seat-taken", "sketched-waiting-begun"],
        Notices = [new OfferRule()],
        Silent = silent,
        Audit = static _ => new AuditedEvent(),
        Topics = static (meeting, _) => [meeting.Key],
    };

    private static Said? Say(Change change) => change switch
    {
        EventAnnounced x => $"Event announced: {x.Seats} seats, {x.Workshops.Length} workshops",
        SeatTaken x => new Said("Seat taken", x.Person, Place: x.Place),
        WaitingBegun x => new Said("Joined the waiting list", x.Person, Place: x.Place),
        SeatOffered x => new Said("Seat offered", Instant: x.Until, Place: x.Place),
        OfferTaken x => new Said("Offered seat taken", Place: x.Place),
        OfferLapsed x => new Said("Offer not taken in time", Place: x.Place),
        SeatGivenUp x => new Said("Seat given up", Place: x.Place),
        CheckedIn x => new Said("Checked in", Place: x.Place),
        EventRefused x => new Said("Refused", Detail: x.Detail),
        _ => default(Said?),
    };
}

/// <summary>A seat is offered to this person until some instant.</summary>
public sealed record SeatNotice(string Key, DateTimeOffset At, Party Party, string Template, string Person, DateTimeOffset Until)
    : Notice(Key, At, Party, Template);

/// <summary>Whoever is offered a seat is told, unless they have taken it by then.</summary>
internal sealed record OfferRule() : NoticeRule<EventState>("sketched-seat-offered", Party.Person, "seat-offered")
{
    public override IEnumerable<Notice> Of(Told<EventState> told)
    {
        var offered = (SeatOffered)told.Change;
        var person = told.After.Seats.Claims[offered.Place].Holder;
        return [new SeatNotice($"{told.Key(Party)}/{offered.Place:N}", told.At, Party, Template, person, offered.Until)];
    }

    public override async ValueTask<Notice?> ByNow(Notice notice, string key, PastStates states, CancellationToken cancellationToken)
    {
        var latest = await states.Of<EventState>().Latest(key, cancellationToken);
        return latest.OpenOf(((SeatNotice)notice).Person)?.State == ClaimState.Offered ? notice : null;
    }
}

/// <summary>Counts seats and workshops anew, without the allocation.</summary>
internal sealed class AuditedEvent : IAggregateAudit
{
    private readonly Dictionary<Guid, (int Workshop, DateTimeOffset? Until)> taken = [];
    private readonly Dictionary<Guid, int> wanted = [];
    private ImmutableArray<int> caps = [];
    private int attended;

    public IEnumerable<(string Name, int Count)> Counts => [("Taken", taken.Count), ("Attended", attended)];

    public void Take(Change change, JournalEntry entry, Action<string, string> found)
    {
        switch (change)
        {
            case EventAnnounced x:
                caps = [x.Seats, .. x.Workshops];
                break;
            case SeatTaken x:
                taken.Add(x.Place, (x.Workshop, null));
                break;
            case WaitingBegun x:
                wanted.Add(x.Place, x.Workshop);
                break;
            case SeatOffered x:
                taken.Add(x.Place, (wanted[x.Place], x.Until));
                break;
            case OfferTaken x:
                taken[x.Place] = taken[x.Place] with { Until = null };
                break;
            case OfferLapsed x:
                taken.Remove(x.Place);
                break;
            case SeatGivenUp x:
                taken.Remove(x.Place);
                break;
            case CheckedIn:
                attended++;
                break;
        }

        for (var pool = 0; pool < caps.Length; pool++)
        {
            var count = taken.Values.Count(seat => pool == 0 || seat.Workshop == pool);
            if (count > caps[pool]) found("I1", $"{count} of {caps[pool]} taken of pool {pool} at version {entry.Version}");
        }
    }

    public void Compare(string key, Audits audits)
    {
        foreach (var (place, seat) in taken)
            if (audits.IsOverdue(seat.Until)) audits.Found("I11", key, $"offer {place:N} outlived its deadline");
    }
}
