using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>Acts of a stretch of a planned year, in the order of time; those of one case in their own order. Asked from several threads.</summary>
public interface IPlannedActs
{
    int Count { get; }

    /// <summary>Whose act it is, without making the request.</summary>
    /// <returns>The case in the plan (dense from 0; it takes the key slot of that number), the day of the act, and whether no further act is planned for the case.</returns>
    (long Plan, DateOnly Day, bool Last) Head(int index);

    /// <summary>The request; for the act that opens a case with the edition in force, else with null.</summary>
    (ActRequest Request, Edition? Opens) Act(int index);
}

/// <summary>Keys and nonces of a replay: they follow from its seed, so that the same seed gives the same log.</summary>
public sealed class SeededSecrets(long seed)
{
    private readonly byte[] root = SHA256.HashData([.. "xiezhi replay "u8, .. BitConverter.GetBytes(seed)]);

    public byte[] CaseKey(long plan)
    {
        Span<byte> of = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(of, plan);
        return HMACSHA256.HashData(root, of);
    }

    /// <summary>The nonce of one entry: it need only differ from others of its case, whose key nobody else has.</summary>
    public void Fresh(long plan, int number, Span<byte> nonce)
    {
        var x = (ulong)plan * 0x9E3779B97F4A7C15UL ^ ((ulong)number << 48) ^ BinaryPrimitives.ReadUInt64LittleEndian(root);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        BinaryPrimitives.WriteUInt64LittleEndian(nonce, x ^ (x >> 31));
    }
}

/// <summary>Takes the acts of a stretch of a planned year through the same <see cref="Decide"/> and the same <see cref="LedgerWriter"/> as a living act: cases side by side on all cores, the log in the order of time.</summary>
public sealed class BulkAppender
{
    private const int Day = 1440;
    private const int SweepMinute = 30;
    private readonly LedgerWriter writer;
    private readonly LogDictionary dictionary;
    private readonly LawBook book;
    private readonly SeededSecrets secrets;
    private readonly Func<long, CaseRecord?> begun;
    private readonly Dictionary<long, Work> works = [];
    private readonly List<Work> changed = [];
    private int year;
    /// <summary>Minute up to which the stretches so far have gone.</summary>
    private long reached;

    /// <param name="from">The day on which the first stretch begins; the registers of its year are closed when time passes the year's end.</param>
    /// <param name="begun">Finds a case that an interrupted replay has opened; asked only for cases that this appender has not opened itself.</param>
    public BulkAppender(LedgerWriter writer, LogDictionary dictionary, LawBook book, SeededSecrets secrets, DateOnly from, Func<long, CaseRecord?> begun)
    {
        this.begun = begun;
        this.writer = writer;
        this.dictionary = dictionary;
        this.book = book;
        this.secrets = secrets;
        year = from.Year;
        reached = Minutes(from, 0);
    }

    /// <summary>Cases that have acts to come or clocks that run.</summary>
    public int InFlight => works.Count;

    /// <summary>Takes up a case again that an interrupted replay has begun; it stays in memory, for nobody knows whether more acts are planned for it.</summary>
    public void Resume(CaseRecord record) => works.TryAdd(record.KeySlot, new Work(record.KeySlot, record.Edition, secrets.CaseKey(record.KeySlot)) { Record = record, State = record.State, Opening = record.State, Due = record.State.EarliestDue });

    /// <summary>Appends a stretch of time: its acts in order, and the expiries that fall into it.</summary>
    /// <param name="until">The first day after the stretch, or the day on which it ends at <paramref name="untilMinute"/>; expiries are swept half an hour after midnight.</param>
    /// <returns>The number of entries appended.</returns>
    /// <exception cref="LedgerException">The law refuses a planned act; the message names case, act and ground.</exception>
    public int Stretch(IPlannedActs acts, DateOnly until, int untilMinute = 0)
    {
        var end = Minutes(until, untilMinute);
        var next = 0;
        var appending = Task.FromResult(0);
        var appended = 0;
        // Day by day, so that what is decided and not yet appended stays small; while a day is appended the next is decided.
        while (reached < end)
        {
            var midnight = Math.Min(end, ((reached / Day) + 1) * Day);
            var made = DecideDay(acts, ref next, midnight);
            appended += appending.GetAwaiter().GetResult();
            appending = Task.Run(() => AppendDay(made));
            reached = midnight;
        }

        appended += appending.GetAwaiter().GetResult();
        CloseYearsBefore(until);
        foreach (var work in changed)
        {
            work.Record!.State = work.State!;
            writer.Put(work.Record);
            work.Changed = false;
            if (work.Done && work.Due is null) { works.Remove(work.Plan); }
        }

        changed.Clear();
        return appended;
    }

