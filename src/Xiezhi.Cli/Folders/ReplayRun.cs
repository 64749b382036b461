using NodaTime;
using Xiezhi.Catalogue;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Postgres;
using Xiezhi.Ledger.Stores;
using Xiezhi.Replay;
using Xiezhi.Replay.Reading;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Cli.Folders;

/// <summary>What is replayed.</summary>
/// <param name="Store">The address of the PostgreSQL for the ledger; null when the folder has its own store, or says already where it lies.</param>
internal sealed record ReplayOrder(string City, int Year, string Data, decimal Scale, long Seed, string? Store, bool Sm2);

/// <summary>Fills a data folder with a city's year, week by week; an interrupted run goes on from the last committed week.</summary>
internal sealed class ReplayRun
{
    private const string WeeksProgress = "replay-weeks";
    private readonly ReplayOrder order;
    private readonly LawBook book;
    private readonly Replayer replayer;
    private readonly Workload workload;

    private ReplayRun(ReplayOrder order, LawBook book, Workload workload)
    {
        this.order = order;
        this.book = book;
        this.workload = workload;
        replayer = new Replayer(workload, book, (ulong)order.Seed, (double)order.Scale);
    }

    /// <summary>Replays what is missing.</summary>
    /// <param name="progress">Hears, after each week, the part done and the acts recorded so far.</param>
    /// <returns>The number of acts that this run recorded; 0 when the whole year was there.</returns>
    public static long Run(ReplayOrder order, CatalogueReading reading, ColumnPlan plan, IProgress<(double Part, long Acts)>? progress, CancellationToken ct)
    {
        if (DataFolder.Exists(order.Data) && IsComplete(order)) { return 0; }
        var file = Path.Combine(Home.City(order.City), "workload", $"{order.Year}.yaml");
        if (!File.Exists(file)) { throw new UsageException($"{order.City} has no workload for {order.Year}.", $"Write one: {file}"); }
        var read = WorkloadReader.Read(file, reading.Sound());
        if (read.Workload is null) { throw new UsageException($"the workload has mistakes:\n{string.Join('\n', read.Diagnostics)}", "Mend them and run the replay again."); }
        return new ReplayRun(order, reading.Sound(), read.Workload).Go(plan, progress, ct);
    }

    private static bool IsComplete(ReplayOrder order)
    {
        var found = DataFolder.Describe(order.Data);
        if (found.Replay is not { } replay) { throw new UsageException($"{order.Data} is a living folder, not a replay.", "Name another folder with --data."); }
        if (found.City != order.City || replay.Year != order.Year || replay.Scale != order.Scale || replay.Seed != order.Seed)
        {
            throw new UsageException($"{order.Data} holds {found.City} {replay.Year} at scale {replay.Scale:0.####} with seed {replay.Seed}.", "Ask for the same, or name another folder with --data.");
        }

        if (order.Store is not null && order.Store != found.Store)
        {
            throw new UsageException($"{order.Data} keeps its ledger in {(found.Store is { } store ? PostgresAddress.Parse(store).ToString() : "its own ledger.db")}.", "Leave --store out, or name another folder with --data.");
        }

        return replay.Complete;
    }

