using System.Collections.Immutable;
using System.Text.Json;
using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;

namespace OutreachSilo.Practices;

/// <summary>What a practice calls its weeks for.</summary>
internal enum PracticeCall
{
    Publish,
    StopBooking,
    ChangeHost,
}

/// <summary>A GP practice: the fold of its changes.</summary>
internal sealed record PracticeState : IProcessState<PracticeState, PracticeCall>
{
    public required string OdsCode { get; init; }

    public PracticeFacts? Facts { get; init; }

    public DateOnly? Closed { get; init; }

    public string Pcn { get; init; } = "";

    public string PcnName { get; init; } = "";

    public DateOnly? PcnFrom { get; init; }

    public Hosting Hosting { get; init; }

    public TextRef? HostingReason { get; init; }

    /// <summary>Mondays of the weeks it has published.</summary>
    public ImmutableSortedSet<DateOnly> Weeks { get; init; } = [];

    /// <summary>Weeks in which booking must still be stopped because the practice closed.</summary>
    public ImmutableSortedSet<DateOnly> StopsOwed { get; init; } = [];

    /// <summary>Weeks that still show the host's old facts.</summary>
    public ImmutableSortedSet<DateOnly> TellingsOwed { get; init; } = [];

    public AccessFeatures Access { get; init; }

    /// <summary>A publication under way; one at a time.</summary>
    public TermAsked? Publishing { get; init; }

    /// <summary>What publications came to, for as long as their commands are remembered; oldest first.</summary>
    public ImmutableList<TermPublished> Published { get; init; } = [];

    public CommandLog Answers { get; init; } = CommandLog.Empty;

    public PendingCalls<PracticeCall> Pending { get; init; } = PendingCalls<PracticeCall>.None;

    public DateTimeOffset? DueAt => Pending.DueAt;

    public static ChangeSet Changes => PracticeChanges.All;

    public static PracticeState Empty(string key) =>
        GrainKeys.TryParsePractice(key, out var code)
            ? new PracticeState { OdsCode = code }
            : throw new FormatException($"'{key}' is not a practice.");

    public HostFacts HostFacts => new(Facts!.Name, Facts.Region, Facts.Icb, Pcn, PcnName, Facts.Postcode, Facts.Latitude, Facts.Longitude, Access);

    public PracticeState Apply(Change change, DateTimeOffset at) =>
        change is CallDeferred deferred
            ? this with { Pending = Pending.Deferred(deferred, at) }
            : (this with { Answers = Answers.At(at) }).Fold(change).Owing(this, at).WithCalls(at);

    private PracticeState Fold(Change change) => change switch
    {
        PracticeRegistered x => this with { Facts = x.Facts, Closed = null, StopsOwed = [] },
        PracticeClosed x => this with { Closed = x.Closed, StopsOwed = [.. Weeks.Where(monday => monday.AddDays(4) > x.Closed)] },
        PcnJoined x => this with { Pcn = x.Pcn, PcnName = x.PcnName, PcnFrom = x.From },
        HostingChosen x => this with
        {
            Hosting = x.Choice,
            HostingReason = x.Reason,
            Answers = Answers.With(x.Id, PracticeRules.Fingerprint(x.Choice, x.Reason?.Sha256, x.Until)),
        },
        AccessDescribed x => this with { Access = x.Features, Answers = Answers.With(x.Id, PracticeRules.Fingerprint(x.Features)) },
        WeeksTold x => this with { TellingsOwed = TellingsOwed.Except(x.Mondays) },
        TermAsked x => this with { Publishing = x },
        TermPublished x => this with
        {
            Publishing = null,
            Published = Published.RemoveAll(done => Answers.Of(done.Id) is null).Add(x),
            Answers = Answers.With(x.Id, Publishing?.Fingerprint ?? ""),
            Weeks = Weeks.Union(x.Weeks.Where(week => week.Code.Length == 0).Select(week => week.Monday)),
            Hosting = Hosting.Hosting,
        },
        WeeksStopped x => this with { StopsOwed = StopsOwed.Except(x.Mondays) },
        _ => throw new InvalidDataException($"{OdsCode} cannot take a {change.GetType().Name}."),
    };

    /// <summary>When what is shown of the host has changed, every week that is not over yet must hear of it.</summary>
    private PracticeState Owing(PracticeState before, DateTimeOffset at)
    {
        if (before.Facts is null || Weeks.IsEmpty || HostFacts == before.HostFacts) return this;
        var today = DateOnly.FromDateTime(at.UtcDateTime);
        return this with { TellingsOwed = TellingsOwed.Union(Weeks.Where(monday => monday.AddDays(4) >= today)) };
    }

    /// <summary>One call for each thing that its weeks are owed.</summary>
    private PracticeState WithCalls(DateTimeOffset at) => WithCall(PracticeCall.Publish, Publishing is not null, at)
        .WithCall(PracticeCall.StopBooking, !StopsOwed.IsEmpty, at)
        .WithCall(PracticeCall.ChangeHost, !TellingsOwed.IsEmpty, at);

    private PracticeState WithCall(PracticeCall call, bool isOwed, DateTimeOffset at)
    {
        var id = Derived.Id("practice-call", OdsCode, call.ToString());
        return Pending.Has(id) == isOwed ? this : this with { Pending = isOwed ? Pending.With(id, call, at) : Pending.Without(id) };
    }

    public void Check()
    {
        if (Facts is null && (Publishing is not null || !Weeks.IsEmpty)) throw new InvariantException($"{OdsCode} publishes weeks without being registered.");
    }

    public void CheckWhole() => Check();

    /// <param name="hostingReason">The text of <see cref="HostingReason"/>.</param>
    public PracticeView View(long version, string hostingReason) => new(Facts!, Pcn, PcnName, Closed, Hosting, hostingReason, [.. Weeks], version, Access);

    public SummaryRow ToSummary(string grain, long version)
    {
        var summary = new PracticeSummary(
            OdsCode, Facts?.Name ?? "", Facts?.Postcode ?? "", Facts?.Region ?? "", Facts?.Icb ?? "", Pcn, PcnName,
            Facts?.Latitude ?? double.NaN, Facts?.Longitude ?? double.NaN, Facts?.PositionQuality ?? "", (int)Hosting, Closed, [.. Weeks]);
        return new SummaryRow(
            grain, version, "practice", summary.Region, Facts?.Opened, DueAt, SearchText(),
            JsonSerializer.SerializeToUtf8Bytes(summary, PracticeJson.Default.PracticeSummary));
    }

    /// <summary>The words a practice is found by: code, name, address, and the postcode with and without its space.</summary>
    private string SearchText() => Facts is null
        ? FoldedText.Of(OdsCode)
        : FoldedText.Of($"{OdsCode} {Facts.Name} {string.Join(' ', Facts.Address)} {Facts.Postcode} {Facts.Postcode.Replace(" ", "", StringComparison.Ordinal)}");
}

/// <summary>Technical limits of one practice.</summary>
internal static class PracticeLimits
{
    public const int TermWeeksMax = 53;
}
