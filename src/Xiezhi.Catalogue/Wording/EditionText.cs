using System.Collections.Immutable;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Wording;

/// <summary>The parts of an edition in short phrases of both languages, as a drawing labels them and a comparison names them.</summary>
public sealed partial class EditionText(Edition edition)
{
    /// <summary>How long the limit is, with its direction: 60日内, 至少30日.</summary>
    public Title Long(Limit limit) => limit.Kind switch
    {
        LimitKind.AtLeast => Both($"至少{Length(limit.Length).Zh}", $"at least {Length(limit.Length).En}"),
        LimitKind.Before when limit.BeforeFact >= 0 => Both($"{Fact(limit.BeforeFact).Zh}的{Length(limit.Length).Zh}前", $"{Length(limit.Length).En} before {Fact(limit.BeforeFact).En}"),
        LimitKind.Before when limit.BeforeDueOf >= 0 => Both($"“{Limit(limit.BeforeDueOf).Zh}”届满的{Length(limit.Length).Zh}前", $"{Length(limit.Length).En} before '{Limit(limit.BeforeDueOf).En}' ends"),
        LimitKind.Every when limit.IsDated => Both($"每年{limit.ByDay.Month}月{limit.ByDay.Day}日{(limit.ByDay.Exclusive ? "之前" : "前（含当日）")}", $"every year {(limit.ByDay.Exclusive ? "before" : "by")} {limit.ByDay.Month:00}-{limit.ByDay.Day:00}"),
        LimitKind.Every => Both($"每{Length(limit.Length).Zh}", $"every {Length(limit.Length).En}"),
        LimitKind.ByDay => Both($"{limit.ByDay.Month}月{limit.ByDay.Day}日{(limit.ByDay.Exclusive ? "之前" : "前（含当日）")}", $"{(limit.ByDay.Exclusive ? "before" : "by")} {limit.ByDay.Month:00}-{limit.ByDay.Day:00}"),
        _ => Both($"{Length(limit.Length).Zh}内", $"within {Length(limit.Length).En}"),
    };

    public Title Length(LengthRule rule) => rule switch
    {
        LengthRule.Constant constant => Length(constant.Length),
        LengthRule.Choose choose => Choices(choose),
        LengthRule.Field field => Both($"按“{Fact(field.Fact).Zh}”所载{Most(field.AtMost).Zh}", $"as '{Fact(field.Fact).En}' says{Most(field.AtMost).En}"),
        LengthRule.SetBy set => Both($"按“{Fact(set.Fact).Zh}”{Most(set.AtMost).Zh}", $"as '{Fact(set.Fact).En}' sets{Most(set.AtMost).En}"),
        LengthRule.Local { Else: null } local => Joined(local.Of.Select(l => InRegion(l.In, Length(l.Length)))),
        LengthRule.Local local => Joined([Length(local.Else!), .. local.Of.Select(l => InRegion(l.In, Length(l.Length)))]),
        _ => Both("法律未定的时间", "a time that the law leaves open"),
    };

    private static Title InRegion(Region region, Title length) => Both($"{region.Title.Zh}{length.Zh}", $"{length.En} in {region.Title.En}");

    public static Title Length(Length length) => Both(StepText.Chinese(length), StepText.English(length));

    /// <summary>What follows when the last day is over; empty of a finding that is the rule.</summary>
    public Title Follows(Limit limit)
    {
        var expiry = limit.OnExpiry;
        var all = new List<Title>();
        if (expiry.Finding >= 0 && edition.Findings[expiry.Finding].Id != Law.Cases.WellKnown.Overdue) { all.Add(Both($"记“{edition.Findings[expiry.Finding].Title.Zh}”", $"finding '{edition.Findings[expiry.Finding].Title.En}'")); }
        if (expiry.Act >= 0)
        {
            var from = expiry.AsOf switch
            {
                AsOf.Start => Both("自起算之日", "from its start"),
                AsOf.Acts => Both($"自{Acts(expiry.AsOfActs).Zh}之日", $"from the day of {Acts(expiry.AsOfActs).En}"),
                _ => Both("", ""),
            };
            all.Add(Both($"{from.Zh}视为{Act(expiry.Act).Zh}", $"deemed: {Act(expiry.Act).En}{(from.En.Length > 0 ? " " : "")}{from.En}"));
        }

        if (expiry.Closes >= 0) { all.Add(Both($"以“{Outcome(expiry.Closes).Zh}”办结", $"ends as '{Outcome(expiry.Closes).En}'")); }
        if (expiry.Bars.Length > 0) { all.Add(Both($"不得再{Acts(expiry.Bars).Zh}", $"no more {Acts(expiry.Bars).En}")); }
        if (expiry.Marks >= 0) { all.Add(Both($"记“{edition.Marks[expiry.Marks].Title.Zh}”", $"marked '{edition.Marks[expiry.Marks].Title.En}'")); }
        if (expiry.OpensRight >= 0) { all.Add(Both($"可{edition.Marks[expiry.OpensRight].Title.Zh}", $"opens: {edition.Marks[expiry.OpensRight].Title.En}")); }
        return Joined(all);
    }

    /// <summary>The article: 第六十二条; as it is written where it is no number.</summary>
    public static Title Article(Basis basis) => int.TryParse(basis.Article, out var number)
        ? Both($"第{ArticleText.Numeral(number)}条", $"art. {number}")
        : Both(basis.Article, basis.Article);

    /// <summary>Who does the act.</summary>
    public Title Who(Act act) => act.By.IsEmpty ? Both("依法当然发生", "by law") : Joined(act.By.Select(Role));

    public Title Act(int index) => edition.Acts[index].Title;
    public Title Acts(ImmutableArray<int> acts) => Joined(acts.Select(Act));
    public Title Limit(int index) => edition.Limits[index].Title;
    public Title Fact(int index) => edition.Facts[index].Title;
    public Title Role(int index) => edition.Roles[index].Title;
    public Title Outcome(int index) => edition.Outcomes[index].Title;
    public Title Document(int index) => edition.Documents[index].Title;
    public Title Stage(int index) => index < 0 ? Both("办结", "closed") : edition.Stages[index].Title;

    public static Title Joined(IEnumerable<Title> parts, string zh = "、", string en = ", ")
    {
        var all = parts.ToList();
        return Both(string.Join(zh, all.Select(p => p.Zh)), string.Join(en, all.Select(p => p.En)));
    }

    internal static Title Both(string zh, string en) => new(zh, en);

    private static Title Most(Length? most) => most is { } length ? Both($"，至多{Length(length).Zh}", $", at most {Length(length).En}") : Both("", "");

    // Codes that give one length are said together, and of many only how many they are.
    private Title Choices(LengthRule.Choose choose)
    {
        var fact = edition.Facts[choose.Fact];
        var groups = choose.Of.Select((length, code) => (Length: length, Code: code)).GroupBy(c => c.Length).ToList();
        var open = Both("未定", "open");
        if (groups.Count == 1) { return groups[0].Key is { } only ? Length(only) : open; }
        return Joined(groups.Select(g =>
        {
            var codes = Joined(g.Select(c => Value(fact, c.Code) is var value && fact.Kind == FactKind.YesNo ? Both($"{fact.Title.Zh}为“{value.Zh}”的", $"{fact.Title.En}: {value.En},") : value));
            var length = g.Key is { } known ? Length(known) : open;
            return Both($"{codes.Zh}{length.Zh}", $"{codes.En} {length.En}");
        }), "；", "; ");
    }
}