    private List<Worker> DecideDay(IPlannedActs acts, ref int next, long end)
    {
        var busy = Deal(acts, ref next, end);
        var made = DecideAll(busy, acts, end);
        foreach (var work in busy)
        {
            work.Due = work.State!.EarliestDue;
            if (!work.Touched) { continue; }
            work.Touched = false;
            if (!work.Changed) { changed.Add(work); }
            work.Changed = true;
        }

        return made;
    }

    private int AppendDay(List<Worker> made)
    {
        var order = Order(made);
        foreach (var (_, worker, at) in order) { Append(made[worker].Made[at], made[worker].Bytes); }
        foreach (var worker in made) { worker.Dispose(); }
        return order.Length;
    }

    private static long Minutes(DateOnly day, int minute) => ((long)day.DayNumber * Day) + Math.Max(minute, 0);

    /// <summary>Gives each case its acts of the day, and finds the cases whose clocks run out on it.</summary>
    private List<Work> Deal(IPlannedActs acts, ref int next, long end)
    {
        var busy = new List<Work>();
        for (; next < acts.Count; next++)
        {
            var (plan, day, last) = acts.Head(next);
            if (Minutes(day, 0) >= end) { break; }
            if (!works.TryGetValue(plan, out var work))
            {
                if (begun(plan) is { } record)
                {
                    Resume(record);
                    work = works[plan];
                }
                else
                {
                    work = new Work(plan, null, secrets.CaseKey(plan));
                    works.Add(plan, work);
                }
            }

            if (work.Acts.Count == 0) { busy.Add(work); }
            work.Acts.Add(next);
            work.Done |= last;
        }

        foreach (var work in works.Values)
        {
            if (work.Acts.Count == 0 && work.Due is { } due && Minutes(due.AddDays(1), SweepMinute) < end) { busy.Add(work); }
        }

        return busy;
    }

    private List<Worker> DecideAll(List<Work> busy, IPlannedActs acts, long end)
    {
        if (busy.Count == 0) { return []; }
        var workers = new ConcurrentBag<Worker>();
        Parallel.ForEach(Partitioner.Create(0, busy.Count, Math.Max(64, busy.Count / 256)), () => new Worker(), (range, _, worker) =>
        {
            for (var i = range.Item1; i < range.Item2; i++) { Live(busy[i], acts, end, worker); }
            return worker;
        }, workers.Add);
        return [.. workers];
    }

    /// <summary>One case through the stretch: its acts, and between them the expiries on the morning after their last day.</summary>
    private void Live(Work work, IPlannedActs acts, long end, Worker worker)
    {
        foreach (var index in work.Acts)
        {
            var (request, opens) = acts.Act(index);
            if (work.State is null) { work.Edition = dictionary.Of(opens ?? throw new LedgerException($"The plan acts in case {work.Plan} before it opens it. Mend the workload.")); }
            Sweep(work, Minutes(request.When.Day, request.When.Minute), worker);
            var edition = work.Edition!.Edition;
            if (request.Kind == EntryKind.Act && edition.Acts[request.Subject] is { Allots.Length: > 0 } drawing)
            {
                throw new LedgerException($"The plan has '{drawing.Id}' of {edition.Id}, which draws a number from a register; only living casework does. Mend the workload.");
            }

            var decision = Decide.On(edition, work.State, request, book.Calendar, book.City);
            if (decision is not Decision.Accepted accepted)
            {
                var no = (Decision.Refused)decision;
                var subject = request.Kind == EntryKind.Serve ? edition.Documents[request.Subject].Id : edition.Acts[request.Subject].Id;
                throw new LedgerException($"The law refuses a planned act: {edition.Id} case {work.Plan}, '{subject}' on {request.When}: {no.CodeId} ({no.What}) – {no.Words}. Mend the workload.");
            }

            Take(work, accepted, Minutes(request.When.Day, request.When.Minute), worker);
        }

        work.Acts.Clear();
        if (work.State is not null) { Sweep(work, end, worker); }
    }

    private void Sweep(Work work, long before, Worker worker)
    {
        while (work.State?.EarliestDue is { } due && MorningFor(work, due) is var morning && Minutes(morning, SweepMinute) is var time && time < before)
        {
            Take(work, Decide.Sweep(work.State, Moment.On(morning), book.Calendar, book.City), time, worker);
        }
    }

