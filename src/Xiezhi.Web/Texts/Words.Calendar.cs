namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public abstract string CalendarOf(int year);
    public abstract string CalendarLead { get; }
    public abstract string OtherYears { get; }
    public abstract string WorkingDays { get; }
    public abstract string WorkingDaysShort(int days);
    public abstract string Notice { get; }
    public abstract string NoNotice { get; }
    public abstract string Legend { get; }
    public abstract string RestShort { get; }
    public abstract string RestDay { get; }
    public abstract string MakeUpShort { get; }
    public abstract string MakeUpDay { get; }
    public abstract string WeekendDay { get; }
    public abstract string Holidays { get; }
    public abstract string Holiday { get; }
    public abstract string DaysOff { get; }
    public abstract string LengthWord { get; }
    public abstract string MakeUpDays { get; }
}
