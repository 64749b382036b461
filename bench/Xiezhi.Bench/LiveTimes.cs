using System.Collections.Immutable;
using System.Diagnostics;
using Xiezhi.Catalogue;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.Desk;
using Xiezhi.Replay;
using Xiezhi.Replay.Reading;

namespace Xiezhi.Bench;

/// <summary>Living casework on a replayed folder: callers who each take a case of the city's year, do its acts one after the other as durable acts, and take the next.</summary>
internal sealed class LiveTimes : IAsyncDisposable
{
    private readonly CityLedger ledger;
    private readonly LiveCasework casework;
    private readonly Docket docket;
    private readonly LawBook book;
    private readonly Replayer replayer;
    /// <summary>Keys of this run alone: the folder may have seen another.</summary>
    private readonly string run = $"{Guid.NewGuid():N}";
    private long nextPlan;

    public LawBook Book => book;

    /// <summary>Number of entries in the log.</summary>
    public long Size => ledger.Store.Size;

    public LiveTimes(string root, string data)
    {
        var city = DataFolder.Describe(data).City;
        var reading = CatalogueReader.Read(Path.Combine(root, "catalogue"), Path.Combine(root, "cities", city));
        book = reading.Sound();
        ledger = CityLedger.Open(data, book, ColumnPlan.Of(reading.Indicators), "bench", new DateOnly(2023, 1, 1), "bench");
        casework = new LiveCasework(ledger);
        docket = Docket.Over(ledger, casework);
        docket.Whole.GetAwaiter().GetResult();
        // Another seed than the replay's: the same kinds of case, other people.
        replayer = new Replayer(WorkloadReader.Read(Path.Combine(root, "cities", city, "workload", "2023.yaml"), book).Workload!, book, 7, 0.05);
    }

