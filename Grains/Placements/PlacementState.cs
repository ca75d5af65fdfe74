using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Placements;

/// <summary>One person's booking in one week: the fold of its changes. Nothing until it is opened.</summary>
internal sealed record PlacementState : IProcessState<PlacementState, PlacementAction>
{
    /// <summary>How often the week is asked about a waiting entry: an offer reaches the person without that.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromDays(1);

    public required Guid Id { get; init; }

    public string Person { get; init; } = "";

    public WeekId Week { get; init; }

    public TasterKind Kind { get; init; }

    public HalfDays HalfDays { get; init; }

    public string Host { get; init; } = "";

    /// <summary>Whether it was opened to join the waiting list.</summary>
    public bool Waits { get; init; }

    public PlaceState State { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>Id of its entry in the agenda.</summary>
    public Guid Engagement { get; init; }

    public CommandLog Answers { get; init; } = CommandLog.Empty;

    public PendingCalls<PlacementAction> Pending { get; init; } = PendingCalls<PlacementAction>.None;

    public bool IsOpened => Person.Length > 0;

    public DateTimeOffset? DueAt => Pending.DueAt;

    /// <summary>The command whose answer is awaited, or null.</summary>
    public PendingCall<PlacementAction>? Asking => Pending.Calls.FirstOrDefault(call => call.What != PlacementAction.Look);

    public PendingCall<PlacementAction>? Look => Pending.Find(LookId);

    /// <summary>One at a time, and only a question.</summary>
    private Guid LookId => Derived.Id("look", Id.ToString());

    public static ChangeSet Changes => PlacementChanges.All;

    public static PlacementState Empty(string key) =>
        key.StartsWith(GrainKeys.PlacementPrefix, StringComparison.Ordinal)
        && Guid.TryParseExact(key[GrainKeys.PlacementPrefix.Length..], "N", out var id)
            ? new PlacementState { Id = id }
            : throw new FormatException($"'{key}' is not a placement.");

    public static string Fingerprint(PlacementAction action, WeekId week, TasterKind kind) => $"{action}/{week}/{kind}";

    public PlacementState Apply(Change change, DateTimeOffset at) => change switch
    {
        PlacementOpened x => this with
        {
            Person = x.Person,
            Week = x.Week,
            Kind = x.Offer,
            HalfDays = x.HalfDays,
            Host = x.Host,
            Waits = x.Waits,
            Engagement = Id,
            Pending = Pending.With(Id, x.Waits ? PlacementAction.Join : PlacementAction.Hold, at),
        },
        PlacementAsked x => this with { Pending = Pending.With(x.Command, x.Action, at) },
        PlacementAnswered x => Answer(x.Command, x.Action, at).See(x.State, x.HalfDays, x.Until, at) with
        {
            Engagement = x.Action == PlacementAction.Accept && Pending.Has(x.Command) ? x.Command : Engagement,
        },
        PlacementRefused x when x.Command == Id => Refuse(x, at).See(PlaceState.Refused, HalfDays, null, at),
        PlacementRefused x => Refuse(x, at),
        PlacementSeen x => See(x.State, x.HalfDays, x.Until, at),
        CallDeferred x => this with { Pending = Pending.Deferred(x, at) },
        _ => throw new InvalidDataException($"Placement {Id:N} cannot take a {change.GetType().Name}."),
    };

    public string Fingerprint(Guid command, PlacementAction action) => command == Id ? Fingerprint(action, Week, Kind) : action.ToString();

    public PlaceView View(int position = 0) => new(Id, Week, Kind, HalfDays, State, Until, position, Host);

    public void Check()
    {
        if (IsOpened && State == PlaceState.Asked != Pending.Has(Id))
            throw new InvariantException($"Placement {Id:N} is {State} though its week was not asked, or was.");
    }

    public void CheckWhole() => Check();

    public SummaryRow ToSummary(string grain, long version) => new(grain, version, "placement", "", null, DueAt, "", "{}"u8.ToArray());

    private PlacementState Answer(Guid command, PlacementAction action, DateTimeOffset at) => this with
    {
        Answers = Answers.At(at).With(command, Fingerprint(command, action)),
        Pending = Pending.Without(command),
    };

    private PlacementState Refuse(PlacementRefused change, DateTimeOffset at) => this with
    {
        Answers = Answers.At(at).With(change.Command, Fingerprint(change.Command, change.Action), change.Code, change.Detail),
        Pending = Pending.Without(change.Command),
    };

    /// <summary>What the week says; whatever can end without a command is looked at again.</summary>
    private PlacementState See(PlaceState state, HalfDays halfDays, DateTimeOffset? until, DateTimeOffset at)
    {
        DateTimeOffset? look = state switch
        {
            PlaceState.Held or PlaceState.Offered => until,
            PlaceState.Waiting when at.UtcDateTime < Week.Monday.ToDateTime(TimeOnly.MinValue) => at + LookEvery,
            _ => null,
        };
        var pending = Pending.Without(LookId);
        return this with
        {
            State = state,
            HalfDays = halfDays,
            Until = until,
            Pending = look is { } from ? pending.At(LookId, PlacementAction.Look, from, at) : pending,
        };
    }
}
