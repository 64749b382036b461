using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Tests.Stores;

/// <summary>Rows beside the log: cases, registers, answers, columns.</summary>
public abstract partial class LedgerStoreContract
{
    [Fact]
    public void Of_several_states_of_a_case_the_last_counts()
    {
        var id = CaseId.Of(3, 9);
        Commit(group =>
        {
            group.Put(id, new DateOnly(2023, 5, 1), [1]);
            group.Put(CaseId.Of(2, 1), due: null, [7]);
            group.Put(id, new DateOnly(2023, 6, 1), [2, 2]);
        });
        Assert.Equal([2, 2], State(id, out var due));
        Assert.Equal(new DateOnly(2023, 6, 1), due);

        Commit(group => group.Put(id, due: null, []));
        Assert.Equal([], State(id, out due));
        Assert.Null(due);
    }

    [Fact]
    public void Cases_are_read_in_the_order_of_register_and_ordinal()
    {
        Commit(group =>
        {
            foreach (var id in new[] { CaseId.Of(2, 1), CaseId.Of(1, 300), CaseId.Of(1, 2), CaseId.Of(2, 5) }) group.Put(id, due: null, [(byte)id.Ordinal]);
        });
        var read = new List<CaseId>();
        Store.ReadCases(CaseId.Of(1, 3), (id, due, state) =>
        {
            Assert.Equal((byte)id.Ordinal, state[0]);
            read.Add(id);
            return true;
        });
        Assert.Equal([CaseId.Of(1, 300), CaseId.Of(2, 1), CaseId.Of(2, 5)], read);
    }

    [Fact]
    public void Cases_fall_due_the_earliest_first()
    {
        var day = new DateOnly(2023, 3, 1);
        Commit(group =>
        {
            for (var i = 1; i <= 9; i++) group.Put(CaseId.Of(1, i), i == 5 ? null : day.AddDays(-i), [1]);
            group.Put(CaseId.Of(1, 10), day.AddDays(1), [1]);
        });
        Assert.Equal([9, 8, 7, 6, 4, 3, 2, 1], Ordinals(Store.CasesDueBy(day, null, 100)));
        Assert.Equal([9, 8], Ordinals(Store.CasesDueBy(day, null, 2)));
        Assert.Equal([7, 6, 4], Ordinals(Store.CasesDueBy(day, new DueCase(day.AddDays(-8), CaseId.Of(1, 8)), 3)));

        Commit(group => group.Put(CaseId.Of(1, 9), due: null, [1]));
        Assert.Equal(new DueCase(day.AddDays(-8), CaseId.Of(1, 8)), Assert.Single(Store.CasesDueBy(day, null, 1)));
        static IEnumerable<int> Ordinals(IReadOnlyList<DueCase> due) => due.Select(d => d.Id.Ordinal);
    }

    [Fact]
    public void Cases_of_one_due_day_are_listed_by_id_and_a_list_goes_on_in_the_middle_of_the_day()
    {
        var day = new DateOnly(2023, 3, 1);
        Commit(group =>
        {
            for (var i = 1; i <= 5; i++) group.Put(CaseId.Of(1, i), day, [1]);
        });
        Assert.Equal([4, 5], Store.CasesDueBy(day, new DueCase(day, CaseId.Of(1, 3)), 9).Select(d => d.Id.Ordinal));
    }

    [Fact]
    public void Cases_are_read_backwards_between_two_ids_and_until_the_reader_has_enough()
    {
        Commit(group =>
        {
            for (var i = 1; i <= 6; i++) group.Put(CaseId.Of(2, i), due: null, [1]);
            group.Put(CaseId.Of(1, 9), due: null, [1]);
        });
        Assert.Equal([5, 4, 3, 2], Back(5, 2, enough: 9));
        Assert.Equal([6, 5], Back(6, 1, enough: 2));

        List<int> Back(int last, int first, int enough)
        {
            var read = new List<int>();
            Store.ReadCasesBack(CaseId.Of(2, last), CaseId.Of(2, first), (id, _, _) =>
            {
                read.Add(id.Ordinal);
                return read.Count < enough;
            });
            return read;
        }
    }

