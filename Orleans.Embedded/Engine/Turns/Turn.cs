namespace Orleans.Engine.Turns;

/// <summary>A piece of work on a <see cref="TurnQueue"/>.</summary>
internal abstract class Turn
{
    /// <summary>Runs within the queue; must not throw.</summary>
    public abstract void Run();
}
