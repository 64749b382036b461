using System.Diagnostics;
using System.Globalization;
using Xiezhi.Bench;

// Usage: bench ROOT [DATA SCALE]; without data only the law's own speed – measures what issue by issue was promised, and prints a table of what this machine gave.
if (args.Length == 1)
{
    var alone = new LawTimes(args[0]);
    Console.WriteLine($"due day {alone.DueDay():0.0} ns, decide {alone.DecideMicroseconds():0.00} µs");
    return;
}

if (args is [var home, "--live", var folder])
{
    await using var live = new LiveTimes(home, folder);
    foreach (var callers in (Environment.GetEnvironmentVariable("CALLERS") ?? "1,256,256,1024").Split(',').Select(int.Parse))
    {
        var (perSecond, median, p99, cpu) = await live.Acts(callers, callers == 1 ? 3000 : 60_000);
        Console.WriteLine($"{callers} callers: {perSecond:N0} acts/s, median {median:0.00} ms, p99 {p99:0.00} ms, {cpu:0} µs of CPU an act");
    }

    return;
}

var (root, data, scale) = (args[0], args[1], args[2]);
var table = new List<(string What, string Must, string Aim, string Here)>();

var replay = ChildRun.Of(root, "replay", "--data", data, "--scale", scale);
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
Add("recount of the log, whole process", "≤ 60 s", "≤ 20 s", $"{recount.Seconds:0.0} s, {recount.PeakBytes / 1e6:0} MB");
var fsck = ChildRun.Of(root, "fsck", "--data", data);
Add("fsck, whole process", "–", "–", $"{fsck.Seconds:0.0} s, {fsck.PeakBytes / 1e6:0} MB");
var (page, memory) = FirstPage.After(root, data);
Add("first page after start; memory then", "≤ 3 s, ≤ 400 MB", "≤ 1 s, ≤ 200 MB", $"{page:0.00} s, {memory / 1e6:0} MB");

var law = new LawTimes(root);
Add("due day of 20 working days", "≤ 100 ns", "≤ 20 ns", $"{law.DueDay():0.0} ns");
Add("decide, mean over acts of all procedures", "≤ 3 µs", "≤ 1 µs", $"{law.DecideMicroseconds():0.00} µs");

Console.WriteLine($"""
    # What this machine gave

    {DateOnly.FromDateTime(File.GetLastWriteTimeUtc(Path.Combine(data, "folder.json"))):yyyy-MM-dd}, scale {scale}. {Machine.Facts()}

    | what, on {Environment.ProcessorCount} cores | must | aim | here |
    |---|---|---|---|
    {string.Join('\n', table.Select(r => $"| {r.What} | {r.Must} | {r.Aim} | {r.Here} |"))}
    """);

void Add(string what, string must, string aim, string here)
{
    table.Add((what, must, aim, here));
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {here}"));
}

static long Size(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(f => f.Length);
