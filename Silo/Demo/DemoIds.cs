using System.Security.Cryptography;
using System.Text;
using OutreachSilo.Practices;

namespace OutreachSilo.Demo;

/// <summary>Command ids of the demo: the same for the same step, so that a repeated start repeats the same commands.</summary>
internal static class DemoIds
{
    public static Guid Of(string step, params ReadOnlySpan<int> numbers) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"demo/{step}/{string.Join('/', numbers.ToArray())}")).AsSpan(0, 16));

    /// <summary>Registers a practice and then gives it its PCN.</summary>
    public static async Task JoinPcnAfter(this IPracticeGrain practice, PracticeFacts facts, string pcn, string name, string actor)
    {
        await practice.Register(new RegisterPractice(Guid.NewGuid(), actor, facts));
        await practice.JoinPcn(new JoinPcn(Guid.NewGuid(), actor, pcn, name, new DateOnly(2020, 4, 1)));
    }
}
