using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Casework;

/// <summary>Finds cases by the number on their papers, and tells the number of a case.</summary>
/// <remarks>Safe for several threads; registers that came since are read again when one is not known.</remarks>
public sealed class CaseFinder
{
    private readonly ILedgerStore store;
    private readonly LogDictionary dictionary;
    private readonly LawBook book;
    private volatile Known known;

    /// <summary>The words of the log.</summary>
    public LogDictionary Dictionary => dictionary;

    public CaseFinder(ILedgerStore store, LogDictionary dictionary, LawBook book)
    {
        this.store = store;
        this.dictionary = dictionary;
        this.book = book;
        known = Read();
    }

    /// <summary>The case's number as its papers print it.</summary>
    /// <param name="organ">Number in the log of the organ that keeps the register.</param>
    public string NumberOf(string procedure, int organ, int year, int ordinal)
    {
        var editions = book.EditionsOf(procedure);
        var series = editions.Length > 0 ? editions[^1].Number.Series : procedure;
        return new CaseNumber(series, year, organ + 1, ordinal).ToString();
    }

    /// <summary>The case of a number, or null when there is none.</summary>
    public CaseId? Find(string number)
    {
        if (!CaseNumber.TryParse(number, out var parsed)) { return null; }
        foreach (var edition in book.Editions)
        {
            if (edition.Number.Series == parsed.Series && Find(edition.Procedure, parsed.Organ - 1, parsed.Year, parsed.Ordinal) is { } id) { return id; }
        }

        return null;
    }

    /// <summary>The case of a place in a register, or null when the register does not reach so far.</summary>
    /// <param name="organ">Number in the log of the organ that keeps the register.</param>
    public CaseId? Find(string procedure, int organ, int year, int ordinal)
    {
        if (ordinal < 1) { return null; }
        if (!known.ByName.TryGetValue((procedure, organ, year), out var register))
        {
            known = Read();
            if (!known.ByName.TryGetValue((procedure, organ, year), out register)) { return null; }
        }

        var id = CaseId.Of(register.Id, ordinal);
        if (ordinal <= register.Last) { return id; }
        // Opened since the registers were read.
        using var row = new PooledBuffer();
        return store.ReadCase(id, row, out _) ? id : null;
    }

    /// <summary>The case that an act of the log belongs to.</summary>
    /// <param name="leaf">Index of the act's leaf.</param>
    /// <exception cref="LedgerException">It belongs to no register.</exception>
    public CaseId OfLeaf(long leaf)
    {
        var act = ActLeaf.Read(store.ReadLeaf(leaf));
        return Find(dictionary.Editions[act.Edition].ProcedureId, act.Organ, act.Year, act.Ordinal) ?? throw new LedgerException($"Leaf {leaf} belongs to no register. Run fsck.");
    }

    /// <summary>The case's record from its row, or null when there is no such case.</summary>
    public CaseRecord? Read(CaseId id)
    {
        using var bytes = new PooledBuffer();
        if (!store.ReadCase(id, bytes, out _)) { return null; }
        if (!known.ById.TryGetValue(id.Register, out var register))
        {
            known = Read();
            register = known.ById[id.Register];
        }

        return CaseRecord.Read(id, register, bytes.Written, dictionary);
    }

    /// <summary>The number on the papers of a case.</summary>
    public CaseNumber NumberOf(CaseRecord record) =>
        new(book.EditionsOf(record.Edition.Edition.Procedure)[^1].Number.Series, record.Year, record.Organ + 1, record.Id.Ordinal);

    private Known Read()
    {
        var all = store.Registers();
        return new Known(all.ToDictionary(r => (r.Procedure, r.Organ, r.Year)), all.ToDictionary(r => r.Id));
    }

    private sealed record Known(Dictionary<(string Procedure, int Organ, int Year), Register> ByName, Dictionary<int, Register> ById);
}
