namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public string MovedTitle => Say("因日历变动而改变的期限", "Last days that a calendar has moved");
    public string MovedLead => Say("原因：最近一次节假日安排公布或更正后，未办结案件的期限重新计算。每一处变动都有一条公开记录。", "The reason: after the latest notice of holidays, or its correction, the limits of open cases were reckoned anew. Each change has a public leaf.");
    public string NothingMoved => Say("最近一次日历没有改变任何期限。", "The latest calendar has moved nothing.");
    public string MovedCase => Say("案号", "Case");
    public string MovedLimit => Say("期限", "Limit");
    public string DayBefore => Say("原到期日", "Last day before");
    public string DayAfter => Say("新到期日", "Last day now");
    public string NotPublicDay => Say("不公开", "not public");
}
