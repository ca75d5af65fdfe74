using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Common.Resilience;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Live;

/// <summary>
/// <c>/hubs/live</c>, JSON. Boards (<c>live/Y61/Foundation</c>) hold no personal data and are open to all. What is personal or of one
/// grain is a topic that moves as a whole: <c>me</c> is the signed-in person's own; <c>practice/K81001</c> is for those who work at the
/// practice or coordinate its region; <c>scheme/cambridge</c> for the scheme's members and its lead, <c>mentor/cambridge/…</c> for its
/// members. <c>presence/K81001</c> and <c>presence/K81001/2026-08-03</c> are for those of the practice's topic, and whoever follows one is
/// seen there by the others. The server pushes <c>delta</c> {board, epoch, from, to, rows}, <c>moved</c> {topic, epoch, version} and
/// <c>present</c> {practice, people}. A delta may overtake the answer to Join; rows carry versions, so the order does not matter. Errors
/// name a code: TopicUnknown, TopicsFull, NotSignedIn, NotAllowed, TooManyRequests, Unavailable.
/// </summary>
internal sealed class LiveHub(BoardRelay boards, LiveTopics topics, PresenceRelay presence, LiveConnections connections, IOptions<LiveOptions> options) : Hub
{
    public const string Me = "me";

    /// <summary>
    /// Follows a topic, from the epoch and version that the page has. Answers, for a board, {board, epoch, version, rows, full}: the rows
    /// changed since then, or all; for a topic that moves as a whole {epoch, version, moved}: whether the page may be out of date. A page
    /// states these two as <c>live-version</c>.
    /// </summary>
    public async Task<object> Join(string? topic, string? epoch, long? version)
    {
        var viewer = Caller();
        if (topic is null) throw Refusal("TopicUnknown");
        if (!viewer.Topics.ContainsKey(topic) && viewer.Topics.Count >= options.Value.TopicsMax) throw Refusal("TopicsFull");
        Guid? known = Guid.TryParseExact(epoch, "D", out var parsed) ? parsed : null;
        try
        {
            if (await GroupOf(topic) is { } group) return await FollowMoves(viewer, topic, group, known, version);
            if (PresencePlace.TryParse(topic, out var place)) return await BePresent(viewer, topic, place);
            if (!BoardId.TryParse(topic, out var id)) throw Refusal("TopicUnknown");
            var board = boards.Find(id);
            var answer = await board.Join(viewer, known, version);
            Follow(viewer, topic, board);
            return answer;
        }
        catch (Exception exception) when (FaultAnswer.Of(exception) is not null)
        {
            throw Refusal(FaultCodes.Unavailable);
        }
    }

    public async Task Leave(string? topic)
    {
        var viewer = Caller();
        if (topic is null || !viewer.Topics.TryRemove(topic, out var left)) return;
        if (left is not null) left.Leave(viewer);
        else await Groups.RemoveFromGroupAsync(Context.ConnectionId, topic == Me ? Reader.PersonId! : topic);
    }

    /// <summary>The group that is told of a topic's moves, once the reader may follow it; null for boards, presence and what is none.</summary>
    private async ValueTask<string?> GroupOf(string topic)
    {
        if (topic == Me) return Reader.PersonId ?? throw Refusal(ProblemCodes.NotSignedIn);
        if (SchemeTopics.TryParse(topic, out var scheme)) return Allowed(SchemeTopics.MayJoin(Reader, topic, scheme), topic);
        return GrainKeys.TryParsePractice(topic, out var practice) ? Allowed(await presence.MayJoin(Reader, practice), topic) : null;
    }

    private async Task<RawJson> BePresent(Viewer viewer, string topic, PresencePlace place)
    {
        Allowed(await presence.MayJoin(Reader, place.Practice), topic);
        Follow(viewer, topic, presence.Join(viewer, Reader, place));
        return Empty;
    }

    private async Task<JoinedTopicJson> FollowMoves(Viewer viewer, string topic, string group, Guid? epoch, long? version)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, LiveTopics.Everybody);
        await Groups.AddToGroupAsync(Context.ConnectionId, group);
        viewer.Topics[topic] = null;
        return topics.Compare(group, epoch, version);
    }

    private void Follow(Viewer viewer, string topic, Topic joined)
    {
        viewer.Topics[topic] = joined;
        // The connection may have ended while something was read; then nobody else takes the seat away.
        if (Context.ConnectionAborted.IsCancellationRequested) joined.Leave(viewer);
    }

    private string Allowed(bool mayJoin, string topic) => mayJoin ? topic : throw Refusal(Reader.IsSignedIn ? ProblemCodes.NotAllowed : ProblemCodes.NotSignedIn);

    private CurrentUser Reader => new(Context.User ?? new());

    private Viewer Caller()
    {
        var viewer = connections.Find(Context.ConnectionId) ?? throw Refusal(FaultCodes.Unavailable);
        return viewer.MayCall() ? viewer : throw Refusal(ProblemCodes.TooManyRequests);
    }

    private static HubException Refusal(string code) => new(code);

    private static readonly RawJson Empty = new("{}"u8.ToArray());
}
