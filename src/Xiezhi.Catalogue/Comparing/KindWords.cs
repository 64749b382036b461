using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Comparing;

/// <summary>What the fixed words of the language of procedures are called where people read them. Words that a city brings, such as a competence, stand as they are written.</summary>
internal static class KindWords
{
    public static Title Of(FactKind kind) => kind switch
    {
        FactKind.YesNo => new("是否", "yes or no"),
        FactKind.Code => new("代码", "code"),
        FactKind.Number => new("数值", "number"),
        FactKind.Count => new("个数", "count"),
        FactKind.Money => new("金额", "money"),
        FactKind.Day => new("日期", "day"),
        FactKind.Moment => new("时刻", "moment"),
        FactKind.Length => new("时长", "length of time"),
        FactKind.Text => new("文字", "text"),
        FactKind.Organ => new("机关", "organ"),
        FactKind.Officer => new("工作人员", "officer"),
        _ => new("清单中的一项", "item of a register"),
    };

    public static Title Of(Publicity publicity) => publicity switch
    {
        Publicity.Public => new("公开", "public"),
        Publicity.Coarse => new("只公开上一级分类", "its group only"),
        _ => new("不公开", "private"),
    };

    public static Title Of(SpanKind kind) => kind == SpanKind.Suspension ? new("中止", "suspension") : new("扣除", "exclusion");

    public static Title Competence(string word) => word == "named" ? new("由申请指明", "named by who acts") : new(word, word);

    public static Title Level(string word) => word switch
    {
        "state" => new("国家", "state"),
        "province" => new("省级", "province"),
        "city" => new("市级", "city"),
        "county" => new("县级", "county"),
        "township" => new("乡级", "township"),
        "department" => new("部门", "department"),
        "government" => new("人民政府", "government"),
        _ => new(word, word),
    };

    public static Title Post(string word) => word == "head" ? new("负责人", "head") : new(word, word);
}
