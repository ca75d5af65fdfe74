namespace OutreachSilo.Kernel;

/// <summary>Where aggregates announce what is durable. Never blocks and never fails.</summary>
public interface ITopics
{
    /// <summary>Something about this person, or this aggregate, moved: those who follow it look again.</summary>
    /// <param name="topic">A person id, or the key of an aggregate that can be followed by itself.</param>
    void Moved(string topic);
}
