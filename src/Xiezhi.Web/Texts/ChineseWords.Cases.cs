using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Web.Texts;

public sealed partial class ChineseWords
{
    public override string FindCase => "按案号查找";
    public override string FindCaseLead => "输入案号，可以看到这个案件公开的部分：行为、日期、机关、结果和期限。";
    public override string CaseNumber => "案号";
    public override string Find => "查找";
    public override string NoSuchCase(string number) => number.Length == 0 ? "这不是案号。" : $"没有案号为“{number}”的案件。";
    public override string CaseLead => "这里只有公开记录所说的内容；当事人、文书和理由不公开。";
    public override string Standing => "目前";
    public override string Keeper => "登记机关";
    public override string EditionApplied => "适用版本";
    public override string PlaceInRegister => "编号";
    public override string Ordinal(int year, int ordinal) => $"{year}年第{ordinal:N0}件";
    public override string Timeline => "办理过程";
    public override string NoClocks => "没有期限在计算。";
    public override string ClosedAs(string? outcome) => outcome is null ? "已办结" : $"已办结：{outcome}";

    public override string MonthOf(DateOnly month) => $"{month.Year}年{month.Month}月";
    public override string RecordedOn(DateOnly day) => $"{day:yyyy-MM-dd}记入";
    public override string Deemed => "依法视为";
    public override string NobodyInTime => "期限内没有人作出";
    public override string Finding => "问题：";
    public override string LeafIndex => "账本序号";
    public override string LimitRanOut(string limit) => $"{limit}期限届满";
    public override string HandedOver => "移交";
    public override string Amended(int entry) => $"更正第{entry}条";
    public override string Annulled(int entry) => $"撤销第{entry}条";
    public override string StruckOut => "已撤销";
    public override string ReasonGiven => "理由：";
    public override string Moved => "改用另一版本";
    public override string InsideEntry => "内部事项";
    public override string VerdictWord(Verdict verdict) => verdict switch
    {
        Verdict.Met => "按期",
        Verdict.MetByRolling => "按期（顺延）",
        Verdict.Late => "逾期",
        Verdict.Ended => "届满",
        Verdict.Overdue => "已超期",
        _ => "失效",
    };

    public override string StartedOn => "起算日";
    public override string LastDay => "最后一日";
    public override string StrictDay(DateOnly day) => $"不顺延则为{day:yyyy-MM-dd}";
    public override string Provisional => "暂定";
    public override string StoppedOn => "停止计算";
    public override string Working => "计算过程";
    public override string Overdue => "已超期";
    public override string Near => "临期";
    public override string OnCourse => "正常";
    public override string Obstacle(Obstacle obstacle, string fact) => obstacle.Kind switch
    {
        ObstacleKind.OnlyMonths => "公开记录只到月份，到期日不能由公众重算。",
        ObstacleKind.Several => "这个期限对几个人各自计算，公开记录不写是谁，到期日不能由公众重算。",
        ObstacleKind.NeedsMinute => "这个期限按时刻计算，公开记录只到日，到期时刻不能由公众重算。",
        _ => $"到期日取决于不公开的“{fact}”，只能看到按期与否的结论。",
    };
    public override string StepSentence(Step step, string? ground) => StepText.Chinese(step, ground);
}
