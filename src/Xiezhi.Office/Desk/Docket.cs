using System.Collections.Frozen;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Stores;
using Xiezhi.Office.People;

namespace Xiezhi.Office.Desk;

/// <summary>The open cases of the city, by organ, in the order in which they fall due. In memory: read from the case rows once, and then told of every group that is
/// committed.</summary>
/// <remarks>Many may ask while one thread is told. An answer shows one state of all organs; whoever was told that his act is recorded finds it here.</remarks>
public sealed class Docket : ICaseworkObserver, IDisposable
{
    private const int AtOnce = 2048;
    private readonly LawBook book;
    private readonly FrozenDictionary<Edition, int> editions;
    private readonly ReaderWriterLockSlim gate = new();
    private readonly Dictionary<long, OpenCase> byCase = [];
    private readonly SortedCases all = new();
    private readonly SortedCases[] ofOrgan;
    /// <summary>Equal lists of organs are kept once: there are far fewer lists than cases.</summary>
    private readonly Dictionary<int[], int[]> organLists = new(new SameOrgans());
    /// <summary>Cases that casework has spoken of while the rows were still being read: what a row says of them is older.</summary>
    private HashSet<long>? spokenOf = [];
    private volatile bool ends;

    private Docket(LawBook book)
    {
        this.book = book;
        editions = book.Editions.Select((e, i) => (e, i)).ToFrozenDictionary(p => p.e, p => p.i);
        ofOrgan = [.. Enumerable.Range(0, book.City.Organs.Length + 1).Select(_ => new SortedCases())];
        Whole = Task.CompletedTask;
    }

    /// <summary>Ends when every open case is on the docket; fails when the rows cannot be read.</summary>
    public Task Whole { get; private set; }

    /// <summary>Follows casework from now on, and reads what was open before on a thread of its own.</summary>
    public static Docket Over(CityLedger ledger, LiveCasework casework)
    {
        var docket = new Docket(ledger.Book);
        casework.Observe(docket);
        docket.Whole = Task.Run(() => docket.Read(ledger));
        return docket;
    }

    /// <summary>Finds open cases, once the docket is whole.</summary>
    /// <param name="today">The city's day: what is red and what yellow follows from it.</param>
    /// <exception cref="ArgumentException">The page is to have fewer than 1 or more than 200 rows.</exception>
    public async ValueTask<DocketPage> FindAsync(DocketQuery query, DateOnly today, CancellationToken ct)
    {
        await Whole.WaitAsync(ct);
        gate.EnterReadLock();
        try
        {
            return new DocketSearch(book, query, today).Over(Among(query));
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    /// <inheritdoc/>
    public void Committed(long first, long size, IReadOnlyList<CommittedCase> cases)
    {
        gate.EnterWriteLock();
        try
        {
            foreach (var changed in cases)
            {
                spokenOf?.Add(changed.Id.Value);
                Keep(changed.Id, changed.Organ, changed.Year, changed.After);
            }
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    /// <summary>Gives up reading and ends. Casework must have ended before: it tells the docket of what it commits.</summary>
    public void Dispose()
    {
        ends = true;
        // Whoever waits for the docket hears of a failure; ending is not the place.
        _ = Task.WhenAny(Whole).GetAwaiter().GetResult();
        gate.Dispose();
    }

    private SortedCases Among(DocketQuery query) => query.Organs is [var only] ? only > 0 && only < ofOrgan.Length ? ofOrgan[only] : new SortedCases() : all;

    private void Read(CityLedger ledger)
    {
        var registers = ledger.Store.Registers().ToDictionary(r => r.Id);
        var read = new List<CaseRecord>(AtOnce);
        ledger.Store.ReadAwaiting((id, _, bytes) =>
        {
            // A register that came since holds only cases of which casework has spoken.
            if (registers.TryGetValue(id.Register, out var register)) { read.Add(CaseRecord.Read(id, register, bytes, ledger.Dictionary)); }
            if (read.Count == AtOnce) { Take(read); }
            return !ends;
        });
        Take(read);
        gate.EnterWriteLock();
        spokenOf = null;
        gate.ExitWriteLock();
    }

    private void Take(List<CaseRecord> read)
    {
        gate.EnterWriteLock();
        try
        {
            foreach (var record in read)
            {
                if (!spokenOf!.Contains(record.Id.Value)) { Keep(record.Id, record.Organ + 1, record.Year, record.State); }
            }
        }
        finally
        {
            gate.ExitWriteLock();
        }

        read.Clear();
    }

    private void Keep(CaseId id, int keeper, int year, CaseState state)
    {
        if (byCase.Remove(id.Value, out var before))
        {
            all.Remove(before);
            foreach (var organ in before.Organs) { ofOrgan[organ].Remove(before); }
        }

        if (!OpenCase.TryFirst(state, out var due, out var limit)) { return; }
        var organs = Once(CaseOrgans.OnWhoseDesk(state, keeper, book.City));
        var now = new OpenCase(due, id, editions[state.Edition], keeper, year, state.Stage, limit, state.Entries, organs);
        byCase.Add(id.Value, now);
        all.Add(now);
        foreach (var organ in organs) { ofOrgan[organ].Add(now); }
    }

    private int[] Once(int[] organs)
    {
        if (organLists.TryGetValue(organs, out var known)) { return known; }
        organLists.Add(organs, organs);
        return organs;
    }

    private sealed class SameOrgans : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] obj)
        {
            var hash = default(HashCode);
            foreach (var organ in obj) { hash.Add(organ); }
            return hash.ToHashCode();
        }
    }
}
