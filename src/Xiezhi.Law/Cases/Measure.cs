using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Law.Cases;

/// <summary>Lengths and due days of the clocks of a case: the one place where a clock meets the calendar, silently or with its working told.</summary>
public static class Measure
{
    /// <summary>The length of a limit as the case now stands; null where the law leaves it open.</summary>
    /// <param name="start">The clock's start, from which a day set by a document is measured.</param>
    public static Length? LengthOf(Limit limit, CaseState @case, WorkingCalendar calendar, City city, DateOnly start) => LengthOf(limit.Length, limit.Counting, @case, calendar, city, start);

    private static Length? LengthOf(LengthRule? rule, CountingRule counting, CaseState @case, WorkingCalendar calendar, City city, DateOnly start)
    {
        switch (rule)
        {
            case LengthRule.Constant constant: return constant.Length;
            case LengthRule.Choose choose:
                var code = @case.Fact(choose.Fact);
                return code >= 0 && code < choose.Of.Length ? choose.Of[(int)code] : null;
            case LengthRule.Field field:
                var length = @case.HasFact(field.Fact) && city.Registers.TryGetValue(@case.Edition.Facts[field.Fact].Register!, out var register)
                    && register.Items[(int)@case.Fact(field.Fact)].Lengths.TryGetValue(field.Name, out var own) ? own : field.Else;
                return field.AtMost is { } cap && length is { } chosen && cap.Unit == chosen.Unit && chosen.Amount > cap.Amount ? cap : length;
            case LengthRule.SetBy set:
                if (!@case.HasFact(set.Fact)) { return set.Else; }
                var value = @case.Fact(set.Fact);
                var asked = @case.Edition.Facts[set.Fact].Kind == FactKind.Length
                    ? new Length((int)(value >> 8), (DayUnit)(value & 0xFF))
                    : new Length(Math.Max(0, (int)value - start.DayNumber), DayUnit.CalendarDay);
                return BrokenBound(set, asked, start, counting, calendar) ?? asked;
            case LengthRule.Local local:
                foreach (var (region, there) in local.Of) { if (city.IsIn(@case.Keeper, region)) { return LengthOf(there, counting, @case, calendar, city, start); } }
                return LengthOf(local.Else, counting, @case, calendar, city, start);
            default: return null;
        }
    }

    /// <summary>The bound that a length set by a document breaks, which then takes its place; null when it keeps both.</summary>
    public static Length? BrokenBound(LengthRule.SetBy set, Length asked, DateOnly start, CountingRule rule, WorkingCalendar calendar)
    {
        var end = End(asked);
        return set.AtMost is { } most && end > End(most) ? most : set.AtLeast is { } least && end < End(least) ? least : null;

        // A length by the minute is taken from the day's beginning: bounds are compared, nothing falls due here.
        Moment End(Length length)
        {
            var due = Due.Of(calendar, new Reckoning { Kind = LimitKind.AtLeast, From = new Moment(start, (short)(length.IsByTheMinute ? 0 : -1)), Length = length, Rule = rule });
            return new Moment(due.Strict, due.Minute);
        }
    }

    /// <summary>Recomputes the due day of a clock from its start, its length, its extension and the spans of the case.</summary>
    internal static void Project(ref Clock clock, CaseState @case, WorkingCalendar calendar, City city)
    {
        if (Awaited(in clock, @case))
        {
            (clock.Strict, clock.Rolled, clock.DueMinute) = (Clock.Unknown, Clock.Unknown, (short)-1);
            return;
        }

        var silence = new Silence();
        var due = Compute(in clock, @case, calendar, city, ref silence);
        (clock.Strict, clock.Rolled, clock.DueMinute, clock.Provisional) = (due.Strict, due.Rolled, due.Minute, due.Provisional);
    }

    /// <summary>True while the due day is not known: an open length, or an open span that takes days off without end.</summary>
    public static bool Awaited(in Clock clock, CaseState @case)
    {
        var limit = @case.Edition.Limits[clock.Limit];
        if (!limit.IsDated && clock.Length is null) { return true; }
        if (limit.TolledBy == 0) { return false; }
        foreach (var run in @case.Spans)
        {
            if (run.Open && run.NeededOn != DateOnly.MinValue && (limit.TolledBy >> run.Span & 1) != 0 && @case.Edition.Spans[run.Span].UpTo is null) { return true; }
        }

        return false;
    }

