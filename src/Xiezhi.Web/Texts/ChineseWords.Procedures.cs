using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Web.Texts;

public sealed partial class ChineseWords
{
    public override string ProceduresLead => "法律对每一类事项规定的步骤、期限和法律后果，按年度报告的章编排。程序以数据写成，换版不改旧案：案件始终适用其法定时点的版本。";
    public override string Procedure => "程序";
    public override string InForceFrom => "施行日期";
    public override string Stages => "阶段";
    public override string Acts => "行为";
    public override string Limits => "期限";
    public override string OtherEditions => "其他版本";
    public override string EditionFrom(DateOnly from) => $"{Day(from)}起施行的版本";
    public override string EditionInForce(DateOnly from, DateOnly? to) => to is { } last ? $"{Day(from)}起施行，至{Day(last)}止。" : $"{Day(from)}起施行。";
    public override string NotYetInForce => "尚未施行";
    public override string NoLongerInForce => "已不再施行";
    public override string Laws => "依据";
    public override string LawWithNumber(string law, string number) => number.Length == 0 ? $"《{law}》" : $"《{law}》（{number}）";
    public override string Article(string law, string article) => ArticleText.Chinese(law, article);
    public override string CaseNumbers => "案号";
    public override string NumberedBy(string series, string keeper) => $"“{series}”字，由{keeper}按年连续编号";
    public override string PublicLeaf => "公开内容";
    public override string LeafShows(Coarseness coarseness, IEnumerable<string> facts)
    {
        var listed = string.Join(Comma, facts);
        return $"行为、{(coarseness.MonthOnly ? "月份" : "日期")}、{(coarseness.OrganAbove ? "上一级机关" : "机关")}、结果和期限结论{(listed.Length == 0 ? "" : $"；事实只公开{listed}")}";
    }
    public override string EditionDigest => "版本摘要";
    public override string StagesAndActs => "阶段与行为";
    public override string ActsByActor => "谁可以做什么";
    public override string WhatChanged => "与前一版本相比";
    public override string ComparedWith(DateOnly from) => $"以{Day(from)}起施行的版本为准，逐项列出不同之处。";
    public override string NothingChanged => "没有变化。";
    public override string PlaceInProcedure => "在程序中的位置";
    public override string DrawingHow => "方框是阶段，框内是在该阶段可以做的行为和行为人；有线的行为通向另一阶段，红线通向办结，虚线退回。下方的括号是期限，从起算的阶段到停止的阶段；红色的约束当事人，虚线的是承诺。";
    public override string Outcomes => "结果";
    public override string Documents => "文书";
    public override string ServedOn(string roles) => $"送达{roles}";
    public override string Spans => "不计入期限的期间";
    public override string Gates => "必经环节";
    public override string AnyStage => "任一阶段";
    public override string Closed => "办结";
    public override string Closing => "办结";

    public override string Act => "行为";
    public override string FromStage => "在何阶段";
    public override string LeadsTo => "进入";
    public override string Requires => "条件与要求";
    public override string LegalBasis => "依据";
    public override string ByLaw => "依法当然发生";
    public override string OpensCase => "立案";
    public override string Closes(string outcomes) => $"办结：{outcomes}";
    public override string StaysPut => "不变";
    public override string OnlyAfter(string acts) => $"须先有：{acts}";
    public override string OnlyWhen(string condition) => $"条件：{condition}";
    public override string NeedsGate(string gate) => $"必经：{gate}";
    public override string HeldUntil(string limits) => $"须待届满：{limits}";
    public override string ApprovedBy(string role) => $"批准：{role}";
    public override string SignedByOfficers(int officers) => $"{officers}名以上工作人员签名";
    public override string NeedsGround(string grounds) => grounds.Length == 0 ? "须写明理由" : $"理由之一：{grounds}";
    public override string AtMostTimes(int times) => $"至多{times}次";
    public override string AtMostSince(int times, string since) => $"每次{since}后至多{times}次";
    public override string WithDocuments(string documents) => $"文书：{documents}";
    public override string TakesBack(string acts) => $"此前的{acts}不再算数";
    public override string CountsFrom(string acts) => $"自{acts}之日起算";
    public override string LinkedCases => "关联案件";
    public override string OpenedBy => "上一案件";
    public override string OpensCases(string links) => $"随即启动：{links}";
    public override string InsideAct => "内部行为，不公开内容";

    public override string SpanRuns(bool suspension, string opens, string ends, string? needs, string? upTo) =>
        $"自{opens}起至{ends}止，{(suspension ? "案件中止" : "办理继续")}，期间不计入期限"
        + (needs is null ? "" : $"；须先有{needs}，否则不扣除") + (upTo is null ? "" : $"；最多扣除{upTo}") + "。";
    public override string ServiceOf(string document) => $"{document}送达";
    public override string GateRule(string metBy, string? when, string? dueWhen, string? waivedBy, string? lapsesWith, bool refuses) =>
        (dueWhen is null ? "" : $"{dueWhen}时，") + $"须有{metBy}" + (when is null ? "" : $"，且{when}") + (waivedBy is null ? "" : $"；可依法以{waivedBy}免去")
        + (lapsesWith is null ? "" : $"；{lapsesWith}届满未行使的，不再要求") + (refuses ? "。缺少的，不得进行。" : "。缺少的，行为有效，但永久记为问题。");

