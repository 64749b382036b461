using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Cli.Tests;

public sealed class StoredEntriesTests(ReplayedCity city)
{
    private LawBook Book => city.Reading.Sound();

    [Fact]
    public void Stored_entries_folded_again_give_the_cases_that_the_rows_hold()
    {
        using var folder = DataFolder.OpenForReading(city.Data);
        var told = StoredBodies.Read(folder, Book).ToDictionary(c => c.Id);
        var dictionary = LogState.Read(folder.Store, Book, "").Dictionary;
        var registers = folder.Store.Registers().ToDictionary(r => r.Id);
        byte[] written = new byte[1 << 16], again = new byte[1 << 16];
        var rows = 0;
        folder.Store.ReadCases(default, (id, due, bytes) =>
        {
            var row = CaseRecord.Read(id, registers[id.Register], bytes, dictionary);
            var folded = Fold(told[id]);
            Assert.Equal(row.Places.Count, told[id].Entries.Count);
            Assert.Equal(due, folded.Awaits);
            Assert.True(written.AsSpan(0, CaseCodec.Write(folded, written)).SequenceEqual(again.AsSpan(0, CaseCodec.Write(row.State, again))),
                $"Case {id} of {row.Edition.Edition.Id} is not what its entries make of it.");
            rows++;
            return true;
        });

        Assert.Equal(told.Count, rows);
        Assert.True(rows > 30_000);
    }

    [Fact]
    public void A_case_read_from_its_row_goes_on_as_the_case_that_was_never_written_does()
    {
        using var folder = DataFolder.OpenForReading(city.Data);
        byte[] bytes = new byte[1 << 16], left = new byte[1 << 16], right = new byte[1 << 16];
        foreach (var told in StoredBodies.Read(folder, Book))
        {
            // After each entry: written and read again it takes the next one in the same way, and runs out on the same days.
            var state = new CaseState(told.Edition);
            foreach (var entry in told.Entries)
            {
                var read = state.Entries == 0 ? state : CaseCodec.Read(told.Edition, bytes.AsSpan(0, CaseCodec.Write(state, bytes)));
                var (next, made) = Law.Cases.Fold.ApplyTo(state, entry, Book.Calendar, Book.City);
                var (nextRead, madeRead) = Law.Cases.Fold.ApplyTo(read, entry, Book.Calendar, Book.City);
                var same = Same(next, nextRead) && made.Verdicts.SequenceEqual(madeRead.Verdicts) && made.Findings.SequenceEqual(madeRead.Findings);
                Assert.True(same, $"Entry {entry.Number} of case {told.Id} of {told.Edition.Id}.");
                state = next;
            }

            var later = new DateOnly(2026, 1, 1);
            var swept = Decide.Sweep(CaseCodec.Read(told.Edition, bytes.AsSpan(0, CaseCodec.Write(state, bytes))), Moment.On(later), Book.Calendar, Book.City);
            Assert.True(Same(Decide.Sweep(state, Moment.On(later), Book.Calendar, Book.City).Case, swept.Case), $"Case {told.Id} of {told.Edition.Id}.");
        }

        bool Same(CaseState a, CaseState b) => left.AsSpan(0, CaseCodec.Write(a, left)).SequenceEqual(right.AsSpan(0, CaseCodec.Write(b, right)));
    }

    private CaseState Fold(ToldCase told)
    {
        var state = new CaseState(told.Edition);
        foreach (var entry in told.Entries) { (state, _) = Law.Cases.Fold.ApplyTo(state, entry, Book.Calendar, Book.City); }
        return state;
    }
}