    /// <summary>Acts answered in a second by that many callers, and the 50th and 99th part in a hundred of the waiting times, in milliseconds.</summary>
    public async Task<(double PerSecond, double Median, double P99, double Cpu)> Acts(int callers, int acts)
    {
        await Play(callers, LivesOf(acts / 4));
        var lives = LivesOf(acts);
        GC.Collect();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var waits = await Play(callers, lives);
        var seconds = watch.Elapsed.TotalSeconds;
        Array.Sort(waits);
        return (waits.Length / seconds, waits[waits.Length / 2], waits[waits.Length * 99 / 100], (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds / waits.Length);
    }

    /// <summary>
    /// Lives begun one after another so that so many acts a second are asked for, whether answered or not, each by a caller who waits until a signed head covers his act.
    /// </summary>
    /// <returns>Acts that were asked for in a second, and the 50th and 99th part in a hundred of the time from asking until the head was there, in milliseconds.</returns>
    public async Task<(double PerSecond, double Median, double P99)> AwaitedHeads(int perSecond, int acts)
    {
        await Play(16, LivesOf(acts / 4));
        var lives = LivesOf(acts);
        var due = new long[lives.Count];
        for (var (i, asked) = (0, 0L); i < due.Length; asked += lives[i++].Length) { due[i] = asked * Stopwatch.Frequency / perSecond; }
        var began = Stopwatch.GetTimestamp();
        var running = new List<Task<List<double>>>();
        for (var i = 0; i < due.Length; i++)
        {
            while (Stopwatch.GetTimestamp() - began < due[i]) { await Task.Delay(1); }
            var life = lives[i];
            running.Add(Task.Run(() => LiveAsync(life, UntilHeadAsync)));
        }

        // What is still asked for after the last life began is no longer at that rate, but counts: it waits as the others do.
        var waits = (await Task.WhenAll(running)).SelectMany(w => w).Order().ToArray();
        return (waits.Length / Stopwatch.GetElapsedTime(began).TotalSeconds, waits[waits.Length / 2], waits[waits.Length * 99 / 100]);
    }

    /// <summary>Ids of the acts of a life of five, which one caller and whoever makes it by hand both go through.</summary>
    public string[] FiveActs => [.. LifeOfFive() is [var opening, ..] five ? five.Select(act => book.InForce(opening.Procedure!, opening.Request.When.Day)!.Acts[act.Request.Subject].Id) : []];

    /// <summary>Acts answered in a second when one caller goes through so many cases of the life of five acts.</summary>
    public async Task<double> OneCaller(int cases)
    {
        // As many before it as counted: the code of one caller's way is compiled late.
        await Play(1, Again(cases));
        var watch = Stopwatch.StartNew();
        var waits = await Play(1, Again(cases));
        return waits.Length / watch.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await casework.DisposeAsync();
        docket.Dispose();
        ledger.Dispose();
    }

    /// <summary>Whole cases with about so many acts together, mixed as the city's year is.</summary>
    private List<ImmutableArray<ActSubmission>> LivesOf(int acts)
    {
        var lives = new List<ImmutableArray<ActSubmission>>();
        // A stride that has no divisor in common with the number of plans visits each once, of all procedures by turns.
        var stride = (replayer.Plans / 2) | 1;
        while (Divides(stride, replayer.Plans)) { stride += 2; }
        for (var made = 0; made < acts;)
        {
            var plan = nextPlan = (nextPlan + stride) % replayer.Plans;
            var life = LifeOf(plan);
            if (life.Length == 0) { continue; }
            lives.Add(life);
            made += life.Length;
        }

        return lives;
    }

    private List<ImmutableArray<ActSubmission>> Again(int cases)
    {
        var life = LifeOfFive();
        return [.. Enumerable.Range(0, cases).Select(_ => life.Select(act => act with { Key = $"{Guid.NewGuid():N}" }).ToImmutableArray())];
    }

    private ImmutableArray<ActSubmission> LifeOfFive()
    {
        for (var plan = 0L; ; plan++)
        {
            if (LifeOf(plan) is { Length: 5 } life && life.All(a => a.Request.Kind == EntryKind.Act)) { return life; }
        }
    }

    private static bool Divides(long a, long b) => b == 0 ? a != 1 : Divides(b, a % b);

    private ImmutableArray<ActSubmission> LifeOf(long plan)
    {
        var @case = replayer.Case(plan);
        var acts = replayer.Acts(plan);
        // A life that began in another edition's time was opened under that one; here each is opened on its day.
        if (acts.Length == 0 || !acts[0].Opens || book.InForce(@case.Edition.Procedure, acts[0].Request.When.Day) != @case.Edition) { return []; }
        return
        [
            .. acts.Select((act, n) => new ActSubmission(null, n == 0 ? @case.Edition.Procedure : null,
                n == 0 ? act.Request with { Persons = [.. @case.Parties.Select(p => new Person(p.Number, p.Name, p.IdentityNumber, p.Telephone))] } : act.Request, $"{run}-{plan}-{n}")),
        ];
    }

    private async Task<double[]> Play(int callers, List<ImmutableArray<ActSubmission>> lives)
    {
        var next = -1;
        var waits = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            for (int i; (i = Interlocked.Increment(ref next)) < lives.Count;) { mine.AddRange(await LiveAsync(lives[i], static _ => Task.CompletedTask)); }
            return mine;
        })));
        return [.. waits.SelectMany(w => w)];
    }

    /// <summary>The acts of a life, one after the other, and how long each took until it was answered and what comes then was there.</summary>
    private async Task<List<double>> LiveAsync(ImmutableArray<ActSubmission> life, Func<long, Task> then)
    {
        var mine = new List<double>();
        CaseId? id = null;
        foreach (var act in life)
        {
            var asked = Stopwatch.GetTimestamp();
            var answer = await casework.SubmitAsync(act with { Case = id }, CancellationToken.None);
            var recorded = answer is ActAnswer.Recorded { Repeated: false } told ? told : throw new InvalidOperationException($"{act.Key} was answered with {answer}");
            await then(recorded.Leaf);
            mine.Add(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            id = recorded.Case;
        }

        return mine;
    }

    /// <summary>Returns when the store has a signed head that covers the leaf.</summary>
    private async Task UntilHeadAsync(long leaf)
    {
        for (var known = leaf; ledger.Store.LatestCheckpoint() is not { } head || head.Size <= leaf;) { known = await casework.Growth.BeyondAsync(known, CancellationToken.None); }
    }
}
