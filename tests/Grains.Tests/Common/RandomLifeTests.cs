using System.Text;
using System.Text.RegularExpressions;
using OutreachSilo.Kernel;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Placements;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Common;

/// <summary>
/// Random lives of every aggregate, made of the changes in the golden files with other ids: at every step the state survives JSON, and a
/// life that is resumed from JSON goes on as the whole one does.
/// </summary>
public sealed partial class RandomLifeTests
{
    private const int Steps = 150;
    private const string Somebody = "000000000000000000000000000000a1";

    private static readonly DateTimeOffset Start = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    [Theory, MemberData(nameof(Seeds))]
    public void A_week(int seed) => Live<TasterWeekState>(seed, "week/K81001/2026-08-03");

    [Theory, MemberData(nameof(Seeds))]
    public void A_person(int seed) => Live<PersonState>(seed, GrainKeys.Person(Somebody));

    [Theory, MemberData(nameof(Seeds))]
    public void A_placement(int seed) => Live<PlacementState>(seed, GrainKeys.Placement(new Guid(1, 0, 0, new byte[8])));

    [Theory, MemberData(nameof(Seeds))]
    public void A_practice(int seed) => Live<PracticeState>(seed, GrainKeys.Practice("K81001"));

    [Theory, MemberData(nameof(Seeds))]
    public void A_scheme(int seed) => Live<SchemeState>(seed, GrainKeys.Scheme(APair.Scheme));

    [Theory, MemberData(nameof(Seeds))]
    public void A_mentor(int seed) => Live<MentorState>(seed, APair.Of(Somebody).MentorKey);

    [Theory, MemberData(nameof(Seeds))]
    public void A_mentee(int seed) => Live<MenteeState>(seed, APair.Of(Somebody).MenteeKey);

    [Theory, MemberData(nameof(Seeds))]
    public void A_mentorship(int seed) =>
        Live<MentorshipState>(seed, GrainKeys.Mentorship(new Guid(1, 2, 3, new byte[8])));

    private static void Live<TState>(int seed, string key)
        where TState : class, IJournaledState<TState>
    {
        var (random, kinds) = (new Random(seed), TState.Changes.All);
        var state = TState.Empty(key);
        var resumed = state;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var step = 0; step < Steps; step++)
        {
            var kind = kinds[random.Next(kinds.Length)].Kind;
            var (change, at) = (AChange(kind, random), Start.AddMinutes(step));
            if (Applied(state, change, at) is not { } next) continue;
            taken.Add(kind);
            state = next;
            resumed = resumed.Apply(change, at);
            SameState.Assert(state, resumed, $"{key} resumed");
            resumed = StateJson.Read<TState>(StateJson.Write(state));
            SameState.Assert(state, resumed, key);
            Assert.Equal(StateJson.Write(state).GetRawText(), StateJson.Write(resumed).GetRawText());
        }

        Assert.InRange(taken.Count, (kinds.Length + 1) / 2, kinds.Length);
    }

    /// <summary>Null where a change does not follow from a state: rules would not have made it.</summary>
    private static TState? Applied<TState>(TState state, Change change, DateTimeOffset at)
        where TState : class, IJournaledState<TState>
    {
        try
        {
            return state.Apply(change, at);
        }
        catch (Exception fault) when (
            fault is KeyNotFoundException or NullReferenceException or InvalidOperationException
            or InvalidDataException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The golden change with each id replaced by one of a few.</summary>
    private static Change AChange(string kind, Random random)
    {
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", kind + ".json"));
        var body = Id().Replace(golden, _ => new Guid(random.Next(1, 5), 0, 0, new byte[8]).ToString());
        return ChangeCatalog.Read(new JournalEntry(1, Start, kind, Encoding.UTF8.GetBytes(body), Somebody, Guid.Empty));
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
