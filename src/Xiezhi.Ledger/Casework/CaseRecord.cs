using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Casework;

/// <summary>A case as the ledger holds it: its place in the register, its key's slot, where its entries lie in the log, and its state.</summary>
public sealed class CaseRecord
{
    public required CaseId Id { get; init; }
    /// <summary>The edition that the case has now.</summary>
    public required LoggedEdition Edition { get; set; }
    public required long KeySlot { get; init; }
    public required CaseState State { get; set; }
    /// <summary>Number in the log of the organ that keeps the register.</summary>
    public required int Organ { get; init; }
    /// <summary>Year of the register.</summary>
    public required int Year { get; init; }
    /// <summary>Leaf index of each entry, in order.</summary>
    public required List<long> Places { get; init; }

    /// <summary>Writes the record as its case row keeps it; the same record always gives the same bytes.</summary>
    public int Write(Span<byte> output)
    {
        var w = new VarintWriter(output);
        w.Number(Edition.Number);
        w.Long((ulong)KeySlot);
        w.Number(Places.Count);
        long before = 0;
        foreach (var place in Places)
        {
            w.Long((ulong)(place - before));
            before = place;
        }

        return w.Length + CaseCodec.Write(State, output[w.Length..]);
    }

    /// <summary>The key slot alone, without reading the rest.</summary>
    /// <exception cref="FormatException">The bytes are not a case record.</exception>
    public static long KeySlotOf(ReadOnlySpan<byte> bytes)
    {
        var r = new VarintReader(bytes);
        r.Number();
        return (long)r.Long();
    }

    /// <summary>Whether the case is open, without reading the rest.</summary>
    /// <exception cref="FormatException">The bytes are not a case record.</exception>
    public static bool IsOpenIn(ReadOnlySpan<byte> bytes)
    {
        var r = new VarintReader(bytes);
        r.Number();
        r.Long();
        for (var places = r.Number(); places > 0; places--) { r.Long(); }
        return CaseCodec.StageIn(r.Rest) != CaseState.Closed;
    }

    /// <summary>The leaf index of each entry, without reading the rest.</summary>
    /// <exception cref="FormatException">The bytes are not a case record.</exception>
    public static List<long> PlacesIn(ReadOnlySpan<byte> bytes)
    {
        var r = new VarintReader(bytes);
        r.Number();
        r.Long();
        var places = new List<long>(r.Number());
        long before = 0;
        for (var i = places.Capacity; i > 0; i--)
        {
            before += (long)r.Long();
            places.Add(before);
        }

        return places;
    }

    /// <exception cref="FormatException">The bytes are not a case record.</exception>
    public static CaseRecord Read(CaseId id, Register register, ReadOnlySpan<byte> bytes, LogDictionary dictionary)
    {
        var r = new VarintReader(bytes);
        var edition = dictionary.Of(r.Number());
        var slot = (long)r.Long();
        var places = new List<long>(r.Number());
        long before = 0;
        for (var i = places.Capacity; i > 0; i--)
        {
            before += (long)r.Long();
            places.Add(before);
        }

        return new CaseRecord { Id = id, Edition = edition, KeySlot = slot, Places = places, Organ = register.Organ, Year = register.Year, State = CaseCodec.Read(edition.Edition, r.Rest) };
    }
}
