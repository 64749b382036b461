using System.Buffers.Binary;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>
/// Answers that lie in runs as they came, found by key in memory. Keys are hashes: put at once in their order, each would change a page of its own. So they wait here, and
/// when they are many, each commit moves those of a narrow stretch of keys to their place: few pages, and in time all of them.
/// </summary>
/// <remarks>Changed by the writer alone, after its transaction is on the disk; read from any thread.</remarks>
internal sealed class RecentAnswers
{
    public const int Width = 40;
    private const int Stretches = 512;
    private readonly int most;
    private readonly Dictionary<UInt128, Answer>[] stretches = [.. Enumerable.Range(0, Stretches).Select(_ => new Dictionary<UInt128, Answer>())];
    private readonly Lock changing = new();
    private long count;
    private int next;
    /// <summary>The last run when the round through all stretches began: at its end every answer up to it has been moved.</summary>
    private long roundFrom;

    /// <param name="most">How many wait at most, about.</param>
    public RecentAnswers(int most = 1 << 17) => this.most = most;

    /// <summary>The run added last.</summary>
    public long LastRun { get; private set; }

    /// <summary>A round of moving that is planned, and becomes true when the transaction is on the disk.</summary>
    /// <param name="Stretches">How many stretches are moved.</param>
    /// <param name="DropTo">The last run that is needed no longer; 0 for none.</param>
    public readonly record struct Moving(int Stretches, IReadOnlyList<KeyValuePair<UInt128, Answer>> Answers, long DropTo);

    public Answer? Find(UInt128 key)
    {
        lock (changing) { return stretches[StretchOf(key)].TryGetValue(key, out var answer) ? answer : null; }
    }

    public void Add(long run, IEnumerable<KeyValuePair<UInt128, Answer>> answers)
    {
        lock (changing)
        {
            foreach (var (key, answer) in answers)
            {
                if (stretches[StretchOf(key)].TryAdd(key, answer)) { count++; }
            }

            LastRun = run;
        }
    }

    /// <summary>What the next transaction moves: nothing while few wait, else somewhat more than it adds.</summary>
    public Moving Plan(int added)
    {
        if (count <= most) { return new Moving(0, [], 0); }
        var answers = new List<KeyValuePair<UInt128, Answer>>();
        var moved = 0;
        while (moved < Stretches - next && answers.Count < 2 * added) { answers.AddRange(stretches[next + moved++].OrderBy(a => a.Key)); }
        return new Moving(moved, answers, next + moved == Stretches ? roundFrom : 0);
    }

    /// <summary>Lets go what was moved, and then takes in what the same transaction added.</summary>
    public void Committed(in Moving moving, IReadOnlyDictionary<UInt128, Answer> added)
    {
        lock (changing)
        {
            for (var i = 0; i < moving.Stretches; i++)
            {
                count -= stretches[next].Count;
                stretches[next++].Clear();
            }

            if (next == Stretches)
            {
                next = 0;
                roundFrom = LastRun;
            }

            if (added.Count > 0) { Add(LastRun + 1, added); }
        }
    }

    /// <summary>Begins the first round: all runs that were read are gone through by it.</summary>
    public void Begin() => roundFrom = LastRun;

    /// <summary>The bytes of a run.</summary>
    public static byte[] Write(IReadOnlyDictionary<UInt128, Answer> answers)
    {
        var bytes = new byte[answers.Count * Width];
        var at = bytes.AsSpan();
        foreach (var (key, answer) in answers)
        {
            BinaryPrimitives.WriteUInt128BigEndian(at, key);
            BinaryPrimitives.WriteInt64BigEndian(at[16..], answer.Leaf);
            BinaryPrimitives.WriteUInt128BigEndian(at[24..], answer.Request);
            at = at[Width..];
        }

        return bytes;
    }

    public static IEnumerable<KeyValuePair<UInt128, Answer>> Read(byte[] run)
    {
        for (var at = 0; at + Width <= run.Length; at += Width)
        {
            yield return KeyValuePair.Create(BinaryPrimitives.ReadUInt128BigEndian(run.AsSpan(at)),
                new Answer(BinaryPrimitives.ReadInt64BigEndian(run.AsSpan(at + 16)), BinaryPrimitives.ReadUInt128BigEndian(run.AsSpan(at + 24))));
        }
    }

    private static int StretchOf(UInt128 key) => (int)(key >> 119);
}
