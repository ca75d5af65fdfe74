namespace OutreachSilo.Live;

/// <summary>A practice over the weeks that are looked at. The script says the same when numbers move (<c>js/practice-totals.ts</c>).</summary>
/// <param name="State">A cell's state: <c>free</c> where more than one place can be booked now, else the first that any week has of few, full, soon, stopped; else closed.</param>
/// <param name="Free">Places that can be booked now.</param>
/// <param name="Held">Held and offered.</param>
public sealed record PracticeTotals(string State, int Free, int Capacity, int Held, int Confirmed, int Waiting)
{
    private static readonly string[] WithoutFree = ["full", "soon", "stopped"];

    public string Word => State switch { "few" => "free", "soon" => "not open", var state => state };

    public string Sentence
    {
        get
        {
            var why = State switch { "soon" => "Booking not open: ", "closed" => "Booking closed: ", "stopped" => "Booking stopped: ", _ => "" };
            var parts = new List<string>(4) { $"{why}{Free} of {Capacity} {(Capacity == 1 ? "place" : "places")} free" };
            if (Held > 0) parts.Add($"{Held} held");
            if (Confirmed > 0) parts.Add($"{Confirmed} booked");
            if (Waiting > 0) parts.Add($"{Waiting} on the waiting list");
            return string.Join(", ", parts);
        }
    }

    public static PracticeTotals Of(IEnumerable<CellFacts> weeks)
    {
        var cells = weeks.ToList();
        var (sum, free) = (BoardTotals.Of(cells), cells.Where(cell => cell.Bookable).Sum(cell => cell.Offer.Free));
        var state = free switch
        {
            > 1 => "free",
            1 => "few",
            _ => WithoutFree.FirstOrDefault(state => cells.Exists(cell => cell.State == state)) ?? "closed",
        };
        return new PracticeTotals(state, free, sum.Capacity, sum.Held, sum.Confirmed, sum.Waiting);
    }
}
