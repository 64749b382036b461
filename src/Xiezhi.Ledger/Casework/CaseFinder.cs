using Xiezhi.Law.Procedures;
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
    private Dictionary<(string Procedure, int Organ, int Year), Register> registers;

    public CaseFinder(ILedgerStore store, LogDictionary dictionary, LawBook book)
    {
        this.store = store;
        this.dictionary = dictionary;
        this.book = book;
        registers = Read();
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
        if (!registers.TryGetValue((procedure, organ, year), out var register) || ordinal > register.Last)
        {
            registers = Read();
            if (!registers.TryGetValue((procedure, organ, year), out register)) { return null; }
        }

        return ordinal >= 1 && ordinal <= register.Last ? CaseId.Of(register.Id, ordinal) : null;
    }

    /// <summary>The case's record from its row, or null when there is no such case.</summary>
    public CaseRecord? Read(CaseId id)
    {
        var register = registers.Values.FirstOrDefault(r => r.Id == id.Register);
        using var bytes = new PooledBuffer();
        return register is not null && store.ReadCase(id, bytes, out _) ? CaseRecord.Read(id, register, bytes.Written, dictionary) : null;
    }

    private Dictionary<(string Procedure, int Organ, int Year), Register> Read() => store.Registers().ToDictionary(r => (r.Procedure, r.Organ, r.Year));
}
