using Microsoft.Extensions.Logging;
using Orleans.Engine.Activations;
using Orleans.Engine.Calls;
using Orleans.Engine.Timers;

namespace Orleans.Engine;

/// <summary>What the engine tells the log.</summary>
internal sealed partial class SiloEngine
{
    private readonly ILogger log;
    private readonly ActivationFailures failures;

    public void LogFailure(GrainCall call, Exception exception)
    {
        if (call.IsOneWay) LogOneWayFailed(call, exception);
        else LogCallFailed(call, exception);
    }

    public void LogActivationFailed(Activation activation, Exception exception)
    {
        if (failures.Next() is not { } untold) LogActivationFailedAlike(activation, exception);
        else if (untold == 0) LogActivationFailedFirst(activation, exception);
        else LogActivationFailedAfter(activation, untold, exception);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Activation} failed in {Step} while ending; it ends all the same.")]
    public partial void LogDeactivationStepFailed(Activation activation, string step, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A tick of the {Timer} failed; the next one comes as planned.")]
    public partial void LogTimerFailed(GrainTimer timer, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Description}")]
    public partial void LogTimeout(string description);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The call {Call} to an observer was dropped: {Why}")]
    public partial void LogObserverDropped(GrainCall call, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reminder {Name} of {Grain} failed; it comes again as planned.")]
    public partial void LogReminderFailed(string name, Runtime.GrainId grain, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "The reminder table could not be read; reminders stay as they were.")]
    public partial void LogReminderTableFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Activation} could not be activated.")]
    private partial void LogActivationFailedFirst(Activation activation, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Activation} could not be activated, nor could {Untold} others since this was last said.")]
    private partial void LogActivationFailedAfter(Activation activation, int untold, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Activation} could not be activated either.")]
    private partial void LogActivationFailedAlike(Activation activation, Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Call} failed.")]
    private partial void LogCallFailed(GrainCall call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Call} failed, and nobody waits for its answer.")]
    private partial void LogOneWayFailed(GrainCall call, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silo stops although {Count} activations have not ended.")]
    private partial void LogStopIncomplete(int count);
}