    private long Go(ColumnPlan plan, IProgress<(double Part, long Acts)>? progress, CancellationToken ct)
    {
        using var ledger = OpenOrCreate(plan);
        var done = (int)ledger.Store.Progress(WeeksProgress);
        var before = ledger.Writer.Size;
        using var begun = new BegunCases(ledger, done > 0);
        var appender = new BulkAppender(ledger.Writer, ledger.Dictionary, book, new SeededSecrets(order.Seed), replayer.FirstMonday.AddDays(7 * done), begun.Find);
        foreach (var record in begun.Waiting()) { appender.Resume(record); }
        var committing = Task.CompletedTask;
        var planning = Plan(done);
        for (var week = done; week < replayer.Weeks; week++)
        {
            ct.ThrowIfCancellationRequested();
            var planned = planning.GetAwaiter().GetResult()!;
            planning = Plan(week + 1);
            var last = week == replayer.Weeks - 1;
            appender.Stretch(new WeekActs(replayer, planned), last ? workload.Until.Day : planned.Monday.AddDays(7), last ? workload.Until.Minute : 0);
            ledger.Writer.Group.Reach(WeeksProgress, week + 1);
            var group = ledger.Writer.TakeGroup();
            // The next week is decided while this one goes to the disk.
            committing.GetAwaiter().GetResult();
            committing = Task.Run(() => ledger.Commit(group), CancellationToken.None);
            progress?.Report(((week + 1.0) / replayer.Weeks, ledger.Writer.Size - before));
        }

        committing.GetAwaiter().GetResult();
        ledger.SaveColumns();
        var until = workload.Until;
        ledger.Folder.Describe(ledger.Folder.Description with
        {
            Clock = new FolderClock.StandsAt(LocalDate.FromDateOnly(until.Day).At(new LocalTime(until.Minute / 60, until.Minute % 60)), SystemClock.Instance.GetCurrentInstant()),
            Replay = ledger.Folder.Description.Replay! with { Complete = true },
        });
        return ledger.Writer.Size - before;
    }

    /// <summary>Plans a week while the one before it is decided.</summary>
    private Task<PlannedWeek?> Plan(int week) => Task.Run(() => week < replayer.Weeks ? replayer.Week(week) : null);

    private CityLedger OpenOrCreate(ColumnPlan plan)
    {
        var origin = $"xiezhi/{order.City}/replay-{order.Year}";
        const string Command = "replay";
        if (DataFolder.Exists(order.Data)) { return CityLedger.Open(order.Data, book, plan, origin, replayer.FirstMonday, Command); }
        var until = workload.Until;
        var description = new FolderDescription(order.City, Synthetic: true, SystemClock.Instance.GetCurrentInstant(),
            new FolderClock.StandsAt(LocalDate.FromDateOnly(until.Day).At(new LocalTime(until.Minute / 60, until.Minute % 60)), null), new FolderReplay(order.Year, order.Scale, order.Seed, Complete: false), order.Store, order.Sm2);
        return CityLedger.Create(order.Data, description, book, plan, origin, replayer.FirstMonday, Command);
    }

    /// <summary>The acts of a week as the ledger takes them.</summary>
    private sealed class WeekActs(Replayer replayer, PlannedWeek week) : IPlannedActs
    {
        public int Count => week.Count;

        public (long Plan, DateOnly Day, bool Last) Head(int index) => week.Head(index);

        public (ActRequest Request, Edition? Opens) Act(int index)
        {
            var act = week[index];
            if (!act.Opens) { return (act.Request, null); }
            var @case = replayer.Case(act.Plan);
            return (act.Request with { Persons = [.. @case.Parties.Select(p => new Person(p.Number, p.Name, p.IdentityNumber, p.Telephone))] }, @case.Edition);
        }
    }

    /// <summary>Cases that an interrupted run has opened, found by their plan: the slot of their key.</summary>
    private sealed class BegunCases : IDisposable
    {
        private readonly CityLedger ledger;
        private readonly Dictionary<long, long> idOfPlan = [];
        private readonly Dictionary<int, Register> registers;
        private readonly List<CaseId> waiting = [];

        public BegunCases(CityLedger ledger, bool any)
        {
            this.ledger = ledger;
            registers = ledger.Store.Registers().ToDictionary(r => r.Id);
            if (!any) { return; }
            ledger.Store.ReadCases(default, (id, due, state) =>
            {
                idOfPlan.Add(CaseRecord.KeySlotOf(state), id.Value);
                if (due is { } day && day != Clock.Unknown) { waiting.Add(id); }
                return true;
            });
        }

        public IEnumerable<CaseRecord> Waiting() => waiting.Select(Read);

        public CaseRecord? Find(long plan) => idOfPlan.TryGetValue(plan, out var id) ? Read(new CaseId(id)) : null;

        public void Dispose() => idOfPlan.Clear();

        private CaseRecord Read(CaseId id)
        {
            using var state = new PooledBuffer();
            ledger.Store.ReadCase(id, state, out _);
            return CaseRecord.Read(id, registers[id.Register], state.Written, ledger.Dictionary);
        }
    }
}
