using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Features.Cases;

/// <summary>Where the public page of a case is, and which number a counted unit has.</summary>
public static class CaseAddress
{
    /// <summary>The page reads every form of a number.</summary>
    public static string Of(CaseNumber number) => $"/cases/{Uri.EscapeDataString(number.Plain)}";

    /// <summary>The number of a counted unit's case; the log counts organs from zero, a number from one.</summary>
    public static CaseNumber NumberOf(CountedUnit unit, LawBook book) =>
        new(book.EditionsOf(unit.Procedure) is [.., var edition] ? edition.Number.Series : unit.Procedure, unit.Year, unit.Organ + 1, unit.Ordinal);
}
