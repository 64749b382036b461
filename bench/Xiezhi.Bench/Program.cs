using System.Diagnostics;
using System.Globalization;
using Xiezhi.Bench;

// Usage: bench ROOT [DATA SCALE [live [STORE]]]; without data only the law's own speed, with live only what living people wait for, with the address of a PostgreSQL only the acts
// that are kept there – measures what was promised, and prints a table of what this machine gave.
//        bench mutate ROOT SAMPLE SEED – changes the catalogue in one place at a time and says what nothing noticed.
if (args is ["mutate", var house, var sample, var seed])
{
    _ = new Mutations(house, int.Parse(seed, CultureInfo.InvariantCulture)).Run(int.Parse(sample, CultureInfo.InvariantCulture));
    return;
}

if (args.Length == 1)
{
    var alone = new LawTimes(args[0]);
    Console.WriteLine($"due day {alone.DueDay():0.0} ns, decide {alone.DecideMicroseconds():0.00} µs, catalogue load {LawTimes.Load(args[0]):0} ms");
    Console.WriteLine($"whole check {ChildRun.Of(args[0], "catalogue", "check").Seconds:0.00} s");
    Console.WriteLine($"new calendar over open clocks: {CalendarTimes.Of(args[0], 1_000_000)}");
    return;
}

var (root, data, scale, liveOnly, store) = (args[0], args[1], args[2], args is [_, _, _, "live", ..], args.ElementAtOrDefault(4));
var table = new List<(string What, string Must, string Aim, string Here)>();

var replay = ChildRun.Of(root, ["replay", "--data", data, "--scale", scale, .. store is null ? Array.Empty<string>() : ["--store", store]]);
if (store is not null) { await InPostgresAsync(store); }
else
{
    if (!liveOnly) { Planned(); }
    await LivingAsync();
}

Console.WriteLine($"""
    # What this machine gave

    {DateOnly.FromDateTime(File.GetLastWriteTimeUtc(Path.Combine(data, "folder.json"))):yyyy-MM-dd}, scale {scale}. {Machine.Facts()}

    | what, on {Environment.ProcessorCount} cores | must | aim | here |
    |---|---|---|---|
    {string.Join('\n', table.Select(r => $"| {r.What} | {r.Must} | {r.Aim} | {r.Here} |"))}
    """);

void Planned()
{
    var entries = replay.Number("entries in");
    var seconds = replay.Seconds;
    var floor = RawFloor.RowsPerSecond(data);
    var rate = entries / seconds;
    Add("replay, wall", "≤ 200 s", "≤ 100 s", $"{seconds:0.0} s for {entries:N0} entries");
    Add("replay, CPU of both cores together", "–", "–", $"{replay.CpuSeconds:0} s");
    Add("replay, disk", "≤ 2.5 GB", "≤ 1.6 GB", $"{Size(data) / 1e9:0.00} GB");
    Add("replay, peak memory", "≤ 1.5 GB", "–", $"{replay.PeakBytes / 1e9:0.00} GB");
    Add("raw SQLite, the same acts in their order, a row an act (300 B) with a case upsert", "–", "–", $"{floor:N0} rows/s");
    Add("replayed entries per second ÷ raw rows per second", "≥ 0.5", "≥ 1.1", $"{rate / floor:0.00} ({rate:N0} ÷ {floor:N0})");

    using (var figures = new FigureTimes(root, data))
    {
        Add("whole report", "≤ 150 ms", "≤ 50 ms", $"{figures.WholeReport():0.0} ms");
        Add("one figure (the dearest)", "≤ 30 ms", "≤ 10 ms", figures.DearestFigure());
        Add("first page of evidence (the dearest)", "≤ 50 ms", "≤ 10 ms", figures.DearestEvidence());
    }

    var recount = ChildRun.Of(root, "recount", "--data", data);
    Add("recount of the log, whole process", "≤ 60 s, ≤ 300 MB", "≤ 20 s", $"{recount.Seconds:0.0} s, {recount.PeakBytes / 1e6:0} MB");
    var proof = Path.Combine(Path.GetTempPath(), $"xiezhi-bench-{Guid.NewGuid():N}.figure");
    var written = ChildRun.Of(root, "evidence", "--data", data, "--figure", "appeals_accepted", "--out", proof);
    Add("figure's file of appeals_accepted, built, whole process", "≤ 10 s", "–", $"{written.Seconds:0.0} s, {new FileInfo(proof).Length / 1e6:0} MB");
    var verified = ChildRun.Of(root, "verify", proof);
    Add("the same, verified, whole process", "≤ 10 s", "≤ 2 s", $"{verified.Seconds:0.0} s, {verified.PeakBytes / 1e6:0} MB");
    File.Delete(proof);
    var fsck = ChildRun.Of(root, "fsck", "--data", data);
    Add("fsck, whole process", "≤ 90 s", "≤ 40 s", $"{fsck.Seconds:0.0} s, {fsck.PeakBytes / 1e6:0} MB");
    var (page, memory) = FirstPage.After(root, data);
    Add("first page after start; memory then", "≤ 3 s, ≤ 400 MB", "≤ 1 s, ≤ 200 MB", $"{page:0.00} s, {memory / 1e6:0} MB");

    var (covered, proofMedian, proofLate) = ProofTimes.Inclusion(data, 2000);
    Add($"inclusion proof of any of {covered:N0} entries, with its leaf and head", "≤ 5 ms", "≤ 1 ms", $"median {proofMedian:0.00} ms, p99 {proofLate:0.00} ms");

    var law = new LawTimes(root);
    Add("due day of 20 working days", "≤ 100 ns", "≤ 20 ns", $"{law.DueDay():0.0} ns");
    Add("decide, mean over acts of all procedures", "≤ 3 µs", "≤ 1 µs", $"{law.DecideMicroseconds():0.00} µs");
    Add("catalogue load, all editions with a city", "≤ 300 ms", "–", $"{LawTimes.Load(root):0} ms");
    Add("whole check of the catalogue, whole process", "≤ 2 s", "–", $"{ChildRun.Of(root, "catalogue", "check").Seconds:0.00} s");
    Add("exploration of all editions, whole process", "≤ 30 s", "–", $"{ChildRun.Of(root, "catalogue", "explore").Seconds:0.0} s");
    Add("new calendar over 1,000,000 open clocks: none moves; then half of them do", "≤ 3 s, ≥ 50,000/s", "–", CalendarTimes.Of(root, 1_000_000));
}

