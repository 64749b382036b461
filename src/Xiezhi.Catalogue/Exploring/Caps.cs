using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Exploring;

/// <summary>Whether running clocks keep within the most that the law allows: the cap of an extension, the cap of a length that a document sets.</summary>
internal static class Caps
{
    /// <summary>The clock that has gone past its cap, with the last day that the law allows; null when none has.</summary>
    public static (Clock Clock, DateOnly Latest)? Broken(CaseState state, WorkingCalendar calendar, City city)
    {
        foreach (ref readonly var clock in state.Clocks)
        {
            if (!clock.Runs || !clock.DueKnown) { continue; }
            var limit = state.Edition.Limits[clock.Limit];
            var own = clock;
            (own.Extension, own.ExtendedTo) = (default, DateOnly.MinValue);
            if (MostOf(limit.Length) is { } most)
            {
                var longest = own;
                longest.Length = most;
                if (Strict(own) > Strict(longest)) { return (clock, Strict(longest)); }
            }

            if (limit.ExtendedBy is not { UpTo: { } cap } extension) { continue; }
            var latest = own;
            latest.Extension = cap;
            if (extension.ToFact < 0)
            {
                if (Strict(clock) > Strict(latest)) { return (clock, Strict(latest)); }
            }
            else if (clock.ExtendedTo != DateOnly.MinValue && clock.ExtendedTo > Strict(latest)) { return (clock, Strict(latest)); }
        }

        return null;

        static Length? MostOf(LengthRule rule) => rule switch { LengthRule.SetBy set => set.AtMost, LengthRule.Field field => field.AtMost, _ => null };

        DateOnly Strict(Clock one)
        {
            var silence = new Silence();
            return Measure.Compute(in one, state, calendar, city, ref silence).Strict;
        }
    }
}
