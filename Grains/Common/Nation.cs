namespace OutreachSilo.Common;

/// <summary>A nation with public holidays of its own.</summary>
public enum Nation
{
    England,
    Wales,
    Scotland,
    NorthernIreland,
    Ireland,
}
