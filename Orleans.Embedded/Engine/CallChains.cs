using System.Text;
using Orleans.Engine.Calls;
using Orleans.Engine.Turns;

namespace Orleans.Engine;

/// <summary>Who waits for whom, at one moment; says of an overdue call whether it waits for itself.</summary>
internal sealed class CallChains
{
    private const int LinksAtMost = 16;

    private readonly Dictionary<CallTarget, GrainCall> bySource = [];

    public CallChains(IEnumerable<CallTarget> targets)
    {
        var open = new List<GrainCall>();
        foreach (var target in targets) target.CollectOpen(open);
        foreach (var call in open)
        {
            if (call.Source is not null) bySource.TryAdd(call.Source, call);
        }
    }

    public string Describe(GrainCall call)
    {
        var seen = new HashSet<CallTarget>();
        var text = new StringBuilder("Call chain: ").Append(call.Source?.Name ?? "client");
        if (call.Source is not null) seen.Add(call.Source);
        for (var links = 0; links < LinksAtMost; links++)
        {
            text.Append(" -> ").Append(call.Reference.GrainId).Append('.').Append(call.Shape.Method.Name);
            if (call.Target is null) break;
            if (!seen.Add(call.Target)) return text.Append(". The call waits for itself: a deadlock.").ToString();
            if (!bySource.TryGetValue(call.Target, out call!)) break;
        }

        return text.Append('.').ToString();
    }
}
