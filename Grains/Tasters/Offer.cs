namespace OutreachSilo.Tasters;

/// <summary>One kind's places in a week.</summary>
internal sealed record Offer(OfferTerms Terms);
