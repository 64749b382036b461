using System.Runtime.CompilerServices;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using LawEntry = Xiezhi.Law.Cases.Entry;
using LeafEntryKind = Xiezhi.Ledger.Leaves.EntryKind;

namespace Xiezhi.Ledger.Casework;

/// <summary>What the public may know of an entry: codes, days and the commitment. Nothing else ever leaves the private body.</summary>
internal static class LeafProjection
{
    /// <summary>An entry that stops or sets more than this is not one that a law prescribes; it is refused rather than cut.</summary>
    private const int Most = 32;

    /// <param name="edition">The case's edition as the log numbers it.</param>
    /// <param name="organ">Number in the log of the organ that keeps the register.</param>
    /// <param name="reopens">Whether the case was closed before this entry and is open after it.</param>
    /// <param name="to">Of a move, the edition moved to; null otherwise.</param>
    /// <param name="city">Gives the organ above where leaves name only that one.</param>
    /// <returns>Length of the leaf in <paramref name="output"/>.</returns>
    public static int Write(LoggedEdition edition, LawEntry entry, int organ, int year, int ordinal, bool reopens, LoggedEdition? to, City city, ReadOnlySpan<byte> commitment, Span<byte> output)
    {
        var law = edition.Edition;
        var effective = law.Leaf.MonthOnly ? FirstOfMonth(entry.Effective) : entry.Effective;
        var recorded = law.Leaf.MonthOnly ? FirstOfMonth(entry.Recorded) : entry.Recorded;
        var inside = entry.Kind == Xiezhi.Law.Cases.EntryKind.Act ? law.Acts[entry.Subject].Inside : entry.Inside;
        if (inside && (entry.Kind == Xiezhi.Law.Cases.EntryKind.Act || (entry.Verdicts.IsEmpty && entry.Findings.IsEmpty)))
        {
            return new ActLeaf
            {
                Edition = edition.Number, Organ = organ, Year = year, Ordinal = ordinal, Number = entry.Number, Kind = LeafEntryKind.Inside, Subject = 0,
                EffectiveDay = effective, RecordedDay = recorded, Commitment = commitment,
            }.Write(output);
        }

        var verdicts = new VerdictRow();
        var verdictCount = 0;
        foreach (var verdict in entry.Verdicts)
        {
            verdicts[Next(ref verdictCount)] = new ClockVerdict(verdict.Limit, PublicVerdict(verdict.Kind));
        }

        var findings = new FindingRow();
        var findingCount = 0;
        foreach (var finding in entry.Findings)
        {
            findings[Next(ref findingCount)] = new FindingMark(finding);
        }

        var facts = new FactRow();
        var factCount = inside ? 0 : PublicFacts(edition, entry, ref facts);
        var acting = entry.By.Organ == 0 ? 0 : law.Leaf.OrganAbove && city.FindOrgan(entry.By.Organ)?.Above is > 0 and var above ? above : entry.By.Organ;
        return new ActLeaf
        {
            Edition = edition.Number, Organ = organ, Year = year, Ordinal = ordinal, Number = entry.Number, Kind = (LeafEntryKind)entry.Kind, Subject = SubjectOf(entry, to),
            EffectiveDay = effective, RecordedDay = recorded, Deemed = entry.Deemed, Reopens = reopens,
            ActingOrgan = acting == 0 || acting - 1 == organ ? null : acting - 1,
            Outcome = entry.Outcome >= 0 ? entry.Outcome : entry.Closes >= 0 ? entry.Closes : null,
            Verdicts = ((ReadOnlySpan<ClockVerdict>)verdicts)[..verdictCount],
            Findings = ((ReadOnlySpan<FindingMark>)findings)[..findingCount],
            Facts = ((ReadOnlySpan<FactMark>)facts)[..factCount],
            Commitment = commitment,
        }.Write(output);
    }

    private static int SubjectOf(LawEntry entry, LoggedEdition? to) => entry.Kind switch
    {
        Xiezhi.Law.Cases.EntryKind.HandOver => entry.Subject - 1,
        Xiezhi.Law.Cases.EntryKind.Move => to!.Number,
        _ => entry.Subject,
    };

    private static int PublicFacts(LoggedEdition edition, LawEntry entry, ref FactRow facts)
    {
        var count = 0;
        foreach (var value in entry.Facts) { Add(edition, value, ref facts, ref count); }
        if (entry.Kind == Xiezhi.Law.Cases.EntryKind.Act)
        {
            foreach (var value in edition.Edition.Acts[entry.Subject].Sets) { Add(edition, value, ref facts, ref count); }
        }

        // Leaves list facts in the order of the edition; a case sets few at a time.
        Span<FactMark> row = facts;
        row[..count].Sort(static (a, b) => a.Fact.CompareTo(b.Fact));
        return count;
    }

    private static void Add(LoggedEdition edition, FactValue value, ref FactRow facts, ref int count)
    {
        var index = edition.PublicFacts[value.Fact];
        if (index < 0) { return; }
        var mark = new FactMark(index, PublicValue(edition.Edition.Facts[value.Fact], value.Number));
        for (var i = 0; i < count; i++)
        {
            if (facts[i].Fact != index) { continue; }
            facts[i] = mark;
            return;
        }

        facts[Next(ref count)] = mark;
    }

    private static int Next(ref int count) => count < Most ? count++ : throw new LedgerException($"One entry touches more than {Most} clocks, findings or public facts. Split the act in its procedure.");

    private static long PublicValue(Fact fact, long value) => fact.Kind switch
    {
        FactKind.Code when fact.Publicity == Publicity.Coarse => fact.Codes!.Parents[(int)value],
        FactKind.Code => fact.Codes!.OfTheLaw((int)value),
        FactKind.Day => value - Leaf.DayZero.DayNumber,
        _ => value,
    };

    private static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static Leaves.Verdict PublicVerdict(VerdictKind kind) => kind switch
    {
        VerdictKind.Met => Leaves.Verdict.Met,
        VerdictKind.MetRolled => Leaves.Verdict.MetByRolling,
        VerdictKind.Late => Leaves.Verdict.Late,
        VerdictKind.Ended => Leaves.Verdict.Ended,
        VerdictKind.Void => Leaves.Verdict.Void,
        _ => Leaves.Verdict.Overdue,
    };

    [InlineArray(Most)]
    private struct VerdictRow
    {
        private ClockVerdict first;
    }

    [InlineArray(Most)]
    private struct FindingRow
    {
        private FindingMark first;
    }

    [InlineArray(Most)]
    private struct FactRow
    {
        private FactMark first;
    }
}