    public override string And => "，且";
    public override string Or => "或";
    public override string Not(string condition) => $"没有（{condition}）";
    public override string Is(string subject, string value) => $"{subject}为{value}";
    public override string Between(string subject, string? atLeast, string? atMost) =>
        subject + (atLeast is null ? "" : $"不少于{atLeast}") + (atLeast is null || atMost is null ? "" : "、") + (atMost is null ? "" : $"不多于{atMost}");
    public override string Known(string subject, bool known) => known ? $"已知{subject}" : $"{subject}未知";
    public override string IsDone(string act) => $"已有{act}";
    public override string IsMarked(string mark) => $"已标记{mark}";
    public override string Outcome => "结果";
    public override string Stage => "阶段";
    public override string ClockIs(string limit, string state) => $"{limit}期限{state}";
    public override string ClockWord(ClockState state) => state switch
    {
        ClockState.Running => "正在计算",
        ClockState.Met => "按期",
        ClockState.Late => "逾期",
        ClockState.Ended => "届满",
        _ => "失效",
    };
    public override string LinkedAre(string link, bool open) => open ? $"{link}尚有未结" : $"{link}全部办结";
    public override string GateIs(string gate, bool met) => met ? $"{gate}已完成" : $"{gate}未完成";
    public override string Money(decimal yuan) => $"{yuan:N2}元";

    public override string Limit => "期限";
    public override string HowLong => "多长";
    public override string StartsWith => "自何时起";
    public override string StopsWith => "至何时止";
    public override string WhenOver => "届满的后果";
    public override string Promise => "承诺";
    public override string Length(Length length) => StepText.Chinese(length);
    public override string Within(string length) => $"{length}以内";
    public override string AtLeast(string length) => $"不少于{length}";
    public override string Before(string target, string length) => $"{target}的{length}以前";
    public override string EndOf(string limit) => $"{limit}期限届满日";
    public override string Every(string length) => $"每{length}";
    public override string ByDay(int month, int day, bool exclusive) => $"每年{month}月{day}日{(exclusive ? "之前" : "以前（含当日）")}";
    public override string LengthBy(string fact) => $"按{fact}确定的天数";
    public override string LengthOfItem(string item, string? atMost) => $"{item}清单所列天数" + (atMost is null ? "" : $"（不超过{atMost}）");
    public override string LengthSet(string fact, string? atLeast, string? atMost, string? otherwise)
    {
        var bounds = string.Join('，', Said(atLeast, "不少于{0}").Concat(Said(atMost, "不超过{0}")).Concat(Said(otherwise, "未定的为{0}")));
        return $"由{fact}确定的时间" + (bounds.Length == 0 ? "" : $"（{bounds}）");
    }
    public override string LengthOpen => "未定的时间";
    public override string Choice(string codes, string length) => $"{codes}：{length}";
    public override string PromiseOn(string limit) => $"对“{limit}”的承诺，比法定期限短";
    public override string ExtendedBy(string act, string length) => $"经{act}可延长{length}";
    public override string ExtendedToDay(string act, string? cap) => $"经{act}可延长至指定日" + (cap is null ? "" : $"（不超过{cap}）");
    public override string NotCharged(string spans) => $"不计：{spans}";
    public override string ShiftedBy(string systems) => $"末日遇{systems}停止服务，顺延";
    public override string Counting(CountingRule rule, bool mayRoll) =>
        (rule.CountsFirstDay ? "当日计入" : "当日不计") + (!mayRoll ? "" : rule.Rolls switch
        {
            RollRule.Yes => "；末日为休息日的顺延",
            RollRule.ByAnalogy => "；末日为休息日的类推顺延",
            _ => "；末日不顺延",
        });
    public override string Holds(string acts) => $"届满前不得：{acts}";
    public override string ShortenedBy(string act) => $"可因{act}提前结束";
    public override string Binds(string role) => $"约束{role}";
    public override string EachTimeAnew => "（每次重新计算）";
    public override string OnceFixed(string fact) => $"{fact}确定时";
    public override string With(string limit) => $"随{limit}期限";
    public override string RecordsFinding(string finding) => $"记为问题：{finding}";
    public override string DeemedDone(string act, string from) => $"视为{act}（{from}）";
    public override string FromStart => "自起算之日";
    public override string FromLastDay => "自期满之日";
    public override string FromDayOf(string acts) => $"自{acts}之日";
    public override string ClosesAs(string outcome) => $"案件终结：{outcome}";
    public override string Barred(string acts) => $"不得再：{acts}";
    public override string IsMarkedAs(string mark) => $"标记：{mark}";
    public override string OpensRight(string right) => right;
    public override string MayGoOn => "届满后方可继续";
}
