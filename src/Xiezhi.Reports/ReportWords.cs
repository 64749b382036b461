namespace Xiezhi.Reports;

/// <summary>What a report file says besides the sentences of its template, once for each language.</summary>
internal abstract class ReportWords
{
    public static ReportWords Chinese { get; } = new InChinese();
    public static ReportWords English { get; } = new InEnglish();

    public abstract string Language { get; }
    public abstract string Definitions { get; }
    public abstract string Figure { get; }
    public abstract string Printed { get; }
    public abstract string Exact { get; }
    public abstract string Counted { get; }
    public abstract string Definition { get; }
    public abstract string Doubt { get; }
    public abstract string Note { get; }
    public abstract string NoRecord { get; }

    public abstract string Synthetic(string city);
    public abstract string Sample(double scale);
    public abstract string CutOff(DateOnly day);
    public abstract string CountedFrom(long leaves);

    private static string Percent(double scale) => $"{scale * 100:0.##}%";

    private sealed class InChinese : ReportWords
    {
        public override string Language => "zh-CN";
        public override string Definitions => "数据口径";
        public override string Figure => "数据";
        public override string Printed => "印出";
        public override string Exact => "未取整";
        public override string Counted => "计数";
        public override string Definition => "口径";
        public override string Doubt => "存疑：";
        public override string Note => "说明：";
        public override string NoRecord => "无记录";
        public override string Synthetic(string city) => $"演示数据：由程序生成的办事行为，不是{city}的真实记录。";
        public override string Sample(double scale) => $"抽样：一年超过一万件的程序只生成了{Percent(scale)}，数字因此较小。";
        public override string CutOff(DateOnly day) => $"数据截止{day.Year}年{day.Month}月{day.Day}日。";
        public override string CountedFrom(long leaves) => $"由账本前 {leaves:N0} 条公开记录数出，账本根为";
    }

    private sealed class InEnglish : ReportWords
    {
        public override string Language => "en";
        public override string Definitions => "Definitions of the figures";
        public override string Figure => "Figure";
        public override string Printed => "Printed";
        public override string Exact => "Unrounded";
        public override string Counted => "Counted";
        public override string Definition => "Definition";
        public override string Doubt => "Open to choice: ";
        public override string Note => "Note: ";
        public override string NoRecord => "no record";
        public override string Synthetic(string city) => $"Demonstration: generated acts, not records of {city}.";
        public override string Sample(double scale) =>
            $"Sample: of procedures above ten thousand cases a year only {Percent(scale)} were generated, so their numbers are smaller.";
        public override string CutOff(DateOnly day) => $"Cut-off: {day:yyyy-MM-dd}.";
        public override string CountedFrom(long leaves) => $"Counted from the first {leaves:N0} public entries of the log, whose root is";
    }
}
