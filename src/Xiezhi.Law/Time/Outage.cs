namespace Xiezhi.Law.Time;

/// <summary>A way by which people file, such as the city's service online.</summary>
/// <param name="Id">Its code in <c>codes/systems.yaml</c>; by it an outage and a limit are about the same system.</param>
public readonly record struct FilingSystem(string Id, string Zh, string En)
{
    /// <summary>A system of which only the code is known.</summary>
    public static FilingSystem Named(string id) => new(id, id, id);
}

/// <summary>Days on which a system did not serve, as somebody has attested: a last day among them is not lost to whoever had to file by it.</summary>
/// <param name="First">The first such day.</param>
/// <param name="Last">The last one, included.</param>
public sealed record Outage(FilingSystem System, DateOnly First, DateOnly Last)
{
    /// <summary>Who attested it, in which document, on which day; null where the log alone is known.</summary>
    public Attestation? Attested { get; init; }

    public bool Covers(DateOnly day) => First <= day && day <= Last;

    /// <summary>Whether both are the same days of the same system, whoever attested them.</summary>
    public bool SameDaysAs(Outage other) => System.Id == other.System.Id && First == other.First && Last == other.Last;
}

/// <summary>Who says that a system did not serve.</summary>
/// <param name="By">Id of the organ.</param>
/// <param name="Document">Number or name of the document.</param>
public sealed record Attestation(string By, DateOnly On, string Document);
