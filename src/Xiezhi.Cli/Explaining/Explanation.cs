using System.Collections.Immutable;
using System.Text.Json;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Cli.Explaining;

/// <summary>A due day with its working, told by the code that computed it.</summary>
/// <param name="Edition">Null for a rule that stands in no procedure.</param>
/// <param name="Limit">The limit's id, or the rule as it was asked.</param>
/// <param name="Length">Null of a date of the year, and where the law leaves it open.</param>
/// <param name="Due">Null where the law leaves the length open and no city fills it.</param>
internal sealed record Explanation(Edition? Edition, string Limit, Limit? Rule, Length? Length, DueDay? Due, ImmutableArray<Step> Steps)
{
    public JsonElement Json() => JsonSerializer.SerializeToElement(new
    {
        procedure = Edition?.Procedure,
        edition = Edition is null ? null : $"{Edition.From:yyyy-MM-dd}",
        limit = Limit,
        length = Length?.ToString(),
        strict = Due is { } strict ? $"{strict.Strict:yyyy-MM-dd}" : null,
        rolled = Due is { } rolled ? $"{rolled.Rolled:yyyy-MM-dd}" : null,
        minute = Due is { Minute: >= 0 } byMinute ? Clock(byMinute.Minute) : null,
        provisional = Due?.Provisional ?? false,
        law = Rule?.Basis?.ToString(),
        doubt = Rule?.Doubt,
        steps = Steps.Select(Told),
    });

    /// <summary>For a person: what is asked, each step, the answer.</summary>
    public IEnumerable<string> Text(bool english)
    {
        if (Edition is not null && Rule is not null)
        {
            yield return english
                ? $"{Edition.Title.En} (in force from {Edition.From:yyyy-MM-dd}): {Rule.Title.En}"
                : $"{Edition.Title.Zh}（{Edition.From:yyyy-MM-dd}起施行）：{Rule.Title.Zh}";
            if (Rule.Basis is { } basis) { yield return english ? $"Legal basis: {basis}" : $"依据：{basis}"; }
        }

        if (Length is { } length) { yield return english ? $"Length: {StepText.English(length)}" : $"期限：{StepText.Chinese(length)}"; }
        foreach (var step in Steps) { yield return "  " + (english ? StepText.English(step) : StepText.Chinese(step)); }
        yield return Answer(english);
        if (Rule?.Doubt is { } doubt) { yield return english ? $"Not verified: {doubt}" : $"存疑：{doubt}"; }
    }

    private string Answer(bool english)
    {
        if (Due is not { } due) { return english ? "No due day: the law leaves the length open and no city fills it." : "没有到期日：法律没有规定长度，城市也没有填写。"; }
        var minute = due.Minute >= 0 ? $" {Clock(due.Minute)}" : "";
        var rolled = due.Strict == due.Rolled ? "" : english ? $" (strictly {due.Strict:yyyy-MM-dd})" : $"（不顺延为{due.Strict:yyyy-MM-dd}）";
        return english ? $"Due: {due.Rolled:yyyy-MM-dd}{minute}{rolled}" : $"到期：{due.Rolled:yyyy-MM-dd}{minute}{rolled}";
    }

    private static string Clock(short minute) => $"{minute / 60:00}:{minute % 60:00}";

    private static object Told(Step step) => new
    {
        kind = JsonNamingPolicy.KebabCaseLower.ConvertName(step.Kind.ToString()),
        first = $"{step.First:yyyy-MM-dd}",
        last = $"{step.Last:yyyy-MM-dd}",
        count = step.Count,
        total = step.Total,
        name = step.Name,
        zh = StepText.Chinese(step),
        en = StepText.English(step),
    };
}
