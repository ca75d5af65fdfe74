using System.Text;

namespace OutreachSilo.Telemetry;

/// <summary>A protobuf message as its fields: enough to walk one whose layout is known.</summary>
internal readonly struct Protobuf(ReadOnlyMemory<byte> body)
{
    public string Text => Encoding.UTF8.GetString(body.Span);

    /// <summary>The messages at the end of a path of field numbers.</summary>
    public IEnumerable<Protobuf> At(params int[] path)
    {
        IEnumerable<Protobuf> found = [this];
        foreach (var number in path)
            found = found.SelectMany(message => message.Fields().Where(field => field.Number == number).Select(field => field.Value));
        return found;
    }

    /// <summary>Fields that have a length; the numbers among them are passed over.</summary>
    private List<(int Number, Protobuf Value)> Fields()
    {
        var fields = new List<(int, Protobuf)>();
        for (var at = 0; at < body.Length;)
        {
            var tag = Varint(ref at);
            switch (tag & 7)
            {
                case 0: Varint(ref at); break;
                case 1: at += sizeof(ulong); break;
                case 5: at += sizeof(uint); break;
                case 2:
                    var length = (int)Varint(ref at);
                    fields.Add(((int)(tag >> 3), new Protobuf(body.Slice(at, length))));
                    at += length;
                    break;
                default: throw new InvalidDataException($"Wire type {tag & 7} is not of this protocol.");
            }
        }

        return fields;
    }

    private ulong Varint(ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = body.Span[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}
