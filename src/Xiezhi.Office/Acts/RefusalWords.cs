using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Office.Acts;

/// <summary>A refusal of the law as people read it.</summary>
public static class RefusalWords
{
    /// <summary>One sentence: what stands in the way, by its title.</summary>
    /// <param name="edition">The edition under which the law refused; null where none was in force.</param>
    public static Title Of(Decision.Refused refused, Edition? edition)
    {
        var (zh, en) = TitleOf(refused, edition);
        return refused.Code switch
        {
            RefusalCode.NotApproved when BuiltInAct.TitleOf(refused.What) is not null => new("须经本机关其他人员或者上级机关批准", "somebody else of the organ, or of an organ above it, must approve"),
            RefusalCode.NotYourPart when BuiltInAct.TitleOf(refused.What) is not null => new("只有本案的机关可以办理", "only an organ of the case may do it"),
            RefusalCode.TooOften when refused.What == "annul-entry" => new("这条记录已经撤销", "the entry is struck out already"),
            RefusalCode.WouldBreak => WouldBreak(refused, edition),
            RefusalCode.NoEdition => new("这一天没有施行中的规定", "no edition of the procedure is in force on that day"),
            RefusalCode.UnknownAct => new($"本程序没有“{zh}”", $"the procedure has no '{en}'"),
            RefusalCode.FutureDay => new("发生时间晚于今天", "it cannot have happened after today"),
            RefusalCode.OutOfOrder => new("发生时间早于本案最近一次记录", "it cannot have happened before the last entry of the case"),
            RefusalCode.MinuteMissing => new($"“{zh}”须写明时分", $"'{en}' asks for the minute"),
            RefusalCode.FactMissing => new($"缺少“{zh}”", $"'{en}' is missing"),
            RefusalCode.FactWrong => new($"“{zh}”的内容不能采用", $"'{en}' cannot have this value here"),
            RefusalCode.FactFrozen => new($"“{zh}”一经确定不得更改", $"'{en}' may be set one time"),
            RefusalCode.OverCap => new($"“{zh}”延长超过上限", $"'{en}' cannot be extended so far"),
            RefusalCode.RoleUnfilled => new($"尚未确定“{zh}”", $"nobody is '{en}' yet"),
            RefusalCode.NotYourPart => new($"只有“{zh}”可以办理", $"it is for '{en}' to do"),
            RefusalCode.NotCompetent => new($"没有担任“{zh}”的职权", $"not competent to be '{en}'"),
            RefusalCode.NotLicensed => new($"“{zh}”须在相应名册中登记有效", $"'{en}' must stand in the register that the law asks for"),
            RefusalCode.NotIndependent => new($"“{zh}”须回避", $"'{en}' must stand apart from somebody else in the case"),
            RefusalCode.TooFewOfficers => new($"“{zh}”的签名人数不足", $"'{en}' needs more officers to sign"),
            RefusalCode.NotApproved => new($"须经“{zh}”批准", $"the approval of '{en}' is needed"),
            RefusalCode.CaseClosed => new("案件已经办结", "the case is closed"),
            RefusalCode.WrongStage => new($"现在的阶段不能“{zh}”", $"'{en}' is not possible in this stage"),
            RefusalCode.PeriodExpired => new($"“{zh}”的期限已过", $"the time for '{en}' is over"),
            RefusalCode.TooEarly => new($"“{zh}”届满以前不能办理", $"not before '{en}' is over"),
            RefusalCode.NotYet => new($"须先有“{zh}”", $"'{en}' comes first"),
            RefusalCode.TooOften => new($"“{zh}”的次数已用完", $"'{en}' cannot be done again"),
            RefusalCode.GuardFalse => new("法定条件不具备", "the condition of the law is not met"),
            RefusalCode.GateMissing => new($"必经环节“{zh}”尚未完成", $"'{en}' must be done before"),
            RefusalCode.GroundMissing => new("须写明理由", "a ground must be given"),
            RefusalCode.DocumentMissing => new($"缺少“{zh}”", $"'{en}' is missing"),
            RefusalCode.SameMatter => new("同一事项已有案件", "there is a case of the same matter already"),
            RefusalCode.LinkRefused => new($"“{zh}”的案件不能启动", $"no case of '{en}' can be opened"),
            RefusalCode.OutcomeUnknown => new("须选择一种法定结果", "one of the outcomes of the act must be chosen"),
            _ => new($"“{zh}”已届满，不能再延长", $"'{en}' is over and cannot be extended any more"),
        };
    }

    /// <summary>What a correction would do to the rest of the case: the first act that would not stand any more, with its own reason.</summary>
    private static Title WouldBreak(Decision.Refused refused, Edition? edition)
    {
        if (refused.Breaks is { } broken)
        {
            var act = broken.Act.Length == 0 ? new Title("移交", "hand-over") : edition?.FindAct(broken.Act)?.Title ?? edition?.FindDocument(broken.Act)?.Title ?? new Title(broken.Act, broken.Act);
            var why = Of(broken.Why, edition);
            return broken.Entry == 0
                ? new($"补入的“{act.Zh}”不能成立：{why.Zh}", $"'{act.En}', which is brought in, would be refused: {why.En}")
                : new($"第{broken.Entry}条“{act.Zh}”将不能成立：{why.Zh}", $"entry {broken.Entry}, '{act.En}', would not stand any more: {why.En}");
        }

        return refused.What switch
        {
            "edition-before" => new("案件已经转入另一版本，以前的记录不再更正", "the case has moved to another edition; what stood before stands"),
            "by-law" => new("这条记录是依法当然发生的：请更正它所依据的记录，或者补入当时作出而没有记录的行为", "the entry follows by law: put right what it rests on, or bring in what was done in time"),
            "first-entry" => new("第一条记录就是案件本身，不能撤销", "the first entry is the case itself and cannot be struck out"),
            _ => new("另一个案件以此为依据，请先更正那个案件", "another case rests on this one; put that right first"),
        };
    }

    /// <summary>The title of what stands in the way. One id may be an act's, a document's and a limit's: the code says which is meant.</summary>
    private static Title TitleOf(Decision.Refused refused, Edition? edition)
    {
        var id = refused.What;
        if (edition is null) { return new Title(id, id); }
        var meant = refused.Code switch
        {
            RefusalCode.PeriodExpired or RefusalCode.TooEarly or RefusalCode.TooLate or RefusalCode.OverCap => edition.FindLimit(id)?.Title,
            RefusalCode.GateMissing => edition.Gates.FirstOrDefault(g => g.Id == id)?.Title,
            RefusalCode.FactMissing or RefusalCode.FactWrong or RefusalCode.FactFrozen => edition.FindFact(id)?.Title,
            RefusalCode.DocumentMissing => edition.FindDocument(id)?.Title,
            RefusalCode.LinkRefused => edition.FindLink(id)?.Title,
            RefusalCode.RoleUnfilled or RefusalCode.NotYourPart or RefusalCode.NotCompetent or RefusalCode.NotIndependent or RefusalCode.NotApproved => edition.FindRole(id)?.Title,
            _ => edition.FindAct(id)?.Title,
        };
        return meant ?? BuiltInAct.TitleOf(id) ?? edition.FindAct(id)?.Title ?? edition.FindDocument(id)?.Title ?? edition.FindFact(id)?.Title ?? new Title(id, id);
    }
}
