using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Expiries that come because a day went by, not because somebody acted.</summary>
public sealed class SweepTests : CaseworkTests
{
    private static readonly DateOnly Later = Monday.AddDays(60);

    [Fact]
    public async Task What_ran_out_is_recorded_once_on_the_day_of_the_sweep()
    {
        var cases = (await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Open($"{n}")))).Select(a => Recorded(a).Case).ToList();

        Assert.Equal(40, await Sweep(Later));
        var size = city.Ledger.Store.Size;
        Assert.Equal(0, await Sweep(Later));

        Assert.Equal(size, city.Ledger.Store.Size);
        Assert.All(cases, id =>
        {
            var row = Row(id);
            Assert.True(row.Places.Count > 1);
            Assert.True(row.State.EarliestDue is not { } due || due >= Later);
            Assert.All(row.Places.Skip(1), place => IsExpiryOf(place, Later));
        });
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task A_last_day_belongs_to_the_one_who_must_act()
    {
        var id = Recorded(await Open("open")).Case;
        var due = Row(id).State.EarliestDue!.Value;

        Assert.Equal(0, await Sweep(due));
        Assert.Equal(1, await Sweep(due.AddDays(1)));
    }

    [Fact]
    public async Task An_act_and_a_sweep_at_once_find_the_expiry_one_time()
    {
        var cases = (await Task.WhenAll(Enumerable.Range(0, 30).Select(n => Open($"{n}")))).Select(a => Recorded(a).Case).ToList();

        var acts = Task.WhenAll(cases.Select((id, n) => Ask(id, InformationRequests.Answer(Later), $"answer {n}")));
        await Sweep(Later);
        Assert.All(await acts, a => Recorded(a));

        Assert.All(cases, id => Assert.True(Row(id).State.IsClosed));
        Assert.Equal(cases.Select(id => Row(id).Places.Count).First() * cases.Count, cases.Sum(id => Row(id).Places.Distinct().Count()));
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task A_case_whose_key_was_destroyed_is_passed_over()
    {
        var erased = Recorded(await Open("erased")).Case;
        var kept = Recorded(await Open("kept")).Case;
        city.Ledger.Folder.Keys.Destroy(Row(erased).KeySlot);

        Assert.Equal(1, await Sweep(Later));

        Assert.Equal(1, Row(erased).State.Entries);
        Assert.True(Row(kept).State.Entries > 1);
    }

    [Fact]
    public async Task Erased_cases_in_front_do_not_stand_in_the_way_of_those_behind_however_many_they_are()
    {
        // More than one helping of the sweep, all of them due before the others.
        var erased = (await Task.WhenAll(Enumerable.Range(0, 1100).Select(n => Open($"erased {n}")))).Select(a => Recorded(a).Case).ToList();
        var kept = Recorded(await city.Ask(new ActSubmission(null, InformationRequests.Procedure, InformationRequests.Receive(7, "资料", Monday.AddDays(7)), "kept"))).Case;
        foreach (var id in erased) { city.Ledger.Folder.Keys.Destroy(Row(id).KeySlot); }

        Assert.Equal(1, await Sweep(Later));

        Assert.True(Row(kept).State.Entries > 1);
        Assert.All(erased, id => Assert.Equal(1, Row(id).State.Entries));
    }

    [Fact]
    public async Task After_days_of_standstill_an_expiry_counts_from_its_legal_day_and_is_made_once()
    {
        var id = Recorded(await Open("open")).Case;
        var due = Row(id).State.EarliestDue!.Value;
        await Reopen();

        Assert.Equal(1, await Sweep(due.AddDays(9)));
        await Reopen();
        Assert.Equal(0, await Sweep(due.AddDays(9)));

        var leaf = ActLeaf.Read(city.Ledger.Store.ReadLeaf(Row(id).Places[1]));
        Assert.Equal((due.AddDays(9), 2), (leaf.RecordedDay, Row(id).Places.Count));
        Assert.InRange(leaf.EffectiveDay, due, due.AddDays(1));
    }

    [Fact]
    public async Task A_sweep_that_was_broken_off_is_finished_by_the_next_and_nothing_is_made_twice()
    {
        // More than one group takes, so that the second fails when the first is on the disk.
        var cases = (await Task.WhenAll(Enumerable.Range(0, 1100).Select(n => Open($"{n}")))).Select(a => Recorded(a).Case).ToList();
        var size = city.Ledger.Store.Size;
        using (var failing = new Disturbance(temporary["city"], $"CREATE TRIGGER gone BEFORE INSERT ON segment WHEN NEW.first > {size} BEGIN SELECT RAISE(ABORT, 'gone'); END"))
        {
            await Assert.ThrowsAsync<LedgerException>(() => Sweep(Later));
            failing.Execute("DROP TRIGGER gone");
        }

        await Reopen();
        var done = cases.Count(id => Row(id).Places.Count > 1);
        Assert.InRange(done, 1, cases.Count - 1);
        Assert.Equal(cases.Count - done, await Sweep(Later));
        Assert.Equal(0, await Sweep(Later));
        Assert.Single(cases.Select(id => Row(id).Places.Count).Distinct());
        Assert.Empty(await Faults());
    }

    private Task<int> Sweep(DateOnly today) => city.Casework.SweepAsync(Moment.On(today), TestContext.Current.CancellationToken);

    private void IsExpiryOf(long place, DateOnly recorded)
    {
        var leaf = ActLeaf.Read(city.Ledger.Store.ReadLeaf(place));
        Assert.True(leaf.Deemed);
        Assert.Equal(recorded, leaf.RecordedDay);
        Assert.True(leaf.EffectiveDay < recorded);
    }
}
