namespace Orleans.Engine.Turns;

/// <summary>A first-in-first-out queue that costs nothing while it was never used and gives back what a rush made it grow.</summary>
internal struct WorkRing
{
    private const int Small = 4;
    private const int KeptAtMost = 64;

    private object?[]? items;
    private int head;

    public int Count { get; private set; }

    public void Enqueue(object item)
    {
        items ??= new object?[Small];
        if (Count == items.Length) Grow();
        items[(head + Count) & (items.Length - 1)] = item;
        Count++;
    }

    public readonly object Peek() => items![head]!;

    public object Dequeue()
    {
        var item = items![head]!;
        items[head] = null;
        head = (head + 1) & (items.Length - 1);
        Count--;
        if (Count == 0 && items.Length > KeptAtMost) items = null;
        if (Count == 0) head = 0;
        return item;
    }

    private void Grow()
    {
        var larger = new object?[items!.Length * 2];
        for (var i = 0; i < Count; i++) larger[i] = items[(head + i) & (items.Length - 1)];
        items = larger;
        head = 0;
    }
}
