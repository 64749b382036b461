using System.Collections.Immutable;
using System.Text.Json.Serialization;
using NodaTime;

namespace Xiezhi.Office.Drafts;

/// <summary>A form that somebody began to fill in.</summary>
/// <param name="Procedure">Id of the procedure of the case to open.</param>
/// <param name="Case">Number of the case, for an act in one; null to open one.</param>
/// <param name="Act">Id of the act.</param>
/// <param name="Values">What stands in the form, by the names of its fields; of a paper its id.</param>
public sealed record Draft(string Procedure, string? Case, string Act, ImmutableDictionary<string, string> Values)
{
    /// <summary>When it was saved last, by the real clock.</summary>
    [JsonIgnore]
    public Instant Saved { get; init; }
}

[JsonSerializable(typeof(Draft))]
internal sealed partial class DraftJson : JsonSerializerContext;
