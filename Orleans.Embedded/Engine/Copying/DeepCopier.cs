namespace Orleans.Engine.Copying;

/// <summary>Copies arguments and results of one declared type, so that caller and callee never share something that can change.</summary>
internal static class DeepCopier<T>
{
    /// <summary>Whether values of the type are handed over as they are.</summary>
    public static readonly bool IsShared = Immutability.IsImmutable(typeof(T));

    public static T Copy(T value)
    {
        if (IsShared || value is null or Runtime.GrainReference) return value;
        return (T)Copiers.Copy(value, typeof(T), new CopyContext());
    }
}
