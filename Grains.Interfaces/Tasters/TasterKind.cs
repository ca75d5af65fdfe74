namespace OutreachSilo.Tasters;

/// <summary>Who a taster is for. Each kind has its own offer in a week, with its own places, window and rules.</summary>
[GenerateSerializer, Alias("taster-kind")]
public enum TasterKind
{
    Foundation = 0,
    School = 1,
}
