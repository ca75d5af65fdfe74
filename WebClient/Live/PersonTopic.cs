namespace OutreachSilo.Live;

/// <summary>"Something of yours changed", to the connections of one person only. It says nothing else: the page asks for what it may see.</summary>
internal sealed class PersonTopic : Topic
{
    private static readonly Frame Notice = new(Frame.Moved, new RawJson("{}"u8.ToArray()));

    private long _moves;

    public void Moved() => Interlocked.Increment(ref _moves);

    public override Frame? Next(Seat seat)
    {
        lock (seat.Lock)
        {
            var moves = Interlocked.Read(ref _moves);
            if (seat.Version == moves) return null;
            seat.Version = moves;
            return Notice;
        }
    }

    public void Join(Viewer viewer) => Seats[viewer.Id] = new Seat(viewer, this) { Version = Interlocked.Read(ref _moves) };
}
