using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Columns;

/// <summary>A condition of a selection, made ready for the columns of one procedure.</summary>
internal abstract class RowTest
{
    /// <summary>Keeps those of the chosen rows for which it holds, in order, and returns how many they are.</summary>
    public abstract int Keep(ColumnChunk chunk, Span<int> chosen);

    /// <summary>For acts of a list: keeps those of the chosen acts for which it holds, or null when the case decides, not the act.</summary>
    public virtual int? Keep(ActList list, Span<int> chosen) => null;

    /// <summary>The condition as a test, or null when no case of the log can satisfy it.</summary>
    public static RowTest? Of(UnitCondition condition, ProcedureColumns procedure, Period period)
    {
        var plan = procedure.Plan;
        switch (condition)
        {
            case UnitCondition.FactIn fact:
                if (procedure.FindFact(fact.Fact) is not { } words)
                {
                    return null;
                }

                var values = fact.Values.Select(words.Find).OfType<long>().ToArray();
                return values.Length == 0 ? null : new FactTest(plan.Facts.IndexOf(fact.Fact), values);
            case UnitCondition.FactBetween fact:
                return procedure.FindFact(fact.Fact) is { } bounded
                    ? new RangeTest(plan.Facts.IndexOf(fact.Fact), bounded.AtLeast(fact.AtLeast), bounded.AtMost(fact.AtMost))
                    : null;
            case UnitCondition.Done done:
                return new DoneTest(plan.FindFirst(done.Acts), RegisterTable.Day(period.To), Wanted: true);
            case UnitCondition.NotDone done:
                return new DoneTest(plan.FindFirst(done.Acts), RegisterTable.Day(period.To), Wanted: false);
            case UnitCondition.ClosedBy closed:
                return new ClosedTest(RegisterTable.Day(period.To), closed.Outcomes.IsEmpty ? null : procedure.OutcomeNumbers(closed.Outcomes));
            case UnitCondition.ClockIs clock:
                return new ByteTest(chunk => chunk.Verdicts[plan.Limits.IndexOf(clock.Limit)], Verdicts(clock.Outcome));
            case UnitCondition.Found found:
                return new ByteTest(chunk => chunk.Findings[plan.Findings.IndexOf(found.Finding)], Numbers(found.Present ? 1 : 0));
            case UnitCondition.OpenedInPeriod:
                return new OpenedTest(RegisterTable.Day(period.From), RegisterTable.Day(period.To));
            default:
                throw new ArgumentException($"{condition} is no condition that columns know.", nameof(condition));
        }
    }

    public static RowTest OutcomeIn(bool[] outcomes) => new ByteTest(chunk => chunk.Outcome, outcomes);

    private static bool[] Verdicts(ClockOutcome outcome) => outcome switch
    {
        ClockOutcome.Met => Numbers((int)Verdict.Met + 1, (int)Verdict.MetByRolling + 1),
        ClockOutcome.Late => Numbers((int)Verdict.Late + 1, (int)Verdict.Overdue + 1),
        _ => Numbers((int)Verdict.Ended + 1),
    };

    private static bool[] Numbers(params ReadOnlySpan<int> numbers)
    {
        var set = new bool[byte.MaxValue + 1];
        foreach (var number in numbers)
        {
            set[number] = true;
        }

        return set;
    }

    private sealed class FactTest(int column, long[] values) : RowTest
    {
        public override int Keep(ColumnChunk chunk, Span<int> chosen) => chunk.Facts[column].In(chosen, values);

        public override int? Keep(ActList list, Span<int> chosen) => list.Facts[Array.IndexOf(list.FactColumns, column)].In(chosen, values);
    }

    private sealed class RangeTest(int column, long atLeast, long atMost) : RowTest
    {
        public override int Keep(ColumnChunk chunk, Span<int> chosen) => chunk.Facts[column].Between(chosen, atLeast, atMost);

        public override int? Keep(ActList list, Span<int> chosen) => list.Facts[Array.IndexOf(list.FactColumns, column)].Between(chosen, atLeast, atMost);
    }

    private sealed class DoneTest(int first, ushort lastDay, bool Wanted) : RowTest
    {
        public override int Keep(ColumnChunk chunk, Span<int> chosen)
        {
            var days = chunk.FirstDays[first];
            var kept = 0;
            foreach (var row in chosen)
            {
                if ((days[row] != 0 && days[row] <= lastDay) == Wanted)
                {
                    chosen[kept++] = row;
                }
            }

            return kept;
        }
    }

    private sealed class ClosedTest(ushort lastDay, bool[]? outcomes) : RowTest
    {
        public override int Keep(ColumnChunk chunk, Span<int> chosen)
        {
            var kept = 0;
            foreach (var row in chosen)
            {
                if (chunk.Closed[row] != 0 && chunk.Closed[row] <= lastDay && (outcomes is null || outcomes[chunk.Outcome[row]]))
                {
                    chosen[kept++] = row;
                }
            }

            return kept;
        }
    }

    private sealed class ByteTest(Func<ColumnChunk, byte[]> column, bool[] wanted) : RowTest
    {
        public override int Keep(ColumnChunk chunk, Span<int> chosen)
        {
            var values = column(chunk);
            var kept = 0;
            foreach (var row in chosen)
            {
                if (wanted[values[row]])
                {
                    chosen[kept++] = row;
                }
            }

            return kept;
        }
    }

    private sealed class OpenedTest(ushort from, ushort to) : RowTest
    {
        public override int Keep(ColumnChunk chunk, Span<int> chosen)
        {
            var kept = 0;
            foreach (var row in chosen)
            {
                if (chunk.Opened[row] >= from && chunk.Opened[row] <= to)
                {
                    chosen[kept++] = row;
                }
            }

            return kept;
        }
    }
}
