using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Tests.Stores;

/// <summary>What every store keeps, whatever database it lies in.</summary>
public abstract partial class LedgerStoreContract : IDisposable
{
    protected abstract ILedgerStore Store { get; }

    /// <summary>Closes the store and opens it again.</summary>
    protected abstract void Reopen();

    /// <summary>The store beside its writer, as it stands now.</summary>
    protected abstract ILedgerStore OpenAtOneMoment();

    public abstract void Dispose();

    [Fact]
    public void What_is_read_at_one_moment_stays_what_it_was_while_the_store_is_written()
    {
        Append(300);
        using var moment = OpenAtOneMoment();
        Append(3);
        Store.SaveColumns([new ColumnBlock("a", 0, 303, new byte[] { 1 })]);

        Assert.Equal((303, 300), (Store.Size, moment.Size));
        Assert.Empty(moment.ReadColumn("a"));
        // From several threads and within one another, on whatever connection.
        Parallel.For(0, 6, _ =>
        {
            var read = 0;
            moment.ReadEntries(0, long.MaxValue, (index, leaf, _) =>
            {
                read++;
                return index % 100 > 0 || leaf.SequenceEqual(moment.ReadLeaf(index));
            });
            Assert.Equal(300, read);
        });
        var faults = new List<StoreFault>();
        moment.Check(faults.Add);
        Assert.Empty(faults);
        Assert.Throws<ArgumentOutOfRangeException>(() => moment.ReadLeaf(302));
        using var later = OpenAtOneMoment();
        Assert.Equal(303, later.Size);
    }

    [Fact]
    public void An_empty_store_has_no_entries_and_answers_nothing()
    {
        Assert.Equal(0, Store.Size);
        Assert.Empty(Store.Registers());
        Assert.Null(Store.LatestCheckpoint());
        Assert.Null(Store.ReadAnswer(7));
        Assert.Null(Store.ReadTile(1, 0));
        Assert.Equal(0, Store.Progress("weeks"));
        Assert.Empty(Store.CasesDueBy(DateOnly.MaxValue, null, 10));
        Assert.Equal(0, Store.ReadBundle(0, new PooledBuffer()));
    }

    [Fact]
    public void Entries_come_back_in_their_order_after_the_store_was_closed()
    {
        foreach (var count in new[] { 1, 3, 300, 9000 }) Append(count);
        Reopen();

        Assert.Equal(9304, Store.Size);
        var next = 0L;
        Store.ReadEntries(0, long.MaxValue, (index, leaf, body) =>
        {
            Assert.Equal(next++, index);
            Assert.Equal(Leaf(index), leaf);
            Assert.Equal(Body(index), body);
            return true;
        });
        Assert.Equal(9304, next);
    }

    [Fact]
    public void Any_stretch_can_be_read_whatever_groups_it_came_in() =>
        Gen.Select(Gen.Int[1, 700].Array[1, 12], Gen.Int[0, 7000], Gen.Int[0, 3000]).Sample((groups, first, count) =>
        {
            var store = Store;
            foreach (var group in groups) Append(group);
            var size = store.Size;
            var expected = Enumerable.Range(first, count).Where(i => i < size).Select(i => (long)i).ToList();

            var leaves = new List<long>();
            store.ReadLeaves(first, count, (index, leaf) =>
            {
                Assert.Equal(Leaf(index), leaf);
                leaves.Add(index);
                return true;
            });
            Assert.Equal(expected, leaves);

            var at = first % size;
            Assert.Equal(Leaf(at), store.ReadLeaf(at));
            Assert.Equal(Body(at), store.ReadBody(at));
        }, iter: 20, threads: 1);

    [Fact]
    public void A_bundle_is_the_framed_leaves_of_its_256_entries_as_far_as_the_log_goes()
    {
        foreach (var count in new[] { 100, 1, 155, 44, 300, 5000 }) Append(count);
        for (var bundle = 0L; bundle * 256 < Store.Size + 256; bundle++)
        {
            var expected = new PooledBuffer();
            var many = 0;
            for (var index = bundle * 256; index < Math.Min(Store.Size, bundle * 256 + 256); index++, many++)
            {
                BinaryPrimitives.WriteUInt16BigEndian(expected.Take(2), (ushort)Leaf(index).Length);
                Leaf(index).CopyTo(expected.Take(Leaf(index).Length));
            }
            var read = new PooledBuffer();
            Assert.Equal(many, Store.ReadBundle(bundle, read));
            Assert.Equal(expected.Written, read.Written);
        }
    }

    [Fact]
    public void Reading_stops_when_the_reader_has_enough()
    {
        Append(10);
        var seen = 0;
        Store.ReadEntries(0, 10, (_, _, _) => ++seen < 4);
        Assert.Equal(4, seen);
    }

