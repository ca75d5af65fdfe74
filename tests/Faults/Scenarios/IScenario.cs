using OutreachSilo.Faults.Oracle;
using OutreachSilo.Faults.Running;

namespace OutreachSilo.Faults.Scenarios;

/// <summary>One of the faults F1 … F15.</summary>
internal interface IScenario
{
    /// <summary>For example <c>f1</c>.</summary>
    string Name { get; }

    string What { get; }

    /// <summary>Whether it is a fault of the database server; then there is nothing to do on SQLite.</summary>
    bool NeedsServer { get; }

    /// <summary>Whether it holds summaries and boards against the journal after a restart.</summary>
    bool ComparesSummaries => false;

    /// <exception cref="FellException">The service did not come to a good end, so nothing can be judged.</exception>
    Task<Verdict> Run(FaultRun run);
}
