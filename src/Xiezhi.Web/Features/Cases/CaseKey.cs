using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Features.Cases;

/// <summary>The place of a case in the log: its procedure, the organ that keeps the register, the register's year, and the ordinal in it.</summary>
/// <param name="Organ">Number of the organ in the city, 1-based.</param>
/// <param name="Ordinal">From one without a gap.</param>
public readonly record struct CaseKey(string Procedure, int Organ, int Year, int Ordinal)
{
    /// <summary>Path of the public page; the city names the organ.</summary>
    public string Address(City city) => $"/cases/{Procedure}/{city.FindOrgan(Organ)?.Id ?? Organ.ToString()}/{Year}/{Ordinal}";
}
