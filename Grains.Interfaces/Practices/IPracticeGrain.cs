using Orleans.Concurrency;
using OutreachSilo.Common;
using OutreachSilo.Kernel;

namespace OutreachSilo.Practices;

/// <summary>
/// One GP practice; key <c>practice/{ODS code}</c>. Owner of what the register says of it, whether it hosts, and which weeks it has
/// published. Source of the facts: NHS ODS <c>epraccur</c>.
/// </summary>
[Alias("IPracticeGrain")]
public interface IPracticeGrain : IAggregateGrain
{
    /// <summary>Takes a register row; says what it changed. Never refused for a well-formed row.</summary>
    [Alias("Register")]
    Task<Outcome<PracticeChanged>> Register(RegisterPractice command);

    /// <summary>Marks the practice closed and stops booking in its future weeks; bookings there stay. Refused: PracticeUnknown.</summary>
    [Alias("Close")]
    Task<Outcome<PracticeChanged>> Close(ClosePractice command);

    /// <summary>Refused: PracticeUnknown.</summary>
    [Alias("JoinPcn")]
    Task<Outcome<PracticeChanged>> JoinPcn(JoinPcn command);

    /// <summary>Refused: PracticeUnknown, PracticeClosed, InvalidCommand.</summary>
    [Alias("ChooseHosting")]
    Task<Outcome<PracticeView>> ChooseHosting(ChooseHosting command);

    /// <summary>Refused: PracticeUnknown, PracticeClosed, InvalidCommand.</summary>
    [Alias("DescribeAccess")]
    Task<Outcome<PracticeView>> DescribeAccess(DescribeAccess command);

    /// <summary>Refused: PracticeUnknown, PracticeClosed, PracticeNotHosting, TermTooLong, CapacityOutOfRange, InvalidCommand, WeekInPast.</summary>
    [Alias("PublishWeeks")]
    Task<Outcome<PublishReport>> PublishWeeks(PublishWeeks command);

    /// <summary>Refused: PracticeUnknown.</summary>
    [Alias("View"), ReadOnly]
    Task<Outcome<PracticeView>> View();
}