    /// <summary>The due day of a clock whose due day is known, told to the narrator by the code that computes it.</summary>
    public static DueDay Compute<TNarrator>(in Clock clock, CaseState @case, WorkingCalendar calendar, City city, ref TNarrator narrator)
        where TNarrator : struct, INarrator
    {
        var limit = @case.Edition.Limits[clock.Limit];
        if (limit.IsDated) { return Due.ByDay(calendar, clock.Strict.AddDays(limit.ByDay.Exclusive ? 1 : 0).Year, limit.ByDay.Month, limit.ByDay.Day, limit.ByDay.Exclusive, ref narrator); }
        Span<Stretch> off = stackalloc Stretch[limit.TolledBy == 0 ? 0 : Math.Min(@case.Spans.Length, 64)];
        var count = 0;
        if (limit.TolledBy != 0)
        {
            foreach (var run in @case.Spans)
            {
                if (count < off.Length && (limit.TolledBy >> run.Span & 1) != 0 && StretchOf(run, @case.Edition.Spans[run.Span], limit.Counting, calendar) is { } stretch) { off[count++] = stretch; }
            }
        }

        var reckoning = new Reckoning
        {
            Kind = limit.Kind,
            From = StartOf(in clock),
            Length = clock.Length!.Value,
            TakenOff = off[..count],
            Extension = clock.Extension.Amount > 0 ? clock.Extension : null,
            ExtendedTo = clock.ExtendedTo != DateOnly.MinValue ? clock.ExtendedTo : null,
            ShiftedBy = limit.ShiftedBy,
            Rule = limit.Counting,
            Hours = HoursOf(limit, @case, city),
        };
        return Due.Of(calendar, in reckoning, ref narrator);
    }

    // A day that ended of itself ended at 24:00, which is where a clock by the minute takes over.
    private static Moment StartOf(in Clock clock) => clock.Length is { IsByTheMinute: true } && !clock.Start.HasMinute ? Moment.At(clock.Start.Day.AddDays(1), 0, 0) : clock.Start;

    /// <summary>The hours of the procedure, where it has some; else those of the organ that the limit binds; the city's where it has none of its own, or nobody is bound yet.</summary>
    private static OfficeHours HoursOf(Limit limit, CaseState @case, City city)
    {
        if (@case.Edition.Hours is { } own) { return own; }
        if (limit.Binds < 0) { return city.Hours; }
        var holder = @case.Holder(limit.Binds);
        var organ = @case.Edition.Roles[limit.Binds].Kind switch { RoleKind.Organ => (int)holder, RoleKind.Officer => Actor.FromOfficerHolder(holder).Organ, _ => 0 };
        return city.FindOrgan(organ)?.Hours ?? city.Hours;
    }

    /// <summary>The days that a span takes off, both ends included, or null when it takes none.</summary>
    private static Stretch? StretchOf(SpanRun run, Span span, CountingRule rule, WorkingCalendar calendar)
    {
        if (run.NeededOn == DateOnly.MinValue || (run.Open && span.UpTo is null)) { return null; }
        var first = run.NeededOn > run.From ? run.NeededOn : run.From;
        if (run.Until < first) { return null; }
        var off = rule.TakesOff(first, run.Until, span.Kind == SpanKind.Suspension ? StretchKind.Tolled : StretchKind.Excluded, span.Index);
        if (off is not { } stretch || span.UpTo is not { } cap) { return off; }
        var silence = new Silence();
        var end = Due.Of(calendar, new Reckoning { Kind = LimitKind.AtLeast, From = new Moment(stretch.First.AddDays(-1), -1), Length = cap, Rule = rule, Hours = OfficeHours.Usual }, ref silence).Strict;
        return end < stretch.Last ? new Stretch(stretch.First, end, stretch.Kind, stretch.Ground) : stretch;
    }
}
