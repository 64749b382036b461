using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>A case as bytes: what a store keeps beside the log so that the next act need not fold the whole history.
/// Of clocks that no longer run only limit, state and origin are kept: history is in the entries.</summary>
public static class CaseCodec
{
    private const int OpenEnd = -1;
    // Bits of barred acts, which follow from the clocks; rows of earlier programs have them.
    private const ulong Reserved = 0;
    private const int OpenLength = 0;
    // Followed by the unit, as there is no unit 7.
    private const int OnTheSpot = 7;

    /// <summary>Writes the case; the same case always gives the same bytes.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Write(CaseState c, Span<byte> output)
    {
        var w = new VarintWriter(output);
        w.Number(c.Stage + 1);
        w.Number(c.Outcome + 1);
        w.Number(c.Entries);
        w.Number(c.LastDay.DayNumber);
        w.Number(Count(c.acts, static a => a.Times > 0));
        for (var i = 0; i < c.acts.Length; i++)
        {
            var act = c.acts[i];
            if (act.Times == 0) { continue; }
            w.Number(i);
            w.Number((act.Times << 2) | (act.Counts ? 1 : 0) | (act.TimesSince != act.Times ? 2 : 0));
            if (act.TimesSince != act.Times) { w.Number(act.TimesSince); }
            w.Signed(c.LastDay.DayNumber - act.Last.DayNumber);
        }

        w.Number(Count(c.facts, static f => f != CaseState.Unset));
        for (var i = 0; i < c.facts.Length; i++)
        {
            if (c.facts[i] == CaseState.Unset) { continue; }
            w.Number(i);
            w.Signed(c.facts[i]);
        }

        w.Number(Count(c.holders, static h => h != 0));
        for (var i = 0; i < c.holders.Length; i++)
        {
            if (c.holders[i] == 0) { continue; }
            w.Number(i);
            w.Long((ulong)c.holders[i]);
            if (c.Edition.Roles[i].Many) { WriteFurther(ref w, c, i); }
        }

        w.Long(c.markBits);
        w.Long(Reserved);
        w.Number(c.clockList.Length);
        foreach (ref readonly var clock in c.clockList.AsSpan()) { Write(ref w, in clock, c.Edition.Limits[clock.Limit].IsPer); }
        w.Number(c.spanList.Length);
        foreach (var span in c.spanList)
        {
            w.Number(span.Span);
            w.Number(span.From.DayNumber);
            w.Signed(span.NeededOn == DateOnly.MinValue ? OpenEnd : span.NeededOn.DayNumber - span.From.DayNumber);
            w.Signed(span.Open ? OpenEnd : span.Until.DayNumber - span.From.DayNumber);
        }

        w.Number(c.partServices.Length);
        foreach (var part in c.partServices)
        {
            w.Number(part.Document);
            w.Number(part.Role);
            w.Long((ulong)part.Holder);
        }

        if (!c.Edition.Traits.Each.IsEmpty) { WriteParts(ref w, c); }
        WriteLinks(ref w, c);
        return w.Length;
    }

    private static void WriteParts(ref VarintWriter w, CaseState c)
    {
        w.Number(c.partsDone.Length);
        foreach (var part in c.partsDone)
        {
            w.Number(part.Act);
            w.Number(part.Role);
            w.Long((ulong)part.Holder);
            w.Number((part.Times << 1) | (part.Counts ? 1 : 0));
            w.Number(part.TimesSince);
        }
    }

    /// <summary>The stage alone, without the edition.</summary>
    /// <exception cref="FormatException">The bytes are not a case.</exception>
    public static int StageIn(ReadOnlySpan<byte> bytes) => new VarintReader(bytes).Number() - 1;

    /// <summary>Whether the case was erased, without the edition.</summary>
    /// <exception cref="FormatException">The bytes are not a case.</exception>
    public static bool IsErasedIn(ReadOnlySpan<byte> bytes)
    {
        var r = new VarintReader(bytes);
        r.Number();
        r.Number();
        var entries = r.Number();
        r.Number();
        return entries > 0 && r.Number() == 0;
    }

