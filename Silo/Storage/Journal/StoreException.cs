namespace OutreachSilo.Storage;

/// <summary>A transaction of the writer failed.</summary>
/// <param name="connectionLost">The connection cannot be used any more.</param>
internal sealed class StoreException(StoreFault fault, bool connectionLost, Exception inner) : Exception(inner.Message, inner)
{
    public StoreFault Fault { get; } = fault;
    public bool ConnectionLost { get; } = connectionLost;
}
