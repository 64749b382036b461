using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Web.Texts;

public sealed partial class ChineseWords
{
    public override string ReportOf(int year) => $"{year}年度报告";
    public override string ReportLead => "每个数字都是链接，点开可以看到口径、算法和背后的记录。";
    public override string ReportBasis(int year, long size) => $"统计期间{year}年1月1日至12月31日，由账本前{size:N0}条记录数出；封存点树根";
    public override string Contents => "目录";
    public override string ChapterNumber(int number) => $"{ArticleText.Numeral(number)}、";
    public override string AllFigures => "全部数据";

    public override string FiguresOf(int year) => $"{year}年数据";
    public override string FiguresLead => "每个数据都由公开的记录数出，定义就是数据本身的一部分。点开可以看到算法、分布和证据。";
    public override string Figure => "数据";
    public override string Printed => "报告中写作";
    public override string PrintedShort => "报告中写作";
    public override string PrintedAs(string printed) => $"报告中写作{printed}";
    public override string Exact => "确切值";
    public override string Definition => "定义";
    public override string YearWord(int year) => $"{year}年";
    public override string HowCounted => "怎样数出来的";
    public override string Numerator => "分子";
    public override string Denominator => "分母";
    public override string DividedBy => "除以";
    public override string Equal => "等于";
    public override string SumOf => "合计";
    public override string CountOf => "计数";
    public override string Colon => "：";
    public override string FlowBasis => "流量口径：分子数期内发生的，不论案件何时开始。";
    public override string CohortBasis => "同批口径：分子是分母中到截止日满足条件的那一部分。";
    public override string ZeroRule(ZeroRule rule) => rule switch
    {
        Law.Indicators.ZeroRule.None => "分母为零时没有数值。",
        Law.Indicators.ZeroRule.Zero => "分母为零时记为0%。",
        _ => "分母为零时记为100%。",
    };
    public override string Rounding(PrintRule rule) => rule.Qualifier switch
    {
        Qualifier.Exact => "四舍五入到所写的位数。",
        Qualifier.Nearly => "进到所写的位数，确切值较小时写“近”。",
        _ => "舍到所写的位数，确切值较大时写“余”“多”或“超”。",
    };
    public override string CutOff => "截止日";
    public override string CountedFrom => "数自";
    public override string FirstLeaves(long size) => $"账本前{size:N0}条记录";
    public override string UpToDate => "最新";
    public override string LogHasMore(long leaves) => $"账本另有{leaves:N0}条新记录";
    public override string Checkpoint => "封存点";

    public override string CountsFirst(string acts) => $"每件在首次{acts}之日计一次";
    public override string CountsEach(string acts) => $"每次{acts}计一次";
    public override string CountsClosed => "每件在办结之日计一次";
    public override string CountsClosedAs(string outcomes) => $"每件在以“{outcomes}”办结之日计一次";
    public override string CountsOpen => "到截止日终了时仍未办结的";
    public override string OnlyLevel(string level) => level switch
    {
        "city" => "登记机关为市级",
        "county" => "登记机关为县级",
        "township" => "登记机关为乡级",
        "province" => "登记机关为省级",
        _ => $"登记机关层级为{level}",
    };
    public override string OnlyOrgans(string organs) => $"登记机关为{organs}";
    public override string ClosedByCutOff => "到截止日已办结";
    public override string ClockOutcomeWord(ClockOutcome outcome) => outcome switch { ClockOutcome.Met => "按期", ClockOutcome.Late => "逾期", _ => "届满" };
    public override string HasFinding(string finding, bool present) => present ? $"有问题“{finding}”" : $"没有问题“{finding}”";
    public override string OpenedInPeriod => "在期内立案";

    public override string OtherReading => "另一种口径：";
    public override string BarsOfRate => "柱和条的长度是分母，标注的百分比是该部分的比率。";
    public override string ByMonth => "按月";
    public override string MonthShort(int month) => $"{month}月";
    public override string ByOrgan => "按机关";
    public override string ByCounty => "按区县";
    public override string OtherOrgans(int count) => $"其余{count}个机关";
    public override string Evidence => "证据";
    public override string EvidenceLead(string entries) => $"共{entries}条记录。每一行是使一件计入的那条公开记录，点案号看这个案件公开的全部内容；点上面图中的月份或机关可以缩小范围。";
    public override string EvidenceOfWhat => "看哪一部分";
    public override string Narrowed => "只看：";
    public override string Widen => "取消";
    public override string NoEvidence => "这个范围内没有记录。";
    public override string CountsOn => "计入日";
    public override string LeafColumn => "账本序号";
    public override string Pages => "翻页";
    public override string Back => "上一页";
    public override string Onward => "下一页";
    public override string FigureProven => "能证明：这个数是用上面的定义从公开记录里数出来的，任何人重新数一遍都得到同一个数；案件连续编号，少一件就会缺号。";
    public override string FigureNotProven => "证明不了：从未登记的事项，以及登记的内容是否属实。";
}
