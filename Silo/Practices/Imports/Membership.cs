namespace OutreachSilo.Practices;

/// <summary>What a membership file says of one practice today.</summary>
/// <param name="Pcn">Empty when the practice has left its network.</param>
/// <param name="From">First day of what is said, a date in England.</param>
internal sealed record Membership(string File, int Line, string Practice, string Pcn, string PcnName, DateOnly From);