    [Fact]
    public void Cases_that_await_something_are_those_with_a_day()
    {
        Commit(group =>
        {
            group.Put(CaseId.Of(2, 7), DateOnly.MaxValue, [7]);
            group.Put(CaseId.Of(1, 3), due: null, [3]);
            group.Put(CaseId.Of(1, 4), new DateOnly(2023, 5, 1), [4]);
        });
        var read = new List<(CaseId, DateOnly?, byte)>();
        Store.ReadAwaiting((id, due, state) =>
        {
            read.Add((id, due, state[0]));
            return true;
        });
        Assert.Equal([(CaseId.Of(1, 4), new DateOnly(2023, 5, 1), 4), (CaseId.Of(2, 7), DateOnly.MaxValue, 7)], read);
    }

    [Fact]
    public void Registers_checkpoints_tiles_answers_and_progress_are_kept()
    {
        var register = new Register(4, "disputes/mediation", 12, 2023, 7);
        var hashes = RandomNumberGenerator.GetBytes(64);
        Commit(group =>
        {
            group.Append([1], []);
            group.Put(register);
            group.PutTile(1, 3, hashes.AsSpan(0, 32));
            group.Remember(11, new Answer(0, 5));
            group.Reach("weeks", 3);
            group.Checkpoint = "origin\n1\n";
        });
        Commit(group =>
        {
            group.Append([2], []);
            group.Put(register with { Last = 8 });
            group.PutTile(1, 3, hashes);
            group.Reach("weeks", 4);
            group.Checkpoint = "origin\n2\n";
        });
        Reopen();

        Assert.Equal([register with { Last = 8 }], Store.Registers());
        Assert.Equal(hashes, Store.ReadTile(1, 3));
        var tiles = 0;
        Store.ReadTiles((level, index, bytes) => { Assert.Equal((1, 3L, 64), (level, index, bytes.Length)); tiles++; });
        Assert.Equal(1, tiles);
        Assert.Equal(new Answer(0, 5), Store.ReadAnswer(11));
        Assert.Equal(4, Store.Progress("weeks"));
        Assert.Equal(new StoredCheckpoint(2, "origin\n2\n"), Store.LatestCheckpoint());
        Assert.Equal(new StoredCheckpoint(1, "origin\n1\n"), Store.CheckpointAt(1));
        Assert.Null(Store.CheckpointAt(3));
    }

    [Fact]
    public void Every_answer_is_found_however_many_there_are_and_after_the_store_was_opened_again()
    {
        var keys = Enumerable.Range(0, 500).Select(_ => BinaryPrimitives.ReadUInt128BigEndian(RandomNumberGenerator.GetBytes(16))).ToList();
        foreach (var some in keys.Chunk(9))
        {
            Commit(group =>
            {
                foreach (var key in some) group.Remember(key, new Answer((long)(key & 0xFFFF), key + 1));
            });
        }

        AllFound();
        Reopen();
        AllFound();
        Commit(group => group.Remember(1, new Answer(3, 4)));
        AllFound();

        void AllFound()
        {
            var found = new Dictionary<UInt128, Answer>();
            Store.ReadAnswers([.. keys, 77], found);
            Assert.Equal(keys.ToDictionary(k => k, k => new Answer((long)(k & 0xFFFF), k + 1)), found);
        }
    }

    [Fact]
    public void Column_blocks_take_the_place_of_former_ones()
    {
        Store.SaveColumns([new("a", 0, 5, new byte[] { 1 }), new("a", 1, 5, new byte[] { 2 }), new("b", 0, 5, new byte[] { 3 })]);
        Store.SaveColumns([new("a", 1, 9, new byte[] { 4, 4 })]);
        Reopen();
        Assert.Equal([(0, 5L, 1), (1, 9L, 2)], Store.ReadColumn("a").Select(b => (b.Block, b.Size, b.Data.Length)));
    }
}
