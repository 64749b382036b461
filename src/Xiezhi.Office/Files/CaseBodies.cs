using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;

namespace Xiezhi.Office.Files;

/// <summary>Opens the private bodies of a case. Whoever gets them from here has passed the gate.</summary>
/// <remarks>May be called from any thread.</remarks>
internal sealed class CaseBodies(CityLedger ledger)
{
    /// <summary>The case's key; null when it was destroyed.</summary>
    public byte[]? KeyOf(CaseRecord record)
    {
        var key = new byte[CaseKeys.KeyLength];
        return ledger.Folder.Keys.Read(record.KeySlot, key) ? key : null;
    }

    /// <summary>All entries of the case as they were made, with verdicts and findings.</summary>
    /// <param name="key">The case's key.</param>
    /// <exception cref="LedgerException">A body does not open.</exception>
    public ImmutableArray<Entry> Read(CaseRecord record, ReadOnlySpan<byte> key) => HistoryOf(record, key).Entries;

    /// <summary>The case folded again from its bodies.</summary>
    /// <exception cref="LedgerException">A body does not open.</exception>
    /// <param name="size">Entries behind so many leaves of the log are left out.</param>
    public CaseHistory HistoryOf(CaseRecord record, ReadOnlySpan<byte> key, long size = long.MaxValue)
    {
        var history = new CaseHistory(OpenedUnder(record), ledger.Book) { Strict = false };
        for (var i = 0; i < record.Places.Count && record.Places[i] < size; i++) { ledger.Dictionary.Calendars.Add(history, Read(record, key, i + 1), record.Places[i]); }
        return history;
    }

    /// <summary>The edition under which the case was opened.</summary>
    public Edition OpenedUnder(CaseRecord record) => EditionAt(record, 1);

    /// <summary>The edition of each entry, in order.</summary>
    public ImmutableArray<Edition> EditionsOf(CaseRecord record) =>
        Moved(record) ? [.. Enumerable.Range(1, record.Places.Count).Select(number => EditionAt(record, number))] : [.. Enumerable.Repeat(record.Edition.Edition, record.Places.Count)];

    private bool Moved(CaseRecord record) => !ReferenceEquals(OpenedUnder(record), record.Edition.Edition);

    /// <summary>The edition that an entry was recorded under.</summary>
    public Edition EditionAt(CaseRecord record, int number) => ledger.Dictionary.Of(ActLeaf.Read(ledger.Store.ReadLeaf(record.Places[number - 1])).Edition).Edition;

    /// <summary>One entry of the case, as its body says it.</summary>
    /// <param name="number">1-based.</param>
    /// <exception cref="LedgerException">The body does not open.</exception>
    public Entry Read(CaseRecord record, ReadOnlySpan<byte> key, int number) =>
        CaseBody.Read(ledger.Store, ledger.Dictionary, record.Places[number - 1], number, key);

    /// <summary>The party that the case is about: who opened it, else the first that holds a role; 0 when there is none or the case was erased.</summary>
    public long OpenerOf(CaseRecord record)
    {
        if (KeyOf(record) is not { } key) { return 0; }
        var by = Read(record, key, 1).By.Party;
        if (by != 0 && HoldsRole(record.State, by)) { return by; }
        foreach (var role in record.State.Edition.Roles)
        {
            if (role.Kind == RoleKind.Party && record.State.Holder(role.Index) is > 0 and var holder) { return holder; }
        }

        return 0;
    }

    private static bool HoldsRole(CaseState state, long party)
    {
        foreach (var role in state.Edition.Roles) { if (role.Kind == RoleKind.Party && state.Holds(role.Index, party)) { return true; } }
        return false;
    }
}
