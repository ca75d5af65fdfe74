namespace Orleans.Core;

/// <summary>A stored record as its activation sees it.</summary>
public interface IStorage
{
    /// <summary>The record's tag at the last read or write.</summary>
    string? Etag { get; }

    /// <summary>Whether the record exists, as of the last read or write.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the record.</summary>
    Task ClearStateAsync();

    /// <summary>Stores the state; throws <see cref="Storage.InconsistentStateException"/> if the tag is not the stored one.</summary>
    Task WriteStateAsync();

    /// <summary>Reads the record, dropping what is in memory.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>A stored record with its state.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory.</summary>
    TState State { get; set; }
}
