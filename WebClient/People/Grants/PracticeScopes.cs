using OutreachSilo.Common;
using OutreachSilo.Practices;

namespace OutreachSilo.People.Grants;

/// <summary>A practice that a role is for, with the region it lies in.</summary>
internal readonly record struct ScopedPractice(string OdsCode, string Region);

/// <summary>What the scope of a role of a practice names: one practice, or a group, the practices of a primary care network as the register has them now. Scoped.</summary>
internal sealed class PracticeScopes(PublishingService practices, IPracticeDirectory directory)
{
    /// <summary>Empty for a scope that is of no practice, and for what the register does not have.</summary>
    public async Task<IReadOnlyList<ScopedPractice>> Of(GrantSpec spec, CancellationToken cancellationToken = default)
    {
        if (!GrantRules.IsOfPractice(spec.Role)) return [];
        if (GrainKeys.IsNetwork(spec.Scope)) return [.. (await directory.OfNetwork(spec.Scope, cancellationToken)).Select(line => new ScopedPractice(line.OdsCode, line.Region))];
        return await practices.Practice(spec.Scope) is { Succeeded: true, Value: var practice } ? [new ScopedPractice(spec.Scope, practice.Facts.Region)] : [];
    }
}
