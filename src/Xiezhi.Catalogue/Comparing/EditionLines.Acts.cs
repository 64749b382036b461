using System.Collections.Immutable;
using Xiezhi.Catalogue.Wording;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Comparing;

internal sealed partial class EditionLines
{
    private void Tell(Act act)
    {
        Begin(Part.Act, act.Id, act.Title);
        Say("名称", "title", act.Title);
        Say("由谁", "by", string.Join(' ', act.By.Select(r => edition.Roles[r].Id).Append(act.ByLaw ? "law" : "").Order(StringComparer.Ordinal)), text.Who(act));
        Flag("各自为之", "each for itself", act.Each);
        if (act.Officers > 1) { Plain("几名工作人员", "officers", $"{act.Officers}"); }
        if (act.ApprovedBy >= 0) { Say("批准", "approved by", edition.Roles[act.ApprovedBy].Id, text.Role(act.ApprovedBy)); }
        Say("在何阶段", "in stage", $"{act.Opens} {act.FromAny} {act.FromClosed} {string.Join(' ', act.From.Select(s => edition.Stages[s].Id).Order(StringComparer.Ordinal))}", From(act));
        if (act.To >= 0) { Say("进入", "leads to", edition.Stages[act.To].Id, text.Stage(act.To)); }
        List("以何结果办结", "ends the case as", act.Closes, o => edition.Outcomes[o].Id, text.Outcome);
        List("须先有", "after", act.After, ActId, text.Act);
        if (act.AtMost != int.MaxValue)
        {
            Say("至多几次", "at most", $"{act.AtMost} {(act.AtMostSince < 0 ? "" : ActId(act.AtMostSince))}", act.AtMostSince < 0 ? Both($"{act.AtMost}次", $"{act.AtMost} time(s)")
                : Both($"每次{text.Act(act.AtMostSince).Zh}后{act.AtMost}次", $"{act.AtMost} time(s) since {text.Act(act.AtMostSince).En}"));
        }

        When("条件", "when", act.When);
        List("必经环节", "gates", act.Gates, g => edition.Gates[g].Id, g => edition.Gates[g].Title);
        if (act.Ground >= 0) { Say("理由", "ground", $"{edition.Facts[act.Ground].Codes?.Id}", EditionText.Joined(edition.Facts[act.Ground].Codes?.Titles ?? [])); }
        List("须填", "takes", act.Takes, FactId, text.Fact);
        List("可填", "may take", act.MayTake, FactId, text.Fact);
        if (act.Sets.Length > 0)
        {
            Say("写定", "sets", string.Join(' ', act.Sets.Select(s => $"{FactId(s.Fact)}={s.Number}{s.Text}").Order(StringComparer.Ordinal)),
                EditionText.Joined(act.Sets.Select(s => EditionText.Value(edition.Facts[s.Fact], s.Number) is var v ? Both($"{text.Fact(s.Fact).Zh}为{v.Zh}", $"{text.Fact(s.Fact).En} = {v.En}") : v)));
        }

        List("指定", "names", act.Names, RoleId, text.Role);
        List("可指定", "may name", act.MayName, RoleId, text.Role);
        List("解除", "releases", act.Releases, RoleId, text.Role);
        List("文书", "documents", act.Documents, d => edition.Documents[d].Id, text.Document);
        List("可附文书", "may attach", act.MayAttach, d => edition.Documents[d].Id, text.Document);
        List("自何时生效", "counts from", act.AsOf, ActId, text.Act);
        Flag("记到分钟", "to the minute", act.ToTheMinute);
        List("使之不再算数", "undoes", act.Undoes, ActId, text.Act);
        List("重新计算期限", "measures anew", act.Remeasures, l => edition.Limits[l].Id, text.Limit);
        List("开启", "opens", act.OpensLinks, l => edition.Links[l].Id, l => edition.Links[l].Title);
        Tell(act.Allots);
        Tell(act.Writes);
        if (act.Finding >= 0) { Say("记问题", "finding", edition.Findings[act.Finding].Id, edition.Findings[act.Finding].Title); }
        Flag("内部行为", "inside", act.Inside);
        Basis(act.Basis, act.Further);
        Doubt(act.Doubt);
    }

    private static Title Marked(bool opens, bool any) => opens ? Both("立案", "opens the case") : any ? Both("任一阶段", "any stage") : Both("", "");

    private Title From(Act act) => act.Opens || act.FromAny ? Marked(act.Opens, act.FromAny)
        : EditionText.Joined(act.From.Select(text.Stage).Concat(act.FromClosed ? [Both("办结", "closed")] : []));

    private string FactId(int fact) => edition.Facts[fact].Id;
    private string RoleId(int role) => edition.Roles[role].Id;
}
