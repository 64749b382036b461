using Xiezhi.Catalogue.Wording;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Comparing;

internal sealed partial class EditionLines
{
    private void Tell(Limit limit)
    {
        Begin(Part.Limit, limit.Id, limit.Title);
        Say("名称", "title", limit.Title);
        Say("期间", "length", $"{limit.Kind} {LengthKey(limit.Length)} {(limit.BeforeFact < 0 ? "" : FactId(limit.BeforeFact))} {(limit.BeforeDueOf < 0 ? "" : edition.Limits[limit.BeforeDueOf].Id)} {limit.ByDay}", text.Long(limit));
        if (limit.Length is LengthRule.SetBy { AtLeast: { } least }) { Say("至少", "at least", $"{least}", EditionText.Length(least)); }
        if (Else(limit.Length) is { } other) { Say("否则", "otherwise", $"{other}", EditionText.Length(other)); }
        List("起算于", "starts with", [.. edition.Acts.Where(a => a.Starts.Contains(limit.Index)).Select(a => a.Index)], ActId, text.Act);
        List("起算于送达", "starts with service of", [.. edition.Documents.Where(d => d.Starts.Contains(limit.Index)).Select(d => d.Index)], d => edition.Documents[d].Id, text.Document);
        List("起算于日期", "starts with the day", limit.FromFacts, FactId, text.Fact);
        List("止于", "stops with", [.. edition.Acts.Where(a => a.Stops.Contains(limit.Index)).Select(a => a.Index)], ActId, text.Act);
        List("止于送达", "stops with service of", [.. edition.Documents.Where(d => d.Stops.Contains(limit.Index)).Select(d => d.Index)], d => edition.Documents[d].Id, text.Document);
        Flag("止于办结", "stops with the end of the case", limit.StopsOnClosing);
        if (limit.StartsOn >= 0) { Say("自何日起算", "counted from", FactId(limit.StartsOn), text.Fact(limit.StartsOn)); }
        When("条件", "when", limit.When);
        if (limit.Binds >= 0) { Say("约束", "binds", RoleId(limit.Binds), text.Role(limit.Binds)); }
        if (limit.PerRole >= 0) { Say("分别计算", "one for each", RoleId(limit.PerRole), text.Role(limit.PerRole)); }
        if (limit.PerFact >= 0) { Say("分别计算", "one for each", FactId(limit.PerFact), text.Fact(limit.PerFact)); }
        if (limit.Again != Again.Keep) { Say("再次起算时", "when it starts again", limit.Again.ToString(), limit.Again == Again.Restart ? Both("重新计算", "begins anew") : Both("另行计算", "another runs beside it")); }
        List("不计入", "not charged", [.. edition.Spans.Where(s => (limit.TolledBy >> s.Index & 1) != 0).Select(s => s.Index)], s => edition.Spans[s].Id, s => edition.Spans[s].Title);
        if (!limit.ShiftedBy.IsEmpty) { Say("停止服务时顺延", "moved by outages of", string.Join(' ', limit.ShiftedBy.Select(s => s.Id)), EditionText.Joined([.. limit.ShiftedBy.Select(s => Both(s.Zh, s.En))])); }
        if (limit.ExtendedBy is { } extension) { Say("延长", "extended by", $"{ActId(extension.Act)} {extension.UpTo} {(extension.ToFact < 0 ? "" : FactId(extension.ToFact))}", Extended(extension)); }
        List("届满前不得", "holds", limit.Holds, ActId, text.Act);
        if (limit.ShortenedBy >= 0) { Say("可提前结束", "shortened by", ActId(limit.ShortenedBy), text.Act(limit.ShortenedBy)); }
        Say("届满后果", "when over", ExpiryKey(limit.OnExpiry), text.Follows(limit) is { Zh.Length: > 0 } follows ? follows : limit.OnExpiry.Finding >= 0 ? Both("记为逾期", "overdue") : Both("无", "nothing"));
        Tell(limit.OnExpiry.Writes);
        List("届满时起算", "its end starts", limit.StartsAtEnd, l => edition.Limits[l].Id, text.Limit);
        List("届满时停止", "its end stops", limit.StopsAtEnd, l => edition.Limits[l].Id, text.Limit);
        if (limit.Grace > 0) { Plain("等候邮递的日数", "days for the post", $"{limit.Grace}"); }
        if (limit.Promises >= 0) { Say("承诺", "promise beside", edition.Limits[limit.Promises].Id, text.Limit(limit.Promises)); }
        if (limit.Rank != Rank.Statutory) { Plain("效力", "rank", limit.Rank.ToString()); }
        Flag("办结后仍计", "runs after the end", limit.RunsAfterClosing);
        Say("计算规则", "counting", $"{limit.Counting.CountsFirstDay} {limit.Counting.Rolls} {limit.Counting.Tolled} {limit.Counting.PostedInTime}", Counting(limit.Counting));
        Basis(limit.Basis, limit.Further);
        Doubt(limit.Doubt);
    }

