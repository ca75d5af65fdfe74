using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.People.Accounts;
using OutreachSilo.Tasters;

namespace OutreachSilo.Practices;

/// <summary>
/// What those who run a practice, or the coordinator of the region, do with it and its weeks; for pages and API alike. Whoever may
/// not is refused with <see cref="ProblemCodes.NotAllowed"/>, before any grain is told.
/// </summary>
public sealed class PublishingService(IGrainFactory grains, GrainCalls calls, CurrentUser user)
{
    /// <summary>Anyone may read it. Refused: PracticeUnknown.</summary>
    public Task<Outcome<PracticeView>> Practice(string odsCode) =>
        GrainKeys.TryParsePracticeCode(odsCode, out var code)
            ? calls.Ask(grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(code)), static grain => grain.View())
            : Task.FromResult<Outcome<PracticeView>>(new Refusal(RefusalCodes.PracticeUnknown, "Enter a practice code, for example K81001."));

    /// <summary>True for those who run the practice and the coordinator of its region.</summary>
    public async Task<bool> MayManage(string odsCode) => await Refuse(odsCode) is null;

    /// <summary>True for all who work at the practice and the coordinator of its region.</summary>
    public async Task<bool> MaySee(string odsCode) => await RefuseToShow(odsCode) is null;

    /// <summary>Publishes every week from the first to the last day. Refused: NotAllowed, and as <see cref="IPracticeGrain.PublishWeeks"/>.</summary>
    /// <param name="opens">UTC instant from which all of them can be booked; null for the instant of publication.</param>
    public async Task<Outcome<PublishReport>> Publish(
        string odsCode, DateOnly first, DateOnly last, ImmutableArray<OfferTemplate> offers, int deskLimit, DateTimeOffset? opens, Guid command) =>
        await Refuse(odsCode) is { } refusal
            ? refusal
            : await calls.Ask(
                (Grain: grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(odsCode)), Publish: new PublishWeeks(command, user.AccountId, first, last, offers, deskLimit, opens)),
                static call => call.Grain.PublishWeeks(call.Publish));

    /// <summary>Refused: NotAllowed, and as <see cref="IPracticeGrain.ChooseHosting"/>.</summary>
    public async Task<Outcome<PracticeView>> ChooseHosting(string odsCode, Hosting choice, string reason, DateOnly? until, Guid command) =>
        await Refuse(odsCode) is { } refusal
            ? refusal
            : await calls.Ask(
                (Grain: grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(odsCode)), Choose: new ChooseHosting(command, user.AccountId, choice, reason, until)),
                static call => call.Grain.ChooseHosting(call.Choose));

    /// <summary>Refused: NotAllowed, and as <see cref="IPracticeGrain.DescribeAccess"/>.</summary>
    public async Task<Outcome<PracticeView>> DescribeAccess(string odsCode, AccessFeatures features, Guid command) =>
        await Refuse(odsCode) is { } refusal
            ? refusal
            : await calls.Ask(
                (Grain: grains.GetGrain<IPracticeGrain>(GrainKeys.Practice(odsCode)), Describe: new DescribeAccess(command, user.AccountId, features)),
                static call => call.Grain.DescribeAccess(call.Describe));

    /// <summary>Refused: NotAllowed, WeekUnknown, OfferUnknown, CapacityBelowTaken, CapacityOutOfRange.</summary>
    public async Task<Outcome<WeekView>> SetCapacity(WeekId week, TasterKind kind, int capacity, Guid command) =>
        await Refuse(week.Practice) is { } refusal
            ? refusal
            : await calls.Ask(
                (Grain: grains.GetGrain<ITasterWeekGrain>(week.ToString()), Set: new SetCapacity(command, user.AccountId, kind, capacity)),
                static call => call.Grain.SetCapacity(call.Set));

    /// <summary>Who is in a week, by opaque ids. Refused: NotAllowed, WeekUnknown.</summary>
    public async Task<Outcome<WeekPeople>> People(WeekId week) =>
        await RefuseToShow(week.Practice) is { } refusal
            ? refusal
            : await calls.Ask(grains.GetGrain<ITasterWeekGrain>(week.ToString()), static grain => grain.People());

    private async Task<Refusal?> Refuse(string odsCode) => user.Runs(odsCode) ? null : await RefuseUnlessCoordinator(odsCode);

    /// <summary>Null for all who work at the practice and the coordinator of its region. Refused: NotAllowed, PracticeUnknown.</summary>
    internal async Task<Refusal?> RefuseToShow(string odsCode) => user.WorksAt(odsCode) ? null : await RefuseUnlessCoordinator(odsCode);

    private async Task<Refusal?> RefuseUnlessCoordinator(string odsCode)
    {
        if (!user.IsCoordinator) return NotYours;
        var practice = await Practice(odsCode);
        if (!practice.Succeeded) return practice.Refusal;
        return user.Coordinates(practice.Value.Facts.Region) ? null : NotYours;
    }

    private static readonly Refusal NotYours = new(ProblemCodes.NotAllowed, "Only the practice manager or the regional coordinator can do this.");
}
