namespace Orleans.Runtime;

/// <summary>A view of the whole silo; key 0.</summary>
public interface IManagementGrain : IGrainWithIntegerKey
{
    /// <summary>Ends every activation that has been idle for longer than <paramref name="ageLimit"/>.</summary>
    Task ForceActivationCollection(TimeSpan ageLimit);

    /// <summary>How many activations there are.</summary>
    Task<int> GetTotalActivationCount();
}