async Task LivingAsync()
{
    const int Callers = 256;
    await using (var site = await SiteTimes.OpenAsync(root, data))
    {
        var (cases, deskMedian, desk) = await site.DeskAsync(4000);
        Add("desk of an ordinary officer, 16 at once", "p95 ≤ 100 ms", "≤ 30 ms", $"median {deskMedian:0.0} ms, p95 {desk:0.0} ms ({cases:N0} open cases of his organ)");
        var (latest, first, largest, bytes, requests) = await site.PagesAsync();
        Add("first byte of any public page (the latest)", "p95 ≤ 60 ms", "≤ 20 ms", $"p95 {first:0.0} ms ({latest})");
        Add("transfer and requests of any public page (the largest)", "≤ 60 KB, ≤ 6", "≤ 20 KB, ≤ 4", $"{bytes / 1000.0:0.0} KB ({largest}), {requests}");
        var (api, apiMedian, apiLate) = await site.ApiAsync(Callers, 8000);
        Add("durable acts through the JSON API, 256 connections", "≥ 5,000/s", "≥ 12,000/s", $"{api:N0}/s, median {apiMedian:0.0} ms, p99 {apiLate:0.0} ms");
    }

    var grouped = RawFloor.GroupedPerSecond(data, Callers, 1000);
    Add("raw SQLite, a row an act (300 B) with a case upsert, groups of 256, each flushed", "–", "–", $"{grouped:N0}/s");
    await using var live = new LiveTimes(root, data);
    var (perSecond, median, p99, cpu) = await live.Acts(Callers, 120_000);
    Add("living durable acts, 256 callers, in process", "≥ 12,000/s, p99 ≤ 60 ms", "≥ 20,000/s, ≤ 20 ms",
        $"{perSecond:N0}/s, median {median:0.0} ms, p99 {p99:0.0} ms, {cpu:0} µs of CPU an act, {perSecond / grouped:0.00} of the raw rows");
    await GrownAsync(live, Callers);
    var (asked, headMedian, headLate) = await live.AwaitedHeads(1000, 20_000);
    Add("signed head that covers an act, awaited at 1,000 acts/s", "p99 ≤ 1 s", "≤ 200 ms", $"median {headMedian:0.0} ms, p99 {headLate:0.0} ms at {asked:N0}/s");
    var one = await live.OneCaller(1500);
    using var hand = new HandMade(live.Book, live.FiveActs);
    var byHand = hand.PerSecond(500);
    Add("one caller ÷ the same case life by hand (Stateless, EF Core, SQLite)", "≥ 3", "≥ 5", $"{one / byHand:0.0} ({one:N0} ÷ {byHand:N0} acts/s)");
}

// Both logs are open, and asked by turns: what the machine does meanwhile meets both.
async Task GrownAsync(LiveTimes large, int callers)
{
    const int Turns = 5, Acts = 40_000;
    var young = $"{data}-young";
    // The full year has thirteen million entries; a thirteenth of it has one.
    _ = ChildRun.Of(root, "replay", "--data", young, "--scale", (double.Parse(scale, CultureInfo.InvariantCulture) / 13).ToString("0.#####", CultureInfo.InvariantCulture));
    var (grown, fresh, entries, few) = (new double[Turns], new double[Turns], large.Size, 0L);
    await using (var small = new LiveTimes(root, young))
    {
        few = small.Size;
        for (var turn = 0; turn < Turns; turn++)
        {
            fresh[turn] = (await small.Acts(callers, Acts)).PerSecond;
            grown[turn] = (await large.Acts(callers, Acts)).PerSecond;
        }
    }

    Directory.Delete(young, recursive: true);
    Array.Sort(grown);
    Array.Sort(fresh);
    Add($"living durable acts on a log of {entries:N0} entries ÷ on one of {few:N0}, 256 callers, {Turns} turns each", "≥ 0.8", "≥ 0.95",
        $"{grown[Turns / 2] / fresh[Turns / 2]:0.00} ({grown[Turns / 2]:N0} ÷ {fresh[Turns / 2]:N0} acts/s)");
}

async Task InPostgresAsync(string address)
{
    Add("replay into PostgreSQL, entries a second", "–", "–", $"{replay.Number("entries in") / replay.Seconds:N0}");
    await using var live = new LiveTimes(root, data);
    foreach (var callers in new[] { 256, 1024 })
    {
        var (perSecond, median, p99, cpu) = await live.Acts(callers, 120_000);
        Add($"living durable acts in PostgreSQL, {callers:N0} callers, in process", callers == 256 ? "≥ 8,000/s" : "–", callers == 256 ? "≥ 16,000/s" : "–",
            $"{perSecond:N0}/s, median {median:0.0} ms, p99 {p99:0.0} ms, {cpu:0} µs of CPU an act beside the server's");
    }

    Console.Error.WriteLine($"The ledger stays in {address}.");
}

void Add(string what, string must, string aim, string here)
{
    table.Add((what, must, aim, here));
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {here}"));
}

static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length);
