using System.Collections.Immutable;

namespace Xiezhi.Web.Texts;

public sealed partial class ChineseWords
{
    public override string HomeTitle => "报告里的数字不是填的，是数出来的";
    public override string HomeLead(string city) => $"{city}的每一件事都按法律规定的程序和期限办理，每一步都记入谁也不能悄悄改动的账本。" +
        "年度报告由账本数出：每个数字都能点开，一直看到它背后的案件和条文；谁怀疑，谁就可以自己重新数一遍。";
    public override string ReadReport(int year) => $"读{year}年度报告";
    public override string CountAgain => "自己重新数一遍";
    public override string MonthsOf(int year) => $"{year}年各月";
    public override string WaysIn => "入口";
    public override string WayReport => "一年的依法行政，每个数字都通向它的依据";
    public override string WayFigures => "指标的定义、算法、按月按机关的分布和证据";
    public override string WayProcedures => "法律规定的步骤、期限、条文和后果";
    public override string WayCalendar => "哪天算工作日，哪天调休";
    public override string WayVerify => "账本的封存点，以及怎样自己重新计数";
    public override string WayAbout => "哪些已证明，哪些证明不了";

    public override string AboutLead(string city) => $"这里展示的是{city}法治政府建设的办件账本。看数字之前，请先知道它们从哪里来、能证明什么。";
    public override string GeneratedTitle => "办件是模拟生成的";
    public override ImmutableArray<string> Generated(string city) =>
    [
        $"机关、法律、程序和期限是真实的；办件不是。一年的办件由程序按设定的数量和分布生成，再由同一套规则逐件办理，因此不是{city}的真实记录，也不反映任何机关、任何人的实际工作。",
        "姓名是编造的，证件号码不能通过校验，电话号码不在任何已分配的号段内。模拟账本从第一条记录起就永远带有这个标记。",
    ];
    public override string ProvenTitle => "能证明的";
    public override ImmutableArray<string> Proven { get; } =
    [
        "账本只增不改：每条记录都在一棵哈希树里，树根由账本的密钥签名；改动、删除或插入任何一条，树根就对不上。",
        "数字数得对：任何人用公开的记录和同一份定义重新计数，结果必须相同。",
        "数字数得全：每个机关、程序、年度的案件连续编号，少一件就缺一个号。",
        "期限算得对：每个到期日都附有计算过程，用的是公布的工作日历和注明条文的规则。",
    ];
    public override string NotProvenTitle => "证明不了的";
    public override ImmutableArray<string> NotProven { get; } =
    [
        "从未登记的事项：没有进入账本的，账本不会知道。",
        "登记的内容是否属实：账本证明何时记了什么，不证明所记的事确实如此。",
        "两个当事人是否同一人：公开的记录里没有人的身份。",
    ];
    public override string HiddenTitle => "不公开的";
    public override string Hidden => "公开的记录只有代码、日期、机关、结果和期限结论。当事人、文书、文字内容和理由都不在其中，只留一个承诺值，以便将来向有权查看的人单独出示、单独证明。";

    public override string VerifyLead => "不必相信这个网站。把公开的账本拿走，在自己的机器上核对签名、哈希树和编号，再用同一份定义把每个数字重新数一遍。";
    public override string LogHeadTitle => "账本的封存点";
    public override string LogSize => "记录数";
    public override string RootHash => "树根";
    public override string LogKey => "账本公钥";
    public override string SignedNote => "签名的封存点";
    public override string RecountTitle => "自己重新数一遍";
    public override ImmutableArray<(string What, string Command)> Recount { get; } =
    [
        ("导出公开的账本（只有公开记录，没有办件内容）：", "./xiezhi log export --data data --out log"),
        ("在任何一台机器上，只用导出的文件夹重新计数：", "./xiezhi recount log"),
        ("检查数据文件夹本身，逐条重算哈希：", "./xiezhi fsck --data data"),
        ("看一个数字背后的记录，例如受理的群众诉求：", "./xiezhi evidence --data data --figure appeals_accepted --take 10"),
    ];
    public override string RecountResult => "签名、哈希树、编号有任何不符，或者任何一个数字与报告不同，命令都会指出并以 1 结束；全部相符则以 0 结束。";
}
