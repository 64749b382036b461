using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Xiezhi.Law.Time;

namespace Xiezhi.Web.Features.Api.Models;

/// <summary>How values of the law are written in JSON.</summary>
internal static class Words
{
    private static readonly ConcurrentDictionary<Enum, string> Ids = new();

    /// <summary>The word of the catalogue's language: <c>YesNo</c> → <c>yes-no</c>.</summary>
    public static string Id(Enum value) => Ids.GetOrAdd(value, static known => JsonNamingPolicy.KebabCaseLower.ConvertName(known.ToString()));

    /// <summary>09:30, or null when only the day is known.</summary>
    public static string? Time(int minute) => minute < 0 ? null : $"{minute / 60:00}:{minute % 60:00}";

    /// <summary>The working of a due day in both languages.</summary>
    public static ImmutableArray<TextModel> Working(ImmutableArray<Step> steps) => [.. steps.Select(step => new TextModel(StepText.Chinese(step), StepText.English(step)))];
}
