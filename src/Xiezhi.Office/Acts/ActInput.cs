using System.Collections.Immutable;

namespace Xiezhi.Office.Acts;

/// <summary>What somebody wants done, in the words of the catalogue and as text: a sent form, a body of the API, a line of the command. one reader makes a request of it.</summary>
public sealed record ActInput
{
    /// <summary>Number on the papers of the case; null to open one.</summary>
    public string? Case { get; init; }
    /// <summary>Id of the procedure of a case to open; null otherwise.</summary>
    public string? Procedure { get; init; }
    /// <summary>Id of the act, or <c>serve:</c> and the id of the document that is served; or what every procedure has (see <see cref="BuiltInAct"/>), or <c>erase:</c> and the id of a ground.</summary>
    public required string Act { get; init; }
    /// <summary>Fact id → value: yes or no, a code's id, a whole number, yuan (12.50), a day (2024-01-02), a moment (2024-01-02T09:00), a length (30 working-days), text, an organ's id, an officer (organ/number), an item's id.</summary>
    public ImmutableDictionary<string, string> Facts { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>Role id → organ's id, or organ/number for an officer; of a role that several hold, all of them with commas between.</summary>
    public ImmutableDictionary<string, string> Names { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>Role id → the person or organisation that takes it; of a role that several hold, the second under <c>role/2</c>, and so on.</summary>
    public ImmutableDictionary<string, PersonInput> Persons { get; init; } = ImmutableDictionary<string, PersonInput>.Empty;
    /// <summary>Document id → ids of the uploaded papers that are it; none where it is made from its template or lies on paper.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Documents { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
    /// <summary>Id of the outcome, for an act that closes the case.</summary>
    public string? Outcome { get; init; }
    /// <summary>Role id on which a document is served, or <c>role/2</c> for the second of several that hold it; null for its only receiver.</summary>
    public string? On { get; init; }
    /// <summary>Why an entry is put right or struck out, a role handed over, a case moved; null for other acts.</summary>
    public string? Why { get; init; }
    /// <summary>Who did what a correction brings in: role id, or <c>role/2</c> for the second of several that hold it; null for the only one who can have.</summary>
    public string? By { get; init; }
    /// <summary>Address of the procedure that follows, for an act that leaves it to whoever does it; null otherwise.</summary>
    public string? Follow { get; init; }
    /// <summary>How many officers sign.</summary>
    public int Officers { get; init; } = 1;
    /// <summary>When it happened: a day, or a day with a minute, Beijing time; null for now by the city's clock.</summary>
    public string? When { get; init; }
    /// <summary>The idempotency key: the same input under it again gets the first answer.</summary>
    public required string Key { get; init; }
    /// <summary>How many entries the case had when the sender looked; null when he does not mind what came since.</summary>
    public int? Seen { get; init; }
}

/// <param name="Identity">Identity number or unified social credit code; empty when not given.</param>
/// <param name="Phone">Empty when not given.</param>
public sealed record PersonInput(string Name, string Identity = "", string Phone = "");
