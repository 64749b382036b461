using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;
using EntryKind = Xiezhi.Law.Cases.EntryKind;
using LeafEntryKind = Xiezhi.Ledger.Leaves.EntryKind;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Tests on a folder of a city of two organs whose law is made up: what the real catalogue has no use for yet.</summary>
public abstract class TrialTests : IAsyncLifetime
{
    protected static LawBook Book => RealLaw.Trial;
    private readonly TemporaryFolder temporary = new();
    protected CityLedger ledger = null!;
    protected LiveCasework casework = null!;
    private int keys;

    public ValueTask InitializeAsync()
    {
        var description = new FolderDescription("none", Synthetic: true, Instant.FromUtc(2023, 12, 1, 1, 0), new FolderClock.System(), Replay: null);
        ledger = CityLedger.Create(temporary["city"], description, Book, ColumnPlan.Empty, "xiezhi/none/tests", new DateOnly(2023, 12, 1), "tests");
        casework = new LiveCasework(ledger);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await casework.DisposeAsync();
        ledger.Dispose();
        temporary.Dispose();
    }

    protected Task<ActAnswer> Submit(string procedure, ActRequest request) => casework.SubmitAsync(new ActSubmission(null, procedure, request, $"{++keys}"), CancellationToken.None);

    protected Task<ActAnswer> Ask(CaseId id, ActRequest request) => casework.SubmitAsync(new ActSubmission(id, null, request, $"{++keys}"), CancellationToken.None);

    protected static ActRequest Act(Edition edition, string act, DateOnly day) => new() { Subject = edition.FindAct(act)!.Index, When = Moment.On(day), Today = day, By = Actor.OfOrgan(2, 1) };

    protected static ActRequest BuiltIn(EntryKind kind, int subject, DateOnly today) => new()
    {
        Kind = kind, Subject = subject, When = Moment.On(today), Today = today, By = Actor.OfOrgan(2, 1), Why = "申请人同意", Approvals = [new Approval(Actor.OfOrgan(1, 1), today)],
    };

    protected static ActAnswer.Recorded Recorded(ActAnswer answer) => answer is ActAnswer.Recorded recorded ? recorded : throw new InvalidOperationException($"{answer}");

    protected CaseRecord Row(CaseId id)
    {
        using var bytes = new PooledBuffer();
        Assert.True(ledger.Store.ReadCase(id, bytes, out _));
        return CaseRecord.Read(id, ledger.Store.Registers().Single(r => r.Id == id.Register), bytes.Written, ledger.Dictionary);
    }

    protected string StageOf(CaseId id) => Row(id).State is var state && state.IsOpen ? state.Edition.Stages[state.Stage].Id : "closed";

    protected (LeafEntryKind Kind, bool Deemed) LeafAt(CaseId id, int number) => ActLeaf.Read(ledger.Store.ReadLeaf(Row(id).Places[number - 1])) is var leaf ? (leaf.Kind, leaf.Deemed) : default;

    protected IEnumerable<LeafEntryKind> KindsOf(CaseId id) => Enumerable.Range(1, Row(id).Places.Count).Select(n => LeafAt(id, n).Kind);

    /// <summary>Nothing is wrong with the folder at rest, nor with it when it is opened again.</summary>
    protected async Task Sound()
    {
        await casework.DisposeAsync();
        ledger.Dispose();
        using (var folder = DataFolder.OpenForReading(temporary["city"])) { Assert.Empty(FolderCheck.Run(folder, Book, ColumnPlan.Empty, null, TestContext.Current.CancellationToken)); }
        ledger = CityLedger.Open(temporary["city"], Book, ColumnPlan.Empty, "xiezhi/none/tests", new DateOnly(2023, 12, 1), "tests");
        casework = new LiveCasework(ledger);
    }
}