    /// <summary>Reads what <see cref="Write(CaseState, Span{byte})"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are not a case of this edition.</exception>
    public static CaseState Read(Edition edition, ReadOnlySpan<byte> bytes)
    {
        var r = new VarintReader(bytes);
        var c = new CaseState(edition) { Stage = r.Number() - 1, Outcome = r.Number() - 1, Entries = r.Number(), LastDay = DateOnly.FromDayNumber(r.Number()) };
        for (var n = r.Number(); n > 0; n--)
        {
            var index = r.Below(c.acts.Length);
            var times = r.Number();
            var since = (times & 2) != 0 ? r.Number() : times >> 2;
            c.acts[index] = new ActDone((short)(times >> 2), (short)since, (times & 1) != 0, DateOnly.FromDayNumber(c.LastDay.DayNumber - (int)r.Signed()));
        }

        for (var n = r.Number(); n > 0; n--) { c.facts[r.Below(c.facts.Length)] = r.Signed(); }
        for (var n = r.Number(); n > 0; n--)
        {
            var role = r.Below(c.holders.Length);
            c.holders[role] = (long)r.Long();
            if (edition.Roles[role].Many) { ReadFurther(ref r, c, role); }
        }

        c.markBits = r.Long();
        r.Long();
        c.clockList = new Clock[r.Number()];
        foreach (ref var clock in c.clockList.AsSpan()) { Read(ref r, ref clock, edition); }
        c.spanList = new SpanRun[r.Number()];
        for (var i = 0; i < c.spanList.Length; i++)
        {
            var span = r.Below(edition.Spans.Length);
            var from = DateOnly.FromDayNumber(r.Number());
            var needed = r.Signed();
            var until = r.Signed();
            c.spanList[i] = new SpanRun(span, from, needed == OpenEnd ? DateOnly.MinValue : from.AddDays((int)needed), until == OpenEnd ? DateOnly.MaxValue : from.AddDays((int)until));
        }

        c.partServices = new PartService[r.Number()];
        for (var i = 0; i < c.partServices.Length; i++) { c.partServices[i] = new PartService(r.Below(edition.Documents.Length), r.Below(edition.Roles.Length), (long)r.Long()); }
        if (!edition.Traits.Each.IsEmpty) { ReadParts(ref r, c); }
        if (!r.AtEnd) { ReadLinks(ref r, c); }
        r.End();
        return c;
    }

    private static void WriteFurther(ref VarintWriter w, CaseState c, int role)
    {
        w.Number(Count(c.further, f => f.Role == role));
        foreach (var other in c.further) { if (other.Role == role) { w.Long((ulong)other.Holder); } }
    }

    private static void ReadFurther(ref VarintReader r, CaseState c, int role)
    {
        for (var n = r.Number(); n > 0; n--) { c.further = [.. c.further, new Naming(role, (long)r.Long())]; }
    }

    private static void ReadParts(ref VarintReader r, CaseState c)
    {
        c.partsDone = new PartDone[r.Number()];
        for (var i = 0; i < c.partsDone.Length; i++)
        {
            var (act, role, holder, times) = (r.Below(c.acts.Length), r.Below(c.holders.Length), (long)r.Long(), r.Number());
            c.partsDone[i] = new PartDone(act, role, holder, (short)(times >> 1), (short)r.Number(), (times & 1) != 0);
        }
    }

    // Few cases have any: the rest has no byte for it.
    private static void WriteLinks(ref VarintWriter w, CaseState c)
    {
        if (c.Parent.IsNone && c.linkList.Length == 0) { return; }
        w.Long((ulong)c.Parent.Case);
        if (!c.Parent.IsNone) { w.Number(c.Parent.Link + 1); }
        w.Number(c.linkList.Length);
        foreach (var run in c.linkList)
        {
            w.Number((run.Link << 1) | (run.Closed ? 1 : 0));
            w.Long((ulong)run.Case);
        }
    }

    private static void ReadLinks(ref VarintReader r, CaseState c)
    {
        var parent = (long)r.Long();
        if (parent != 0) { c.Parent = new LinkedCase(r.Number() - 1, parent); }
        c.linkList = new LinkRun[r.Number()];
        for (var i = 0; i < c.linkList.Length; i++)
        {
            var link = r.Number();
            c.linkList[i] = new LinkRun(link >> 1 < c.Edition.Links.Length ? link >> 1 : throw new FormatException($"the edition has no link {link >> 1}"), (long)r.Long(), (link & 1) != 0);
        }
    }

