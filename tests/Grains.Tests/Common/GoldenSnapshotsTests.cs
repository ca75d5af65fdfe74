using System.Text;
using System.Text.Json.Nodes;
using OutreachSilo.Mentoring;
using OutreachSilo.People;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.Common;

/// <summary>
/// Pins what a snapshot of each form is, and what the fold makes of changes: <c>Snapshots/{alias}.json</c> is what a certain life comes to. When this
/// fails, raise the number in the form's alias and write a new file: what older programs stored must not be read as the new form.
/// </summary>
public sealed class GoldenSnapshotsTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 40).Select(number => new Guid(number, 0, 0, new byte[8]))];

    [Fact]
    public void A_week_is_kept_as_it_always_was() => Same(
        WeekSnapshot.Form, Id.ToString(),
        new WeekPublished(Ids[0], Host, [Terms(capacity: 2), Terms(TasterKind.School, 1, new HalfDays(3))], 3),
        new PlaceHeld(Ids[1], Ana, TasterKind.Foundation, HalfDays.WholeWeek, Noon.AddMinutes(10)),
        new PlaceConfirmed(Ids[1], Ids[2]),
        new PlaceHeld(Ids[3], Ben, TasterKind.Foundation, HalfDays.WholeWeek, Noon.AddMinutes(12)),
        new PlaceHeld(Ids[4], Cleo, TasterKind.School, new HalfDays(3), Noon.AddMinutes(9)),
        new WaitingJoined(Ids[5], Cleo, TasterKind.Foundation),
        new WaitingJoined(Ids[6], Manager, TasterKind.Foundation),
        new PlaceReleased(Ids[3]),
        new PlaceOffered(Ids[5], HalfDays.WholeWeek, Noon.AddHours(48)),
        new PlaceExpired(Ids[4]),
        new PlaceRefused(Ids[7], RefusalCodes.WeekFull, "All 2 places are taken."),
        new CapacitySet(Ids[8], TasterKind.School, 2),
        new BookingStopped("The surgery moves."));

    [Fact]
    public void A_person_is_kept_as_they_always_were() => Same(
        PersonSnapshot.Form, GrainKeys.Person(Ana),
        new PlaceAsked(Ids[1], Id, TasterKind.Foundation, HalfDays.WholeWeek, "Elm Surgery", PersonAction.Hold),
        new PlaceSettled(Ids[1], HalfDays.WholeWeek, PlaceState.Held, Noon.AddMinutes(10)),
        new CommandDone(Ids[2], PersonAction.Confirm, Ids[1]),
        new PlaceAsked(Ids[3], Id with { Monday = Id.Monday.AddDays(7) }, TasterKind.School, HalfDays.None, "Elm Surgery", PersonAction.Join),
        new PlaceSettled(Ids[3], HalfDays.None, PlaceState.Offered, Noon.AddHours(48)),
        new AcceptanceAsked(Ids[4], Ids[3], new HalfDays(3)),
        new CommandRefused(Ids[5], PersonAction.Hold, Id, TasterKind.Foundation, null, RefusalCodes.AgendaOverlap, "You are elsewhere."),
        new Engaged(Ids[6], "mentorship/1", Ids[7], Noon.AddDays(3), 30, 1, null),
        new Engaged(Ids[8], "mentorship/1", Ids[7], Noon.AddDays(4), 30, 2, Ids[6]),
        new Disengaged(Ids[6]),
        new Disengaged(Ids[9]),
        new EngagementRefused(Ids[10], "mentorship/2", RefusalCodes.AgendaOverlap, "They are elsewhere."));

    [Fact]
    public void A_mentor_is_kept_as_they_always_were() => Same(
        MentorSnapshot.Form, APair.Of(APair.Mia).MentorKey,
        new MentorEnrolled(Ids[0], APair.Policy, "Europe/London", new MemberProfile(["minor surgery"], ["Elm Surgery"]), false, 3),
        new MentorHoursRecorded(Ids[1], HoursKind.Training, new DateOnly(2026, 5, 4), 60),
        new MentorHoursSet(Ids[2], APair.AllDay),
        new RequestReceived(Ids[3], Ana, 1, Noon.AddDays(7)),
        new RequestReceived(Ids[4], Ben, 2, Noon.AddDays(8)),
        new RequestOver(Ids[4], RequestState.Expired),
        new MenteeTaken(Ids[5], Ana),
        new TimeTaken(Ids[6], Ids[5], Noon.AddDays(2), 30, null),
        new TimeTaken(Ids[7], Ids[5], Noon.AddDays(9), 45, null),
        new TimeEnded(Ids[6], 30),
        new PauseBegun(Ids[8], APair.Mia),
        new MentorRefused(Ids[9], "slot", RefusalCodes.SlotTaken, "That time is taken."));

    private static void Same<TState>(SnapshotForm<TState> form, string key, params Change[] life)
        where TState : class, IJournaledState<TState>
    {
        var state = life.Index().Aggregate(TState.Empty(key), (state, each) => state.Apply(each.Item, Noon.AddMinutes(each.Index)));
        state.CheckWhole();
        var written = form.Write(state);
        var path = Path.Combine(AppContext.BaseDirectory, "Snapshots", form.Alias.Replace('/', '-') + ".json");
        Assert.True(File.Exists(path), $"There is no golden file of {form.Alias}; it would be\n{Encoding.UTF8.GetString(written)}");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(path)), JsonNode.Parse(written)), Encoding.UTF8.GetString(written));
        Assert.Equal(written, form.Write(form.Read(key, written)));
    }
}
