using OutreachSilo.TestKit;

namespace OutreachSilo;

/// <summary>axe-core's judgement of a page, as far as it is serious or critical.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Script = new(() => File.ReadAllText(Path.Combine(RepositoryPaths.Root, "WebClient", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>One line per finding: its rule, what is asked, and the first element in question.</summary>
    public static async Task<string[]> Findings(Window window)
    {
        await window.Page.EvaluateAsync(Script.Value);
        return await window.Page.EvaluateAsync<string[]>(
            """
            async () => {
              const result = await axe.run(document, {
                runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
                resultTypes: ["violations"],
              });
              return result.violations
                .filter(({ impact }) => impact === "serious" || impact === "critical")
                .map(({ id, help, nodes }) => `${id} (${nodes.length}): ${help}: ${nodes[0].html.slice(0, 160)}: ${nodes[0].failureSummary}`);
            }
            """);
    }
}
