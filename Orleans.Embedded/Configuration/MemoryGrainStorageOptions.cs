namespace Orleans.Configuration;

/// <summary>Settings of the storage in memory.</summary>
public class MemoryGrainStorageOptions
{
    /// <summary>The default of <see cref="NumStorageGrains"/>.</summary>
    public const int NumStorageGrainsDefaultValue = 10;

    /// <summary>How many ways the storage is split where several processes share it. Of no effect in one process.</summary>
    public int NumStorageGrains { get; set; } = NumStorageGrainsDefaultValue;
}