    private static void Write(ref VarintWriter w, in Clock clock, bool isPer)
    {
        w.Number(clock.Limit);
        if (isPer) { w.Signed(clock.Of); }
        var due = clock.Runs && clock.DueKnown;
        w.Number((int)clock.State | (clock.Overdue ? 8 : 0) | ((int)clock.StartedByKind << 4) | (due ? 64 : 0) | (clock.Runs && clock.Start.Minute >= 0 ? 128 : 0)
            | (clock.Runs && clock.Extension.Amount > 0 ? 256 : 0) | (clock.Runs && clock.ExtendedTo != DateOnly.MinValue ? 512 : 0) | (due && clock.DueMinute >= 0 ? 1024 : 0) | (clock.Runs && clock.Provisional ? 2048 : 0)
            | (clock.Behind ? 4096 : 0) | (clock.Rests ? 8192 : 0));
        w.Number(clock.StartedBy + 1);
        if (!clock.Runs) { return; }
        w.Number(clock.Start.Day.DayNumber);
        if (clock.Start.Minute >= 0) { w.Number(clock.Start.Minute); }
        Write(ref w, clock.Length);
        if (clock.Extension.Amount > 0) { Write(ref w, clock.Extension); }
        if (clock.ExtendedTo != DateOnly.MinValue) { w.Number(clock.ExtendedTo.DayNumber); }
        if (!due) { return; }
        w.Signed(clock.Strict.DayNumber - clock.Start.Day.DayNumber);
        w.Signed(clock.Rolled.DayNumber - clock.Strict.DayNumber);
        if (clock.DueMinute >= 0) { w.Number(clock.DueMinute); }
    }

    private static void Read(ref VarintReader r, ref Clock clock, Edition edition)
    {
        clock.Limit = r.Below(edition.Limits.Length);
        if (edition.Limits[clock.Limit].IsPer) { clock.Of = r.Signed(); }
        var flags = r.Number();
        clock.State = (ClockState)(flags & 7);
        clock.Overdue = (flags & 8) != 0;
        clock.Behind = (flags & 4096) != 0;
        clock.Rests = (flags & 8192) != 0;
        clock.StartedByKind = (EntryKind)(flags >> 4 & 3);
        clock.StartedBy = r.Number() - 1;
        clock.ExtendedTo = DateOnly.MinValue;
        clock.Stopped = DateOnly.MinValue;
        if (!clock.Runs) { return; }
        var day = DateOnly.FromDayNumber(r.Number());
        clock.Start = new Moment(day, (flags & 128) != 0 ? (short)r.Number() : (short)-1);
        clock.Length = ReadLength(ref r);
        if ((flags & 256) != 0) { clock.Extension = ReadLength(ref r) ?? default; }
        if ((flags & 512) != 0) { clock.ExtendedTo = DateOnly.FromDayNumber(r.Number()); }
        clock.Provisional = (flags & 2048) != 0;
        (clock.Strict, clock.Rolled, clock.DueMinute) = (Clock.Unknown, Clock.Unknown, (short)-1);
        if ((flags & 64) == 0) { return; }
        clock.Strict = day.AddDays((int)r.Signed());
        clock.Rolled = clock.Strict.AddDays((int)r.Signed());
        if ((flags & 1024) != 0) { clock.DueMinute = (short)r.Number(); }
    }

    private static void Write(ref VarintWriter w, Length? length)
    {
        if (length is not { } known) { w.Number(OpenLength); return; }
        w.Number(known.Amount > 0 ? (known.Amount << 3) | (int)known.Unit : OnTheSpot);
        if (known.Amount == 0) { w.Number((int)known.Unit); }
    }

    private static Length? ReadLength(ref VarintReader r) => r.Number() switch
    {
        OpenLength => null,
        OnTheSpot => new Length(0, (DayUnit)r.Number()),
        var number => new Length(number >> 3, (DayUnit)(number & 7)),
    };

    private static int Count<T>(T[] items, Func<T, bool> which)
    {
        var n = 0;
        foreach (var item in items) { if (which(item)) { n++; } }
        return n;
    }
}
