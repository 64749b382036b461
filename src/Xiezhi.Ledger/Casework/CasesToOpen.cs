using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Stores;
using Register = Xiezhi.Ledger.Stores.Register;

namespace Xiezhi.Ledger.Casework;

/// <summary>The numbers that the cases of one bundle will get when they are opened in this order: they name one another before any of them is.</summary>
public sealed class CasesToOpen(LedgerWriter writer)
{
    private readonly Dictionary<(int Procedure, int Organ, int Year), Register> grown = [];

    /// <summary>The number of the next case.</summary>
    public CaseId Next(LoggedEdition edition, CaseState opened, DateOnly day)
    {
        var at = writer.PlaceOf(edition, opened, day);
        if (!grown.TryGetValue(at, out var register))
        {
            register = writer.RegisterAt(at) ?? new Register(writer.Registers.Count() + grown.Values.Count(r => r.Id > writer.Registers.Count()) + 1, edition.Edition.Procedure, at.Organ, at.Year, 0);
        }

        grown[at] = register = register with { Last = register.Last + 1 };
        return CaseId.Of(register.Id, register.Last);
    }

    /// <summary>Forgets the numbers given so far: what they were given for was refused, or has been opened.</summary>
    public void Clear() => grown.Clear();
}
