using System.Collections.Immutable;
using OutreachSilo.Common;
using OutreachSilo.Mentoring;
using OutreachSilo.Practices;
using OutreachSilo.Tasters;

namespace OutreachSilo.Kernel;

/// <summary>The journal is never erased, so nothing that people write may be in a change: it holds a <see cref="TextRef"/> to it.</summary>
public sealed class ChangeBodyTests
{
    /// <summary>Members of changes that are text, and what they hold instead of something a person wrote.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["Actor"] = "opaque id",
        ["Person"] = "opaque id",
        ["Mentor"] = "opaque id",
        ["Mentee"] = "opaque id",
        ["By"] = "opaque id",
        ["Code"] = "refusal code",
        ["Detail"] = "sentence of a rule",
        ["Subject"] = "fingerprint of a command",
        ["Fingerprint"] = "fingerprint of a command",
        ["Sha256"] = "hash",
        ["Hash"] = "hash",
        ["Scheme"] = "code",
        ["Region"] = "code",
        ["Zone"] = "IANA name",
        ["Practice"] = "ODS code",
        ["OdsCode"] = "ODS code",
        ["Pcn"] = "code",
        ["Icb"] = "code",
        ["SubIcb"] = "code",
        ["MenteeStage"] = "stage of training",
        ["MentorStage"] = "stage of training",
        ["Postcode"] = "register",
        ["PcnName"] = "register",
        ["Address"] = "register",
        ["Phone"] = "register",
        ["PositionQuality"] = "import",
        ["Source"] = "key of an aggregate",
        ["Host"] = "name of a practice",
        ["Name"] = "name of a practice, scheme or programme",
        ["Room"] = "random name of a video room",
        ["Interests"] = "chosen from a list",
        ["Placements"] = "names of specialties",
        ["BookingStopped.Reason"] = "sentence of the service",
        ["OfferTerms.Supervisor"] = "role or name of a clinician, as published",
    };

    [Fact]
    public void No_change_holds_a_text_that_somebody_wrote()
    {
        var free = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Type>();
        foreach (var change in ChangeCatalog.Aggregates.All.SelectMany(aggregate => aggregate.Changes.All)) Collect(change.Type, free, seen);
        Assert.True(free.Count == 0, $"These members of changes are free text; use TextRef, or say in this test what they hold: {string.Join(", ", free)}.");
    }

    [Fact]
    public void A_free_text_would_be_found()
    {
        var free = new SortedSet<string>(StringComparer.Ordinal);
        Collect(typeof(Remark), free, []);
        Assert.Equal(["Remark.Words", "Remark.Nested.Words"], free.Order(StringComparer.Ordinal).Reverse());
    }

    private static void Collect(Type type, SortedSet<string> free, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return;
        foreach (var property in type.GetProperties().Where(property => property is { GetMethod.IsStatic: false, CanWrite: true }))
        {
            var held = Element(property.PropertyType);
            if (held == typeof(string))
            {
                var name = $"{Name(type)}.{property.Name}";
                if (!Allowed.ContainsKey(property.Name) && !Allowed.ContainsKey(name)) free.Add(name);
            }
            else if (held.Assembly == typeof(Change).Assembly || held.Assembly == typeof(WeekId).Assembly || held.Assembly == typeof(Remark).Assembly)
            {
                Collect(held, free, seen);
            }
        }
    }

    private static Type Element(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? value
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? Element(type.GetGenericArguments()[0])
        : type;

    private static string Name(Type type) => type.DeclaringType is { } outer && outer != typeof(ChangeBodyTests) ? $"{Name(outer)}.{type.Name}" : type.Name;

    private sealed record Remark(string Words, ImmutableArray<Remark.Nested> More)
    {
        public sealed record Nested(string Words);
    }
}
