using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>The registers that acts write, made of the entries of the log: nothing of them lies anywhere else. Cases are read again when they have grown.</summary>
/// <remarks>What an erased case has written is gone with its key. How far the numbers of each series have been drawn is kept beside, so that nobody gets one again.</remarks>
public sealed class WrittenRegisters : IRegisters
{
    private readonly Lock gate = new();
    private readonly ILedgerStore store;
    private readonly LogDictionary dictionary;
    private readonly LawBook book;
    private readonly CaseKeys keys;
    private readonly RegisterIndex index = new();
    private readonly Dictionary<CaseId, int> read = [];
    private readonly Dictionary<string, int> erased = new(StringComparer.Ordinal);
    private readonly HashSet<string> writing;
    private long size = -1;

    public WrittenRegisters(ILedgerStore store, LogDictionary dictionary, LawBook book, CaseKeys keys)
    {
        (this.store, this.dictionary, this.book, this.keys) = (store, dictionary, book, keys);
        writing = [.. book.Procedures.Where(p => Written.Concerns(book, p))];
    }

    /// <summary>Whether cases of the procedure write into registers.</summary>
    public bool Concerns(string procedure) => writing.Contains(procedure);

    /// <summary>Asks the registers as the store now has them.</summary>
    public T Ask<T>(Func<RegisterIndex, T> question)
    {
        lock (gate)
        {
            Refresh();
            return question(index);
        }
    }

    /// <summary>Name of the progress that says how far the numbers of a register have been drawn.</summary>
    public static string ProgressOf(RegisterForm form) => $"drawn-{form.Id}";

    /// <summary>How many erased cases may have drawn numbers from the register.</summary>
    public int ErasedOf(RegisterForm form) => Ask(_ => erased.Where(e => Written.Draws(book, e.Key, form)).Sum(e => e.Value));

    public bool Qualifies(RegisterForm register, long officer, DateOnly day) => Ask(all => all.Qualifies(register, officer, day));

    public bool InForce(RegisterForm register, string key, DateOnly day) => Ask(all => all.InForce(register, key, day));

    /// <summary>The number that would come next; nobody has drawn it by asking here.</summary>
    public long NextNumber(RegisterForm register) => Ask(all =>
    {
        all.Begin();
        return all.NextNumber(register);
    });

    /// <summary>The registers for whoever tells of every change himself.</summary>
    internal RegisterIndex Index()
    {
        lock (gate) { Refresh(); }
        return index;
    }

    private void Refresh()
    {
        if (writing.Count == 0 || store.Size == size) { return; }
        size = store.Size;
        foreach (var form in book.Registers.Values) { if (form.Series is not null) { index.Reserve(form.Id, store.Progress(ProgressOf(form))); } }
        foreach (var register in store.Registers().Where(r => writing.Contains(r.Procedure)))
        {
            var grown = new List<CaseRecord>();
            store.ReadCases(CaseId.Of(register.Id, 1), (id, _, row) =>
            {
                if (id.Register != register.Id) { return false; }
                var record = CaseRecord.Read(id, register, row, dictionary);
                if (read.GetValueOrDefault(id) != Known(record)) { grown.Add(record); }
                return true;
            });
            foreach (var record in grown) { Take(record, register); }
        }
    }

    private void Take(CaseRecord record, Stores.Register register)
    {
        Span<byte> key = stackalloc byte[CaseKeys.KeyLength];
        var known = keys.Read(record.KeySlot, key);
        if (!known) { erased[register.Procedure] = erased.GetValueOrDefault(register.Procedure) + 1; }
        var entries = ImmutableArray.CreateBuilder<Entry>(record.Places.Count);
        for (var i = 0; known && i < record.Places.Count; i++) { entries.Add(CaseBody.Read(store, dictionary, record.Places[i], i + 1, key)); }
        var opened = dictionary.Of(Leaves.ActLeaf.Read(store.ReadLeaf(record.Places[0])).Edition).Edition;
        index.Put(record.Id.Value, opened, entries.DrainToImmutable(), book);
        read[record.Id] = Known(record);
    }

    private static int Known(CaseRecord record) => record.State.IsErased ? -1 : record.State.Entries;
}