    [Fact]
    public void An_entry_beyond_the_end_is_not_there()
    {
        Append(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.ReadLeaf(10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.ReadBody(-1));
    }

    [Fact]
    public void A_group_that_does_not_begin_where_the_log_ends_is_refused_whole()
    {
        Append(5);
        foreach (var first in new[] { 4, 6 })
        {
            using var group = new GroupCommit(first);
            group.Append([1], []);
            group.Put(CaseId.Of(1, 1), due: null, [1]);
            Assert.Throws<ArgumentException>(() => Store.Commit(group));
        }
        Assert.Equal(5, Store.Size);
        Assert.False(Store.ReadCase(CaseId.Of(1, 1), new PooledBuffer(), out _));
    }

    [Fact]
    public void A_group_that_fails_leaves_nothing_behind_and_the_next_one_succeeds()
    {
        Commit(group => group.Remember(42, new Answer(0, 1)));
        using (var group = new GroupCommit(Store.Size))
        {
            group.Append([1], [2]);
            group.Put(CaseId.Of(1, 1), due: null, [3]);
            group.Remember(42, new Answer(1, 1));
            Assert.Throws<LedgerStoreException>(() => Store.Commit(group));
        }
        Assert.Equal(0, Store.Size);
        Assert.False(Store.ReadCase(CaseId.Of(1, 1), new PooledBuffer(), out _));

        Append(3);
        Assert.Equal(3, Store.Size);
    }

    [Fact]
    public void A_store_that_only_the_ledger_wrote_has_no_faults()
    {
        FillEveryTable();
        Reopen();
        Assert.Empty(Faults());
    }

    [Fact]
    public void A_reading_sees_one_state_of_the_log_and_holds_up_nobody()
    {
        Append(300);
        var seen = 0;
        Store.ReadEntries(0, long.MaxValue, (_, _, _) =>
        {
            if (seen++ % 100 == 0) Append(5);
            return true;
        });
        Assert.Equal(300, seen);
        Assert.Equal(315, Store.Size);
    }

    [Fact]
    public async Task Many_threads_read_while_one_writes()
    {
        Append(1000);
        var store = Store;
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var round = 0; round < 30; round++)
            {
                var size = store.Size;
                var next = 0L;
                store.ReadEntries(0, size, (index, leaf, _) => index == next++ && leaf.SequenceEqual(Leaf(index)));
                Assert.Equal(size, next);
                Assert.Equal(Leaf(size - 1), store.ReadLeaf(size - 1));
            }
        })).ToArray();
        for (var i = 0; i < 50; i++) Append(37);
        await Task.WhenAll(readers);
        Assert.Equal(1000 + 50 * 37, store.Size);
    }

    /// <summary>All that a store holds, a line for each row, in an order that does not depend on the database.</summary>
    protected static IReadOnlyList<string> RowsOf(ILedgerStore store)
    {
        using var rows = new RowsAsText();
        store.CopyTo(rows);
        return [.. rows.Lines];
    }

    protected void Append(int count) => Commit(group =>
    {
        for (var i = 0; i < count; i++)
        {
            var index = group.First + i;
            Assert.Equal(index, group.Append(Leaf(index), Body(index)));
        }
    });

    /// <summary>Puts something into every table: 5,000 entries, their case rows, and one of all else.</summary>
    protected void FillEveryTable()
    {
        foreach (var count in new[] { 1, 4700, 299 })
        {
            Commit(group =>
            {
                for (var i = 0; i < count; i++)
                {
                    var index = group.First + i;
                    group.Append(Leaf(index), Body(index));
                    DateOnly? due = index % 2 == 0 ? null : new DateOnly(2023, 1, 1).AddDays((int)index % 300);
                    if (index % 3 == 0) group.Put(CaseId.Of(1, (int)index + 1), due, Leaf(index));
                }
                group.Checkpoint = $"origin\n{group.First + count}\n";
                group.Put(new Register(1, "disputes/mediation", 4, 2023, (int)group.First + count));
                group.Remember((UInt128)(ulong)group.First, new Answer(group.First, 9));
                group.Reach("weeks", group.First);
                group.PutTile(1, group.First, new byte[64]);
            });
        }
        Store.SaveColumns([new("stage", 0, 5000, new byte[700])]);
    }

    protected IReadOnlyList<StoreFault> Faults()
    {
        var faults = new List<StoreFault>();
        Store.Check(faults.Add);
        return faults;
    }

    protected void Commit(Action<GroupCommit> fill)
    {
        using var group = new GroupCommit(Store.Size);
        fill(group);
        Store.Commit(group);
    }

    protected byte[] State(CaseId id, out DateOnly? due)
    {
        var state = new PooledBuffer();
        Assert.True(Store.ReadCase(id, state, out due));
        return state.Written.ToArray();
    }

    /// <summary>A leaf of 8 to 72 bytes that nobody can mistake for another's.</summary>
    protected static byte[] Leaf(long index)
    {
        var leaf = new byte[8 + index * 7 % 65];
        BinaryPrimitives.WriteInt64BigEndian(leaf, index);
        return leaf;
    }

    /// <summary>A body of 0 to 99 bytes.</summary>
    protected static byte[] Body(long index)
    {
        var body = new byte[index * 13 % 100];
        body.AsSpan().Fill((byte)index);
        return body;
    }
}