    private static Title Counting(CountingRule rule)
    {
        var rolls = rule.Rolls switch { RollRule.Yes => Both("末日顺延", "rolls"), RollRule.ByAnalogy => Both("末日类推顺延", "rolls by analogy"), _ => Both("末日不顺延", "does not roll") };
        var tolled = rule.Tolled switch { TolledEnds.Neither => Both("扣除期间首尾不计", "neither end of a span"), TolledEnds.First => Both("计入扣除期间首日", "first day of a span"), TolledEnds.Last => Both("计入扣除期间末日", "last day of a span"), _ => Both("计入扣除期间首尾", "both ends of a span") };
        return EditionText.Joined([rule.CountsFirstDay ? Both("首日计入", "first day counts") : Both("首日不计", "first day does not count"), rolls, tolled, .. rule.PostedInTime ? (Title[])[Both("交邮即为按期", "posted is in time")] : []]);
    }

    private string LengthKey(LengthRule rule) => rule switch
    {
        LengthRule.Constant constant => $"{constant.Length}",
        LengthRule.Choose choose => $"{FactId(choose.Fact)}: {string.Join(' ', choose.Of.Select((l, i) => $"{edition.Facts[choose.Fact].Codes?.Codes[i] ?? $"{i}"}={l}"))}",
        LengthRule.Field field => $"{FactId(field.Fact)}.{field.Name} {field.AtMost} {field.Else}",
        LengthRule.SetBy set => $"{FactId(set.Fact)} {set.AtLeast} {set.AtMost} {set.Else}",
        LengthRule.Local local => string.Join(' ', local.Of.Select(l => $"{l.In.Id}: {LengthKey(l.Length)}").Append(local.Else is null ? "" : LengthKey(local.Else))),
        _ => "open",
    };

    private static Length? Else(LengthRule rule) => rule switch { LengthRule.SetBy set => set.Else, LengthRule.Field field => field.Else, _ => null };

    private Title Extended(Extension extension)
    {
        var more = extension.UpTo is { } cap ? EditionText.Length(cap) : Both("未定的时间", "an open time");
        var by = text.Act(extension.Act);
        return extension.ToFact < 0 ? Both($"{by.Zh}，{more.Zh}", $"{by.En}: {more.En}") : Both($"{by.Zh}，至{text.Fact(extension.ToFact).Zh}，至多{more.Zh}", $"{by.En}: to {text.Fact(extension.ToFact).En}, at most {more.En}");
    }

    private string ExpiryKey(Expiry expiry) => string.Join(' ',
        expiry.Finding < 0 ? "" : edition.Findings[expiry.Finding].Id, expiry.Act < 0 ? "" : ActId(expiry.Act), expiry.AsOf, string.Join(' ', expiry.AsOfActs.Select(ActId)),
        expiry.Closes < 0 ? "" : edition.Outcomes[expiry.Closes].Id, string.Join(' ', expiry.Bars.Select(ActId).Order(StringComparer.Ordinal)),
        expiry.Marks < 0 ? "" : edition.Marks[expiry.Marks].Id, expiry.OpensRight < 0 ? "" : edition.Marks[expiry.OpensRight].Id);
}
