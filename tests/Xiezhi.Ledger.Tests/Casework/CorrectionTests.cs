using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using EntryKind = Xiezhi.Law.Cases.EntryKind;
using LeafEntryKind = Xiezhi.Ledger.Leaves.EntryKind;
using Verdict = Xiezhi.Ledger.Leaves.Verdict;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Entries put right and struck out: in the log, in the case row, in the columns, and as fsck and recount see them.</summary>
public sealed class CorrectionTests : CaseworkTests
{
    private static readonly int Reply = InformationRequests.Edition.FindLimit("reply")!.Index;
    private static readonly DateOnly InTime = Monday.AddDays(7), Later = Monday.AddDays(60);

    [Fact]
    public async Task A_day_put_right_takes_the_overdue_finding_out_of_every_count_and_the_case_stands_as_if_it_had_been_right()
    {
        var late = Recorded(await Open("late")).Case;
        var other = Recorded(await Open("other")).Case;
        Recorded(await Ask(late, InformationRequests.Answer(Later), "answer"));
        Recorded(await Ask(other, InformationRequests.Answer(InTime), "answer other"));
        var answered = Row(late).State.Entries;

        var corrected = Recorded(await Ask(late, Amend(answered, InTime), "amend"));

        var leaves = LeavesOf(late);
        Assert.Contains(leaves, l => l.Kind == LeafEntryKind.Annul && l.Deemed);
        Assert.Equal((LeafEntryKind.Amend, answered, InTime), (leaves[^1].Kind, leaves[^1].Subject, leaves[^1].Effective));
        Assert.Contains(new ClockVerdict(Reply, Verdict.Met), leaves[^1].Verdicts);
        Assert.True(Row(late).State.IsClosed);
        Assert.Equal(corrected.Case, late);
        Assert.True(SameColumns(late, other));
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task A_closing_struck_out_opens_the_case_again_and_another_may_follow()
    {
        var id = Recorded(await Open("open")).Case;
        Recorded(await Ask(id, InformationRequests.Withdraw(1, InTime), "withdraw"));

        Recorded(await Ask(id, Annul(2), "annul"));

        Assert.True(LeavesOf(id)[^1].Reopens);
        Assert.True(Row(id).State.IsOpen);
        Recorded(await Ask(id, InformationRequests.Answer(Later.AddDays(30)), "answer"));
        Assert.Equal("granted", InformationRequests.Edition.Outcomes[Row(id).State.Outcome].Id);
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task What_would_break_what_came_later_is_refused_and_names_it()
    {
        var id = Recorded(await Open("open")).Case;
        Recorded(await Ask(id, InformationRequests.AskForCorrection(Monday.AddDays(1), Monday.AddDays(12)), "ask"));
        Recorded(await Ask(id, InformationRequests.Correct(1, Monday.AddDays(4)), "correct"));
        var size = city.Ledger.Store.Size;

        var refused = Assert.IsType<ActAnswer.Refused>(await Ask(id, Annul(2), "annul"));

        Assert.Equal((RefusalCode.WouldBreak, "correct"), (refused.Why.Code, refused.Why.What));
        Assert.Contains("entry 3", refused.Why.Words, StringComparison.Ordinal);
        Assert.Equal(size, city.Ledger.Store.Size);
    }

    [Fact]
    public async Task Corrections_of_corrections_and_many_at_once_leave_a_sound_folder()
    {
        var cases = (await Task.WhenAll(Enumerable.Range(0, 12).Select(n => Open($"{n}")))).Select(a => Recorded(a).Case).ToList();
        await Task.WhenAll(cases.Select((id, n) => Ask(id, InformationRequests.Answer(n % 2 == 0 ? Later : InTime), $"answer {n}")));

        await Task.WhenAll(cases.Select(async (id, n) =>
        {
            var answer = Row(id).State.Entries;
            Recorded(await Ask(id, Amend(answer, n % 2 == 0 ? InTime : InTime.AddDays(-2)), $"amend {n}"));
            Recorded(await Ask(id, Amend(answer, InTime.AddDays(-1)), $"again {n}"));
            if (n % 3 == 0) { Recorded(await Ask(id, Annul(answer), $"annul {n}")); }
        }));

        Assert.All(cases.Select((id, n) => (Row(id).State, n)), c => Assert.Equal(c.n % 3 != 0, c.State.IsClosed));
        Assert.Empty(await Faults());
    }

    private static ActRequest Amend(int entry, DateOnly right) => Correction(EntryKind.Amend, entry) with
    {
        When = Moment.On(right), Facts = InformationRequests.Answer(right).Facts,
    };

    private static ActRequest Annul(int entry) => Correction(EntryKind.Annul, entry);

    private static ActRequest Correction(EntryKind kind, int entry) => new()
    {
        Kind = kind, Subject = entry, When = Moment.On(Later.AddDays(30)), Today = Later.AddDays(30), By = Actor.OfOrgan(InformationRequests.Asked.Number, 1), Why = "登记有误",
        Approvals = [new Approval(Actor.OfOrgan(InformationRequests.Asked.Number, 2), Later.AddDays(30))],
    };

    private List<(LeafEntryKind Kind, int Subject, DateOnly Effective, bool Deemed, bool Reopens, List<ClockVerdict> Verdicts)> LeavesOf(CaseId id) =>
        [.. Row(id).Places.Select(place =>
        {
            var leaf = ActLeaf.Read(city.Ledger.Store.ReadLeaf(place));
            var verdicts = new List<ClockVerdict>();
            foreach (var verdict in leaf.Verdicts) { verdicts.Add(verdict); }
            return (leaf.Kind, leaf.Subject, leaf.EffectiveDay, leaf.Deemed, leaf.Reopens, verdicts);
        })];

    /// <summary>Whether everything that any figure counts says the same of two cases.</summary>
    private bool SameColumns(CaseId one, CaseId other)
    {
        var table = city.Ledger.Columns.Find(InformationRequests.Procedure)!.Tables.Single(t => t.Year == Monday.Year);
        var chunk = table.Chunks[0]!;
        var (a, b) = (one.Ordinal - 1, other.Ordinal - 1);
        return chunk.Opened[a] == chunk.Opened[b] && chunk.Closed[a] == chunk.Closed[b] && chunk.Outcome[a] == chunk.Outcome[b]
            && chunk.Verdicts.All(v => v[a] == v[b]) && chunk.Findings.All(f => f[a] == f[b]) && chunk.FirstDays.All(f => f[a] == f[b])
            && chunk.Facts.All(f => f.TryGet(a, out var x) == f.TryGet(b, out var y) && x == y);
    }
}
