using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Casework;

/// <summary>What living casework knows of other cases: as all earlier acts have made them, those on their way to the disk included.</summary>
/// <remarks>Used by the thread that decides.</remarks>
internal sealed class LiveCases(CityLedger ledger) : IOtherCases
{
    private readonly CasesToOpen toOpen = new(ledger.Writer);
    private readonly WrittenRegisters written = new(ledger.Store, ledger.Dictionary, ledger.Book, ledger.Folder.Keys);
    private RegisterIndex? registers;
    private readonly MatterIndex matters = new(ledger.Store, ledger.Dictionary);
    /// <summary>Entries that may not be on the disk yet, by their place in the log.</summary>
    private readonly Dictionary<long, Entry> fresh = [];
    private Func<CaseId, CaseRecord?> find = _ => null;
    private Func<CaseRecord, byte[]?> keyOf = _ => null;

    /// <summary>Begins a decision.</summary>
    public void Begin(Func<CaseId, CaseRecord?> finding, Func<CaseRecord, byte[]?> openingKeys)
    {
        (find, keyOf) = (finding, openingKeys);
        toOpen.Clear();
        (registers ??= written.Index()).Begin();
    }

    /// <summary>What was decided is in the log.</summary>
    public void End() => toOpen.Clear();

    /// <summary>Takes in a case whose last entries are these.</summary>
    public void Changed(CaseRecord record, ImmutableArray<Entry> entries)
    {
        for (var i = 0; i < entries.Length; i++) { fresh[record.Places[record.Places.Count - entries.Length + i]] = entries[i]; }
        matters.Changed(record.Id, record.State);
        if (!written.Concerns(record.Edition.Edition.Procedure) || keyOf(record) is not { } key) { return; }
        registers!.Put(record.Id.Value, OpenedUnder(record), EntriesOf(record, key), ledger.Book);
        foreach (var act in record.Edition.Edition.Acts)
        {
            // In the transaction of the entry: a number stays drawn when its case is erased.
            foreach (var (_, form) in act.Allots) { ledger.Writer.Group.Reach(WrittenRegisters.ProgressOf(form), registers.HighestOf(form.Id)); }
        }
    }

    /// <summary>Lets go of a case whose content is erased.</summary>
    public void Erased(CaseId id) => matters.Forget(id);

    /// <summary>Lets go of entries that are on the disk.</summary>
    /// <param name="onDisk">Size of the log on the disk.</param>
    public void Forget(long onDisk)
    {
        foreach (var place in fresh.Keys.Where(place => place < onDisk).ToList()) { fresh.Remove(place); }
    }

    public Edition? InForce(string procedure, DateOnly day) => ledger.Book.InForce(procedure, day);

    // A case whose key was destroyed takes no more acts.
    public CaseState? Find(long number) => find(new CaseId(number)) is { } record && keyOf(record) is not null ? record.State : null;

    public ImmutableArray<Entry> History(long number) => find(new CaseId(number)) is { } record && keyOf(record) is { } key ? EntriesOf(record, key) : [];

    public long NumberFor(CaseState opened, DateOnly day) => toOpen.Next(ledger.Dictionary.Of(opened.Edition), opened, day).Value;

    public ImmutableArray<long> OfMatter(Edition edition, ImmutableArray<long> matter) => [.. matters.Of(edition.Procedure, matter).Select(id => id.Value)];

    public IRegisters Registers => registers!;

    private ImmutableArray<Entry> EntriesOf(CaseRecord record, byte[] key)
    {
        CaseHistory? history = null;
        for (var i = 0; i < record.Places.Count; i++)
        {
            var place = record.Places[i];
            var isFresh = fresh.TryGetValue(place, out var entry);
            if (!isFresh) { entry = CaseBody.Read(ledger.Store, ledger.Dictionary, place, i + 1, key); }
            history ??= new CaseHistory(isFresh ? record.Edition.Edition : OpenedUnder(place), ledger.Book) { Strict = false };
            _ = ledger.Dictionary.Calendars.Add(history, entry!, place);
        }

        return history?.Entries ?? [];
    }

    private Edition OpenedUnder(CaseRecord record) => fresh.ContainsKey(record.Places[0]) ? record.Edition.Edition : OpenedUnder(record.Places[0]);

    private Edition OpenedUnder(long place) => ledger.Dictionary.Of(Leaves.ActLeaf.Read(ledger.Store.ReadLeaf(place)).Edition).Edition;
}
