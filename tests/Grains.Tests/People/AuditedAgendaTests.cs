using OutreachSilo.Common;
using OutreachSilo.Kernel;
using OutreachSilo.Tasters;
using static OutreachSilo.Tasters.AWeek;

namespace OutreachSilo.People;

/// <summary>The auditor's account of a person, against the week's.</summary>
public sealed class AuditedAgendaTests
{
    private readonly Guid place = Guid.NewGuid();
    private readonly Guid acceptance = Guid.NewGuid();
    private readonly List<string> findings = [];

    [Fact]
    public void A_confirmed_place_keeps_its_claim_though_the_acceptance_is_refused_when_it_is_sent_again()
    {
        Compare(new PlaceSettled(place, HalfDays.WholeWeek, PlaceState.Confirmed, null), Refused());
        Assert.Empty(findings);
    }

    [Fact]
    public void Negative_control_a_refused_acceptance_leaves_an_accepted_place_without_a_claim()
    {
        Compare(Refused());
        Assert.Equal(["I10"], findings);
    }

    [Fact]
    public void A_claim_that_nobody_asked_for_is_reported()
    {
        Take(new AuditedAgenda().Take, new AcceptanceAsked(acceptance, place, HalfDays.WholeWeek));
        Assert.Equal(["I2"], findings);
    }

    private CommandRefused Refused() => new(acceptance, PersonAction.Accept, null, null, place, RefusalCodes.PlaceEnded, "This place was given up before.");

    private void Compare(params Change[] after)
    {
        var (agenda, week) = (new AuditedAgenda(), new AuditedWeek());
        Take(agenda.Take, [new PlaceAsked(place, Id, TasterKind.Foundation, HalfDays.WholeWeek, Host.Name, PersonAction.Join), new AcceptanceAsked(acceptance, place, HalfDays.WholeWeek), .. after]);
        Take(week.Take,
        [
            new WeekPublished(Guid.NewGuid(), Host, [Terms()], 5),
            new WaitingJoined(place, Ana, TasterKind.Foundation),
            new PlaceOffered(place, HalfDays.WholeWeek, Noon.AddHours(48)),
            new OfferAccepted(place, acceptance),
        ]);
        var audits = new Audits(TimeProvider.System, (rule, _, _) => findings.Add(rule));
        audits.Add(Id.ToString(), week);
        agenda.Compare(GrainKeys.Person(Ana), audits);
    }

    private void Take(Action<Change, JournalEntry, Action<string, string>> take, params ReadOnlySpan<Change> changes)
    {
        long version = 0;
        foreach (var change in changes) take(change, ChangeCatalog.Write(change, ++version, Noon, Ana, acceptance), Found);
    }

    private void Found(string rule, string detail) => findings.Add(rule);
}
