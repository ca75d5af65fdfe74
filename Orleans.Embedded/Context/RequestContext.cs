namespace Orleans.Runtime;

/// <summary>
/// Values that travel with a call, and with the calls made while it runs. A callee's changes do not come back to its caller.
/// </summary>
public static class RequestContext
{
    internal const string ReentrancyKey = "#CCR";

    private static readonly AsyncLocal<Dictionary<string, object>?> Local = new();

    /// <summary>Names the call chain that may re-enter the grains it has passed; empty for none.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty) Remove(ReentrancyKey);
            else Set(ReentrancyKey, value);
        }
    }

    /// <summary>The names in use.</summary>
    public static IEnumerable<string> Keys => Local.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>The values in use.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Local.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>All values; the dictionary is never changed once it is here.</summary>
    internal static Dictionary<string, object>? Values
    {
        get => Local.Value;
        set
        {
            if (!ReferenceEquals(Local.Value, value)) Local.Value = value;
        }
    }

    /// <summary>Lets calls made in the section come back into this grain before its own request is done.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new(original, original == Guid.Empty ? NewReentrancyId() : original);
    }

    /// <summary>Takes that right from calls made in the section.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>A value, or null.</summary>
    public static object? Get(string key) => Local.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for this flow and the calls it makes.</summary>
    public static void Set(string key, object value) =>
        Local.Value = Local.Value is { } values ? new(values) { [key] = value } : new(1) { [key] = value };

    /// <summary>Removes a value; whether there was one.</summary>
    public static bool Remove(string key)
    {
        if (Local.Value is not { } values || !values.ContainsKey(key)) return false;
        var rest = new Dictionary<string, object>(values);
        rest.Remove(key);
        Local.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => Values = null;

    private static Guid NewReentrancyId() =>
        RuntimeContext.Current is Engine.Activations.Activation activation ? activation.Engine.NextGuid() : Guid.NewGuid();

    /// <summary>Restores the chain's name when disposed.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid original;
        private readonly Guid current;

        /// <summary>Begins a section.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            original = originalReentrancyId;
            current = newReentrancyId;
            if (current != original) ReentrancyId = current;
            if (current != Guid.Empty) (RuntimeContext.Current as Engine.Activations.Activation)?.EnterReentrantSection(current);
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            if (current != Guid.Empty) (RuntimeContext.Current as Engine.Activations.Activation)?.ExitReentrantSection(current);
            if (current != original) ReentrancyId = original;
        }
    }
}
