using Orleans.Runtime;

namespace OutreachSilo.Benchmarks.Peers;

/// <summary>P6: the grain as one writes it first. The list of people is the state, and each booking writes it.</summary>
[Alias("INaiveWeekGrain")]
internal interface INaiveWeekGrain : IGrainWithStringKey
{
    [Alias("Book")]
    Task<bool> Book(string person);
}

/// <inheritdoc cref="INaiveWeekGrain"/>
internal sealed class NaiveWeekGrain([PersistentState("week", NaiveWeekGrain.Storage)] IPersistentState<NaiveWeek> state) : Grain, INaiveWeekGrain
{
    public const string Storage = "naive";

    public async Task<bool> Book(string person)
    {
        if (state.State.People.Count >= state.State.Capacity) return false;
        state.State.People.Add(person);
        await state.WriteStateAsync();
        return true;
    }
}

[GenerateSerializer, Alias("naive-week")]
internal sealed class NaiveWeek
{
    [Id(0)]
    public int Capacity { get; set; } = 1_000_000_000;

    [Id(1)]
    public List<string> People { get; set; } = [];
}