    /// <summary>The day of the first sweep that sees the last day gone by. An act that counts from an earlier day can start a clock that has run out
    /// already: that is found the next morning, never before the act.</summary>
    private DateOnly MorningFor(Work work, DateOnly due)
    {
        var since = Math.Max(work.Last, reached);
        var next = DateOnly.FromDayNumber((int)((since + Day - SweepMinute - 1) / Day));
        return due >= next ? due.AddDays(1) : next;
    }

    private void Take(Work work, Decision.Accepted accepted, long time, Worker worker)
    {
        var before = work.State;
        foreach (var entry in accepted.Entries)
        {
            var reopens = before is { IsClosed: true } && accepted.Case.IsOpen && entry.Number == accepted.Case.Entries;
            worker.Seal(work, entry, time, reopens, secrets);
        }

        work.State = accepted.Case;
        work.Last = time;
        work.Opening ??= accepted.Case;
        work.Touched = true;
    }

    private static (Key Key, int Worker, int At)[] Order(List<Worker> workers)
    {
        var order = new (Key Key, int Worker, int At)[workers.Sum(w => w.Made.Count)];
        var next = 0;
        for (var w = 0; w < workers.Count; w++)
        {
            for (var i = 0; i < workers[w].Made.Count; i++)
            {
                var made = workers[w].Made[i];
                order[next++] = (new Key(made.Time, made.Work.Plan, made.Entry.Number), w, i);
            }
        }

        Array.Sort(order, static (a, b) => a.Key.CompareTo(b.Key));
        return order;
    }

    private void Append(in Made made, PooledBuffer bytes)
    {
        CloseYearsBefore(DateOnly.FromDayNumber((int)(made.Time / Day)));
        var work = made.Work;
        work.Record ??= writer.Open(work.Edition!, work.Opening!, made.Entry.Effective, (work.Plan, work.Key));
        var body = bytes.Written.Slice(made.At, made.Length);
        writer.Append(work.Record, made.Entry, made.Reopens, body, bytes.Written.Slice(made.At + made.Length, BodySeal.CommitmentLength));
    }

    private void CloseYearsBefore(DateOnly day)
    {
        for (; year < day.Year; year++) { writer.CloseRegisters(year, new DateOnly(year, 12, 31)); }
    }

    private sealed class Work(long plan, LoggedEdition? edition, byte[] key)
    {
        public long Plan { get; } = plan;
        /// <summary>Null until the opening act has chosen it.</summary>
        public LoggedEdition? Edition { get; set; } = edition;
        public byte[] Key { get; } = key;
        public List<int> Acts { get; } = [];
        public CaseState? State { get; set; }
        /// <summary>The case after its first acts: it names the register's organ.</summary>
        public CaseState? Opening { get; set; }
        public CaseRecord? Record { get; set; }
        /// <summary>Minute of the last entry; 0 while there is none that this appender has made.</summary>
        public long Last { get; set; }
        public bool Done { get; set; }
        /// <summary>The first day on which one of its clocks runs out, as the case stood after its last entry.</summary>
        public DateOnly? Due { get; set; }
        /// <summary>It got entries on this day, in this stretch.</summary>
        public bool Touched { get; set; }
        public bool Changed { get; set; }
    }

    /// <summary>Where an entry belongs in the log: by time, then by case, then by its number in the case.</summary>
    private readonly record struct Key(long Time, long Plan, int Number) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            Time != other.Time ? Time.CompareTo(other.Time) : Plan != other.Plan ? Plan.CompareTo(other.Plan) : Number.CompareTo(other.Number);
    }

    private readonly record struct Made(Work Work, Entry Entry, long Time, bool Reopens, int At, int Length);

    private sealed class Worker : IDisposable
    {
        private readonly byte[] body = new byte[BodySeal.LongestBody];

        public List<Made> Made { get; } = [];
        public PooledBuffer Bytes { get; } = new(1 << 20);

        public void Seal(Work work, Entry entry, long time, bool reopens, SeededSecrets secrets)
        {
            Span<byte> fresh = stackalloc byte[BodySeal.FreshLength];
            secrets.Fresh(work.Plan, entry.Number, fresh);
            var length = BodyCodec.Write(work.Edition!.Edition, entry, body);
            var at = Bytes.Length;
            var room = Bytes.Take(length + BodySeal.Overhead + BodySeal.CommitmentLength);
            BodySeal.Seal(work.Key, entry.Number, fresh, body.AsSpan(0, length), room[..(length + BodySeal.Overhead)], room[(length + BodySeal.Overhead)..]);
            Made.Add(new Made(work, entry, time, reopens, at, length + BodySeal.Overhead));
        }

        public void Dispose() => Bytes.Dispose();
    }
}
