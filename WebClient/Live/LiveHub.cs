using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;
using OutreachSilo.Common;
using OutreachSilo.Common.Resilience;
using OutreachSilo.People.Accounts;

namespace OutreachSilo.Live;

/// <summary>
/// <c>/hubs/live</c>, JSON. Boards (<c>live/Y61/Foundation</c>) hold no personal data and are open to all; <c>me</c> is the signed-in
/// person's own; <c>presence/K81001</c> and <c>presence/K81001/2026-08-03</c> are for those who work at the practice or coordinate its region, and whoever follows one is seen
/// there by the others; <c>scheme/cambridge</c> is for the scheme's members and its lead, <c>mentor/cambridge/…</c> for its members. The server pushes <c>delta</c> {board, epoch, from, to, rows}, <c>moved</c> {} and <c>present</c> {practice, people}.
/// A delta may overtake the answer to Join; rows carry versions, so the order does not matter. Errors name a code: TopicUnknown, TopicsFull,
/// NotSignedIn, NotAllowed, TooManyRequests, Unavailable.
/// </summary>
internal sealed class LiveHub(BoardRelay boards, PeopleRelay people, PresenceRelay presence, LiveConnections connections, IOptions<LiveOptions> options) : Hub
{
    public const string Me = "me";

    /// <summary>
    /// Follows a topic. Answers, for a board, {board, epoch, version, rows, full}: the rows changed since the version given, or all. For <c>me</c>, a scheme and a mentor
    /// the version is when the page was made, in milliseconds since 1970 UTC as its <c>server-time</c> states, and the answer {moved}: whether it may be out of date.
    /// </summary>
    public async Task<RawJson> Join(string? topic, string? epoch, long? version)
    {
        var viewer = Caller();
        if (topic is null) throw Refusal("TopicUnknown");
        if (!viewer.Topics.ContainsKey(topic) && viewer.Topics.Count >= options.Value.TopicsMax) throw Refusal("TopicsFull");
        if (topic == Me)
        {
            var person = Reader.PersonId ?? throw Refusal(ProblemCodes.NotSignedIn);
            return FollowMoves(viewer, topic, person, version);
        }

        if (SchemeTopics.TryParse(topic, out var scheme))
        {
            if (!Reader.IsSignedIn) throw Refusal(ProblemCodes.NotSignedIn);
            if (!SchemeTopics.MayJoin(Reader, topic, scheme)) throw Refusal(ProblemCodes.NotAllowed);
            return FollowMoves(viewer, topic, topic, version);
        }

        try
        {
            if (PresencePlace.TryParse(topic, out var place)) return await BePresent(viewer, topic, place);
            if (!BoardId.TryParse(topic, out var id)) throw Refusal("TopicUnknown");
            var board = boards.Find(id);
            var answer = await board.Join(viewer, Guid.TryParseExact(epoch, "D", out var known) ? known : null, version);
            Follow(viewer, topic, board);
            return answer;
        }
        catch (Exception exception) when (FaultAnswer.Of(exception) is not null)
        {
            throw Refusal(FaultCodes.Unavailable);
        }
    }

    public void Leave(string? topic)
    {
        var viewer = Caller();
        if (topic is not null && viewer.Topics.TryRemove(topic, out var left)) left.Leave(viewer);
    }

    private async Task<RawJson> BePresent(Viewer viewer, string topic, PresencePlace place)
    {
        if (!Reader.IsSignedIn) throw Refusal(ProblemCodes.NotSignedIn);
        if (!await presence.MayJoin(Reader, place)) throw Refusal(ProblemCodes.NotAllowed);
        Follow(viewer, topic, presence.Join(viewer, Reader, place));
        return Empty;
    }

    private RawJson FollowMoves(Viewer viewer, string topic, string subject, long? made)
    {
        viewer.Topics[topic] = people.Join(viewer, subject);
        return made is > 0 and < LatestMade && !people.MayHaveMoved(subject, DateTimeOffset.FromUnixTimeMilliseconds(made.Value)) ? NotMoved : Moved;
    }

    private void Follow(Viewer viewer, string topic, Topic joined)
    {
        viewer.Topics[topic] = joined;
        // The connection may have ended while something was read; then nobody else takes the seat away.
        if (Context.ConnectionAborted.IsCancellationRequested) joined.Leave(viewer);
    }

    private CurrentUser Reader => new(Context.User ?? new());

    private Viewer Caller()
    {
        var viewer = connections.Find(Context.ConnectionId) ?? throw Refusal(FaultCodes.Unavailable);
        return viewer.MayCall() ? viewer : throw Refusal(ProblemCodes.TooManyRequests);
    }

    private static HubException Refusal(string code) => new(code);

    /// <summary>The year 3000.</summary>
    private const long LatestMade = 32_503_680_000_000;

    private static readonly RawJson Empty = new("{}"u8.ToArray());
    private static readonly RawJson Moved = new("""{"moved":true}"""u8.ToArray());
    private static readonly RawJson NotMoved = new("""{"moved":false}"""u8.ToArray());
}
