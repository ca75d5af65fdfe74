namespace Orleans.CodeGeneration;

/// <summary>How a method is called.</summary>
[Flags, GenerateSerializer]
public enum InvokeMethodOptions
{
    /// <summary>One request at a time, with an answer.</summary>
    None = 0,

    /// <summary>Without an answer.</summary>
    OneWay = 1 << 0,

    /// <summary>Changes nothing.</summary>
    ReadOnly = 1 << 1,

    /// <summary>Takes turns with anything.</summary>
    AlwaysInterleave = 1 << 2,

    /// <summary>Without order.</summary>
    Unordered = 1 << 3,
}
