using Xiezhi.Law.Time;

namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public string MovedTitle => Say("因日历变动而改变的期限", "Last days that a calendar has moved");
    public string MovedLead => Say("最近一次节假日安排公布或更正、系统停止服务获得证明后，未办结案件的期限重新计算。每一处变动都有一条公开记录。", "After the latest notice of holidays or its correction, or an attested outage, the limits of open cases were reckoned anew. Each change has a public leaf.");
    public string NothingMoved => Say("最近一次日历没有改变任何期限。", "The latest calendar has moved nothing.");
    public string MovedCase => Say("案号", "Case");
    public string MovedLimit => Say("期限", "Limit");
    public string DayBefore => Say("原到期日", "Last day before");
    public string DayAfter => Say("新到期日", "Last day now");
    public string MovedBecause => Say("原因", "Reason");
    public string ByNotice => Say("节假日安排", "notice of holidays");
    public string ByOutage(Outage outage) => Say($"{outage.System.Zh}停止服务（{FromTo(outage.First, outage.Last)}）", $"{outage.System.En} did not serve ({FromTo(outage.First, outage.Last)})");
    public string Outages => Say("经证明的停止服务", "Attested outages");
    public string OutageOf => Say("系统", "System");
    public string OutageDays => Say("停止服务的日子", "Days out of service");
    public string OutageAttested => Say("证明文件", "Attested in");
    public string NotPublicDay => Say("不公开", "not public");
}
