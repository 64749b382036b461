using System.Collections.Immutable;
using System.Globalization;

namespace Xiezhi.Web.Texts;

/// <summary>The texts in Chinese.</summary>
public sealed partial class ChineseWords : Words
{
    private ChineseWords() { }

    public static ChineseWords Instance { get; } = new();

    public override string LanguageTag => "zh-CN";
    public override string LanguageName => "中文";
    public override Words Other => EnglishWords.Instance;

    protected override string Say(string zh, string en) => zh;

    public override string SiteName(string city) => $"獬豸 · {city}法治政府";
    public override string SkipToContent => "跳到正文";
    public override string MainNavigation => "主导航";
    public override string Trail => "当前位置";
    public override string OnThisPage => "本页内容";
    public override string BannerLabel => "数据说明";
    public override string SyntheticMark => "演示数据";
    public override string Synthetic(string city) => $"办件均为模拟生成，非{city}真实记录";
    public override string SampleMark => "抽样";
    public override string Sample(double scale) => $"大宗办件只生成了约{scale * 100:0.##}%，数字不是全年数";
    public override string DemonstrationTime => "演示时间";
    public override string CityTime => "时间";
    public override string FootClaim => "报告里的数字不是填的，是数出来的；谁怀疑，谁就可以重新数一遍。";
    public override string AboutData => "数据与证明的边界";
    public override string VerifyLog => "怎样核验";
    public override string LogHasLeaves(long size) => $"账本共{size:N0}条记录";

    public override string Report => "年度报告";
    public override string Figures => "数据";
    public override string Procedures => "程序";
    public override string Calendar => "工作日历";
    public override string Verify => "核验";

    public override string NotFound => "没有这个页面";
    public override string NotFoundWhy => "地址可能写错了，或者所指的案件、数据、程序不在这个账本里。";
    public override string Failed => "页面没有生成出来";
    public override string FailedWhy => "原因已记入运行日志。账本没有受到影响，请稍后再试。";
    public override string ToHome => "回到首页";

    public override string Comma => "、";
    public override string Semicolon => "；";
    public override string Yes => "是";
    public override string No => "否";
    public override string Unknown => "未知";
    public override string Doubt => "待核：";

    public override string Month(int month) => $"{month}月";
    public override ImmutableArray<string> Weekdays { get; } = ["一", "二", "三", "四", "五", "六", "日"];
    public override string Day(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);
    public override string DayAndWeekday(DateOnly day) => $"{day.Month}月{day.Day}日（周{WeekdayOf(day)}）";
    public override string FromTo(DateOnly first, DateOnly last) => first == last ? DayAndWeekday(first) : $"{DayAndWeekday(first)}至{DayAndWeekday(last)}";
    public override string DayCount(int days) => $"{days}天";

    public override string CalendarOf(int year) => $"{year}年工作日历";
    public override string CalendarLead => "期限按工作日计算时，以这里为准：双休日、放假日不算，调休上班的周末照算。";
    public override string OtherYears => "其他年份";
    public override string WorkingDays => "工作日";
    public override string WorkingDaysShort(int days) => $"{days}个工作日";
    public override string Notice => "放假通知";
    public override string NoNotice => "尚未公布，只按双休日推算，结果是暂定的";
    public override string Legend => "图例";
    public override string RestShort => "休";
    public override string RestDay => "放假";
    public override string MakeUpShort => "班";
    public override string MakeUpDay => "调休上班";
    public override string WeekendDay => "双休日";
    public override string Holidays => "放假与调休";
    public override string Holiday => "节日";
    public override string DaysOff => "放假";
    public override string LengthWord => "天数";
    public override string MakeUpDays => "调休上班";
}
