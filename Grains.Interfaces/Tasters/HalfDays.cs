using System.Globalization;
using System.Numerics;

namespace OutreachSilo.Tasters;

/// <summary>
/// A set of half-days of one Monday-to-Friday week: bit 0 is Monday morning, bit 1 Monday afternoon … bit 9 Friday afternoon.
/// Dates at a place, no zone. Room and overlap are counted per half-day.
/// </summary>
[GenerateSerializer, Immutable, Alias("half-days")]
public readonly record struct HalfDays([property: Id(0)] ushort Bits)
{
    public const int PerWeek = 10;

    public static readonly HalfDays None = new(0);

    public static readonly HalfDays WholeWeek = new(0b11_1111_1111);

    public int Count => BitOperations.PopCount(Bits);

    public bool IsEmpty => Bits == 0;

    public bool IsValid => Bits <= WholeWeek.Bits;

    public bool Contains(int halfDay) => (Bits >> halfDay & 1) == 1;

    public bool Overlaps(HalfDays other) => (Bits & other.Bits) != 0;

    public HalfDays With(HalfDays other) => new((ushort)(Bits | other.Bits));

    public HalfDays Without(HalfDays other) => new((ushort)(Bits & ~other.Bits));

    /// <summary>Both halves of one day, 0 = Monday … 4 = Friday.</summary>
    public static HalfDays Day(int day) => new((ushort)(0b11 << 2 * day));

    /// <summary>For people: "Mon–Fri", "Tue–Fri", "Mon am, Wed".</summary>
    public override string ToString()
    {
        if (IsEmpty) return "none";
        var parts = new List<string>();
        for (var day = 0; day < 5; day++)
        {
            if (!Contains(2 * day) || !Contains(2 * day + 1))
            {
                if (Contains(2 * day)) parts.Add(Names[day] + " am");
                if (Contains(2 * day + 1)) parts.Add(Names[day] + " pm");
                continue;
            }

            var last = day;
            while (last < 4 && Contains(2 * last + 2) && Contains(2 * last + 3)) last++;
            parts.Add(last - day > 1 ? $"{Names[day]}–{Names[last]}" : string.Join(", ", Names[day..(last + 1)]));
            day = last;
        }

        return string.Join(", ", parts);
    }

    private static readonly string[] Names = [.. CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames[1..6]];
}
