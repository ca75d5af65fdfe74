using System.Diagnostics;

namespace Orleans.Configuration;

/// <summary>How calls wait.</summary>
public abstract class MessagingOptions
{
    private TimeSpan responseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long a caller waits for an answer before it gets a <see cref="TimeoutException"/>; 30 seconds unless set.</summary>
    public TimeSpan ResponseTimeout
    {
        get => Debugger.IsAttached ? ResponseTimeoutWithDebugger : responseTimeout;
        set => responseTimeout = value;
    }

    /// <summary>The same while a debugger is attached.</summary>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether a queued call whose caller has given up is dropped instead of run.</summary>
    public bool DropExpiredMessages { get; set; } = true;

    /// <summary>Whether a call's cancellation token is cancelled when its caller times out.</summary>
    public bool CancelRequestOnTimeout { get; set; }

    /// <summary>Whether a caller that cancels waits for the callee's answer.</summary>
    public bool WaitForCancellationAcknowledgement { get; set; }
}
