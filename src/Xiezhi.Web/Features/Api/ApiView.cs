using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Features.Api;

/// <summary>The API as its page tells it: the same table that its routes are made from.</summary>
/// <param name="Problems">Those that the API tells by itself.</param>
/// <param name="Refusals">Codes of the law's no.</param>
public sealed record ApiView(ImmutableArray<GroupView> Groups, ImmutableArray<ProblemView> Problems, ImmutableArray<string> Refusals)
{
    internal static ApiView Instance { get; } = new([.. ApiSite.Operations.GroupBy(operation => operation.Group)
        .Select(group => new GroupView(group.Key.Id, group.Key.Title, [.. group.Select(OperationView.Of)]))],
        [.. Problem.Known.Select(problem => new ProblemView(problem.Status, problem.Code, problem.Words))], [.. Enum.GetValues<RefusalCode>().Select(Decision.IdOf)]);
}

public sealed record GroupView(string Id, Title Title, ImmutableArray<OperationView> Operations);

/// <param name="Asked">Parameters, by their place: path, query or header.</param>
/// <param name="Body">What is sent: the name of a schema, or media types; null for nothing.</param>
/// <param name="Answers">Status and the name of the schema, media types, or nothing.</param>
public sealed record OperationView(string Method, string Path, string Id, Title Title, Title? Notes, bool NeedsToken, ImmutableArray<ParameterView> Asked, string? Body, ImmutableArray<AnswerView> Answers,
    ImmutableArray<int> Problems)
{
    internal static OperationView Of(Operation operation) => new(operation.Method, ApiSite.Root + operation.Path, operation.Id, operation.Title, operation.Notes, operation.NeedsToken,
        [.. operation.Parameters.Concat(operation.Acts ? [ApiSite.Key] : []).Select(parameter => new ParameterView(parameter.Name, parameter.In, parameter.Title, parameter.Required))],
        operation.Body is { } body ? NameOf(body.Type, body.MediaTypes) : null,
        [.. operation.Answers.Select(answer => new AnswerView(answer.Status, NameOf(answer.Type, answer.MediaTypes), answer.Title))],
        [.. ApiSite.ProblemsOf(operation)]);

    private static string? NameOf(JsonTypeInfo? type, ImmutableArray<string> mediaTypes) => type is not null ? OpenApi.NameOf(type) : mediaTypes.Length > 0 ? string.Join(", ", mediaTypes) : null;
}

public sealed record ParameterView(string Name, string In, Title Title, bool Required);

public sealed record AnswerView(int Status, string? Schema, Title Title);

public sealed record ProblemView(int Status, string Code, Title Words);
