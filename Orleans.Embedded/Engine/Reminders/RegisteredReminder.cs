using Orleans.Runtime;

namespace Orleans.Engine.Reminders;

/// <summary>A reminder as its grain holds it.</summary>
[GenerateSerializer, Immutable]
internal sealed class RegisteredReminder(GrainId grain, string name, string eTag) : IGrainReminder
{
    [Id(0)]
    public GrainId Grain { get; } = grain;

    [Id(1)]
    public string ReminderName { get; } = name;

    [Id(2)]
    public string ETag { get; } = eTag;
}
