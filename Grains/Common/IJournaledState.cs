using OutreachSilo.Kernel;

namespace OutreachSilo.Common;

/// <summary>The state of a journaled grain: immutable, and nothing but the fold of its changes.</summary>
internal interface IJournaledState<TSelf> : ISummarySource
    where TSelf : class, IJournaledState<TSelf>
{
    /// <summary>Every kind of change that it is made of.</summary>
    static abstract ChangeSet Changes { get; }

    /// <exception cref="FormatException">The key is not one of this kind.</exception>
    static abstract TSelf Empty(string key);

    /// <param name="at">UTC instant of the decision, from the journal.</param>
    TSelf Apply(Change change, DateTimeOffset at);

    /// <summary>UTC instant at which time alone will change something, or null.</summary>
    DateTimeOffset? DueAt { get; }

    /// <summary>Cheap invariants, before every append. A violation is a bug and throws.</summary>
    void Check();

    /// <summary>All invariants, counted anew, after loading.</summary>
    void CheckWhole();
}

/// <summary>A state that contradicts itself: a bug, never a user's fault.</summary>
internal sealed class InvariantException(string message) : Exception(message);
