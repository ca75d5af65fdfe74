using System.Globalization;
using System.Text;
using OutreachSilo.Live;

namespace OutreachSilo.Common;

/// <summary>Who may follow which topic of the hub, compared with the list that is checked in.</summary>
public sealed class TopicAuthorityTests(OpenDoor open) : IClassFixture<OpenDoor>
{
    private static readonly string[] Topics = ["live/Y61/Foundation", "live/Y61/School", LiveHub.Me, "presence/K81001", "presence/K81001/2026-08-03", "practice/K81001", "practice/-", "scheme/cambridge", $"mentor/cambridge/{SomeMentoring.Mo}", "mentor/cambridge/nobody", "scheme/-", "something/else"];

    private readonly Door _door = open.Door;

    [Fact(Timeout = 60_000)]
    public async Task Each_topic_lets_in_whom_the_list_says_and_nobody_else()
    {
        foreach (var topic in Topics.Where(topic => topic.StartsWith("live/", StringComparison.Ordinal))) _door.Grains.Board(topic).Change(Some.Row());
        _door.Grains.Answers = (_, _, _) => Some.Practice();
        var text = new StringBuilder();
        foreach (var topic in Topics)
        {
            var may = new List<string>();
            foreach (var (who, cookie) in _door.Everybody())
            {
                await using var client = await LiveClient.Connect(_door, cookie);
                var (_, error) = await client.Invoke("Join", topic, null, null);
                if (error is null) may.Add(who);
                else Assert.Matches($"({ProblemCodes.NotSignedIn}|{ProblemCodes.NotAllowed}|TopicUnknown)$", error);
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"{topic}: {(may.Count == _door.Everybody().Count ? "everybody" : may.Count == 0 ? "nobody" : string.Join(", ", may))}");
        }

        AuthorityTests.Approve(text.ToString(), "Topics.approved.txt");
    }
}
