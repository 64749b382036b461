using System.Collections.Immutable;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Registers;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Office.Acts;

/// <summary>What may be known of other cases while somebody only asks whether an act would be accepted. Nothing is numbered by it, and whether there is a case of the same matter
/// already is left to the one that records.</summary>
internal sealed class KnownCases(CityOffice office) : IOtherCases
{
    private long numbered;

    public Edition? InForce(string procedure, DateOnly day) => office.Book.InForce(procedure, day);

    public CaseState? Find(long number) => office.Cases.Read(new CaseId(number)) is { } record && office.Bodies.KeyOf(record) is not null ? record.State : null;

    public ImmutableArray<Entry> History(long number) => office.Cases.Read(new CaseId(number)) is { } record && office.Bodies.KeyOf(record) is { } key ? office.Bodies.Read(record, key) : [];

    // Below zero: no case of the ledger has such a number.
    public long NumberFor(CaseState opened, DateOnly day) => --numbered;

    public ImmutableArray<long> OfMatter(Edition edition, ImmutableArray<long> matter) => [];

    public IRegisters Registers => office.Registers;
}
