using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xiezhi.Web.Features.Api.Models;

namespace Xiezhi.Web.Features.Api;

/// <summary>All that the API reads and writes as JSON, compiled: nothing is looked up while it serves.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(ProblemModel))]
[JsonSerializable(typeof(ProcedureList))]
[JsonSerializable(typeof(ProcedureModel))]
[JsonSerializable(typeof(DueModel))]
[JsonSerializable(typeof(CaseList))]
[JsonSerializable(typeof(CaseModel))]
[JsonSerializable(typeof(MenuModel))]
[JsonSerializable(typeof(FormModel))]
[JsonSerializable(typeof(ActBody))]
[JsonSerializable(typeof(RecordedModel))]
[JsonSerializable(typeof(WaitsModel))]
[JsonSerializable(typeof(ProposalList))]
[JsonSerializable(typeof(DeclineBody))]
[JsonSerializable(typeof(ReadingList))]
[JsonSerializable(typeof(MatterList))]
[JsonSerializable(typeof(UploadedModel))]
[JsonSerializable(typeof(FigureList))]
[JsonSerializable(typeof(FigureParts))]
[JsonSerializable(typeof(EvidenceList))]
[JsonSerializable(typeof(ReportModel))]
[JsonSerializable(typeof(RegisterList))]
[JsonSerializable(typeof(ItemList))]
[JsonSerializable(typeof(ItemModel))]
[JsonSerializable(typeof(CheckpointModel))]
[JsonSerializable(typeof(SubscriptionBody))]
[JsonSerializable(typeof(SubscriptionModel))]
[JsonSerializable(typeof(SubscriptionList))]
[JsonSerializable(typeof(CursorBody))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>Chinese stays Chinese: a third of the bytes, and readable. Nothing of it is ever put into HTML: browsers are told to take it for JSON alone.</summary>
    public static JsonWriterOptions Writing { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
