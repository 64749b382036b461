using System.Threading.Channels;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Casework;

/// <summary>Carries a calendar through the cases that await anything: every running clock is reckoned anew, each last day that moves is journalled in the log right
/// behind the calendar, and the case's row is written with it.</summary>
/// <remarks>What was interrupted begins again: a case that has its new days already is not moved twice.</remarks>
public sealed class CalendarChange
{
    private const int Batch = 2048;
    private const int GroupSize = 65_536;
    private readonly CityLedger ledger;
    private readonly Dictionary<int, Register> registers;
    private readonly int number;

    internal CalendarChange(CityLedger ledger)
    {
        this.ledger = ledger;
        registers = ledger.Store.Registers().ToDictionary(r => r.Id);
        number = ledger.Dictionary.Calendars.Count - 1;
    }

    /// <summary>Whether the days of the limit follow from what the leaves say anyway, so that they may be said.</summary>
    public static bool IsPublic(Edition edition, Limit limit) => limit.When is null or Condition.InRegion
        && IsPublic(edition, limit.Length)
        && (limit.StartsOn < 0 || Shown(edition, limit.StartsOn)) && (limit.BeforeFact < 0 || Shown(edition, limit.BeforeFact)) && limit.FromFacts.All(fact => Shown(edition, fact))
        && (limit.ExtendedBy is not { ToFact: >= 0 } extension || Shown(edition, extension.ToFact)) && !edition.Leaf.MonthOnly && limit.BeforeDueOf < 0;

    private static bool IsPublic(Edition edition, LengthRule? rule) => rule switch
    {
        LengthRule.Constant => true,
        LengthRule.Choose choose => Shown(edition, choose.Fact),
        LengthRule.Field field => Shown(edition, field.Fact),
        // Whose case it is, the leaves say.
        LengthRule.Local local => local.Of.All(l => IsPublic(edition, l.Length)) && (local.Else is null || IsPublic(edition, local.Else)),
        _ => false,
    };

    /// <summary>Reckons, journals and writes; returns how many cases were reckoned and how many clocks moved.</summary>
    internal (int Reckoned, int Moved) Carry()
    {
        var batches = Channel.CreateBounded<List<(CaseId Id, byte[] Row)>>(8);
        var reckoned = Channel.CreateBounded<List<(CaseRecord Case, List<Move> Moves)>>(8);
        var reading = Task.Run(() => Read(batches.Writer));
        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(() => Reckon(batches.Reader, reckoned.Writer))).ToArray();
        var done = Task.WhenAll(workers).ContinueWith(all => reckoned.Writer.Complete(all.Exception), TaskScheduler.Default);
        var (cases, moved) = (0, 0);
        while (reckoned.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (reckoned.Reader.TryRead(out var batch))
            {
                foreach (var (one, moves) in batch)
                {
                    cases++;
                    moved += moves.Count;
                    foreach (var move in moves) { ledger.Writer.AppendBare(LeafOf(one, move).ToBytes()); }
                    ledger.Writer.Put(one);
                    if (ledger.Writer.Group.Count >= GroupSize) { ledger.Commit(ledger.Writer.TakeGroup()); }
                }
            }
        }

        Task.WhenAll(reading, done).GetAwaiter().GetResult();
        ledger.Writer.Group.Reach(LogState.CalendarsProgress, number + 1);
        ledger.Commit(ledger.Writer.TakeGroup());
        return (cases, moved);
    }

    private void Read(ChannelWriter<List<(CaseId, byte[])>> writer)
    {
        try
        {
            var batch = new List<(CaseId, byte[])>(Batch);
            ledger.Store.ReadAwaiting((id, _, state) =>
            {
                batch.Add((id, state.ToArray()));
                if (batch.Count < Batch) { return true; }
                writer.WriteAsync(batch).AsTask().GetAwaiter().GetResult();
                batch = new List<(CaseId, byte[])>(Batch);
                return true;
            });
            writer.WriteAsync(batch).AsTask().GetAwaiter().GetResult();
            writer.Complete();
        }
        catch (Exception failed)
        {
            writer.Complete(failed);
            throw;
        }
    }

    /// <summary>Only cases in which something changes go on, a day or whether it is provisional.</summary>
    private void Reckon(ChannelReader<List<(CaseId Id, byte[] Row)>> reader, ChannelWriter<List<(CaseRecord, List<Move>)>> writer)
    {
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (reader.TryRead(out var batch))
            {
                var changed = new List<(CaseRecord, List<Move>)>();
                foreach (var (id, row) in batch)
                {
                    var record = CaseRecord.Read(id, registers[id.Register], row, ledger.Dictionary);
                    var after = Fold.Reckon(record.State, ledger.Book.Calendar, ledger.Book.City);
                    if (after.SameAs(record.State)) { continue; }
                    var moves = Fold.Moves(record.State, after);
                    record.State = after;
                    changed.Add((record, moves));
                }

                if (changed.Count > 0) { writer.WriteAsync(changed).AsTask().GetAwaiter().GetResult(); }
            }
        }
    }

    private MovedLeaf LeafOf(CaseRecord one, Move move)
    {
        var edition = one.Edition.Edition;
        var shown = IsPublic(edition, edition.Limits[move.Limit]);
        return new MovedLeaf(number, one.Edition.Number, one.Organ, one.Year, one.Id.Ordinal, move.Limit, shown ? (move.Before, move.After) : null);
    }

    private static bool Shown(Edition edition, int fact) => edition.Facts[fact].Publicity == Publicity.Public;
}
