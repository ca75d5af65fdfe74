using System.Collections.Immutable;

namespace OutreachSilo.Mentoring;

/// <summary>What is on record in one training year, in minutes.</summary>
internal sealed record LedgerYear(int Year, int Training, int Preparation, int Held)
{
    public int Used => Training + Preparation + Held;
}

internal static class LedgerYears
{
    public static LedgerYear In(this ImmutableArray<LedgerYear> ledger, int year)
    {
        foreach (var each in ledger)
            if (each.Year == year) return each;
        return new LedgerYear(year, 0, 0, 0);
    }

    public static ImmutableArray<LedgerYear> With(this ImmutableArray<LedgerYear> ledger, LedgerYear year)
    {
        for (var i = 0; i < ledger.Length; i++)
            if (ledger[i].Year == year.Year) return ledger.SetItem(i, year);
        return ledger.Add(year);
    }
}
