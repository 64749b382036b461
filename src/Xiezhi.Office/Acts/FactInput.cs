using System.Globalization;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Office.Acts;

/// <summary>Facts as people send them, and what to say when they cannot be read.</summary>
public static class FactInput
{
    /// <summary>The most letters that one text may have.</summary>
    public const int LongestText = 4_000;

    /// <summary>Reads a value as the fact's kind asks.</summary>
    /// <param name="problem">What is wrong and what to do; to be used only when the answer is false.</param>
    public static bool TryRead(Fact fact, string text, City city, out FactValue value, out Title problem)
    {
        problem = default;
        var sent = fact.Kind == FactKind.Text ? Clean(text) : text.Trim();
        if (fact.Kind == FactKind.Text && sent.Length > LongestText)
        {
            value = default;
            problem = new Title($"“{fact.Title.Zh}”有{sent.Length}个字，最多{LongestText}个；请缩短，其余作为材料上传", $"'{fact.Title.En}' has {sent.Length} letters, at most {LongestText} fit; shorten it and upload the rest as a paper");
            return false;
        }

        if (FactText.TryRead(fact, AsWritten(fact.Kind, sent), city, out value, out _))
        {
            if (value.Text is not null) { value = value with { Number = 1 }; }
            return true;
        }

        problem = Problem(fact, sent, city);
        return false;
    }

    /// <summary>Writes a value so that <see cref="TryRead"/> reads the same one.</summary>
    public static string Write(Fact fact, FactValue value, City city) => fact.Kind switch
    {
        FactKind.YesNo => value.Number == 1 ? "yes" : "no",
        FactKind.Code => fact.Codes!.Codes[(int)value.Number],
        FactKind.Money => (value.Number / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        FactKind.Day => $"{DateOnly.FromDayNumber((int)value.Number):yyyy-MM-dd}",
        FactKind.Moment => new Moment(DateOnly.FromDayNumber((int)(value.Number / Moment.Day24)), (short)(value.Number % Moment.Day24)).ToString(),
        FactKind.Length => new Length((int)(value.Number >> 8), (DayUnit)(value.Number & 0xFF)).ToString(),
        FactKind.Organ => city.FindOrgan((int)value.Number)?.Id ?? "",
        FactKind.Officer => Officer(value.Number, city),
        FactKind.Item => city.Registers[fact.Register!].Items[(int)value.Number].Id,
        FactKind.Text => value.Text ?? "",
        FactKind.Number or FactKind.Count when fact.Written is { } form => form.KeyOf(fact, value),
        _ => value.Number.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>An officer as he is named: <c>organ/number</c>.</summary>
    public static string Officer(long holder, City city) =>
        Actor.FromOfficerHolder(holder) is var actor && city.FindOrgan(actor.Organ) is { } organ ? $"{organ.Id}/{actor.Officer}" : "";

    /// <summary>Text without the signs that no paper prints; line ends are kept, as one sign.</summary>
    internal static string Clean(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(c => c == '\n' || c == '\t' || !char.IsControl(c))).Trim();

    private static string AsWritten(FactKind kind, string sent) => kind switch
    {
        FactKind.YesNo => sent switch { "yes" or "是" => "true", "no" or "否" => "false", _ => sent },
        FactKind.Officer when sent.LastIndexOf('/') is var at and > 0 => $"{sent[..at]}:{sent[(at + 1)..]}",
        _ => sent,
    };

    private static Title Problem(Fact fact, string sent, City city)
    {
        var (zh, en) = fact.Kind switch
        {
            FactKind.YesNo => ("请填 yes（是）或 no（否）", "write yes or no"),
            FactKind.Code => Meant(sent, fact.Codes?.Codes ?? [], fact.Codes?.Titles ?? []),
            FactKind.Number => ("请填整数", "write a whole number"),
            FactKind.Count => ("请填不小于0的整数", "write a whole number from 0"),
            FactKind.Money => ("请填以元为单位的金额，最多两位小数", "write yuan, with at most two places"),
            FactKind.Day => ("请填日期，如 2024-01-02", "write a day such as 2024-01-02"),
            FactKind.Moment => ("请填到分钟的时间，如 2024-01-02T09:00", "write a minute such as 2024-01-02T09:00"),
            FactKind.Length => ("请填期间，如 30 working-days", "write a length such as 30 working-days"),
            FactKind.Organ => Meant(sent, city.Organs.Select(o => o.Id), city.Organs.Select(o => o.Title)),
            FactKind.Officer => ("请填机关和人员编号，如 hotline-center/3", "write organ/number of an officer that the organ has, such as hotline-center/3"),
            FactKind.Item when city.Registers.TryGetValue(fact.Register ?? "", out var register) => Meant(sent, register.Items.Select(i => i.Id), register.Items.Select(i => i.Title)),
            FactKind.Item => ("本市没有这份清单", "the city has no such register"),
            _ => ("请填写文字", "write some text"),
        };
        return new Title($"“{Short(sent)}”不能作为“{fact.Title.Zh}”：{zh}", $"'{Short(sent)}' is no value of '{fact.Title.En}': {en}");
    }

    /// <summary>The way out for a word that is not among those known: what was probably meant, else a few that there are.</summary>
    internal static (string Zh, string En) Meant(string word, IEnumerable<string> ids, IEnumerable<Title> titles)
    {
        var known = ids.Zip(titles).ToList();
        var byTitle = known.FirstOrDefault(k => k.Second.Zh == word || string.Equals(k.Second.En, word, StringComparison.OrdinalIgnoreCase));
        var near = byTitle.First ?? Nearest.Find(word, known.Select(k => k.First));
        if (near is not null) { return ($"是不是 {near}（{known.First(k => k.First == near).Second.Zh}）？", $"did you mean '{near}'?"); }
        if (known.Count is 0 or > 30) { return ("没有这一项", "there is no such entry"); }
        return ($"可选：{string.Join("、", known.Select(k => $"{k.First}（{k.Second.Zh}）"))}", $"there is {string.Join(", ", known.Select(k => k.First))}");
    }

    internal static string Short(string sent) => sent.Length <= 40 ? sent : $"{sent[..40]}…";
}
