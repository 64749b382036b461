using System.Collections.Immutable;

namespace Xiezhi.Web.Texts;

public sealed partial class ChineseWords
{
    public override string ApiTitle => "程序接口";
    public override string ApiLead => "其他软件由此读取程序、案件、数据和证据，也由此办理：规则和页面上完全一样，由同一部法律目录决定。";
    public override string ApiDocument => "OpenAPI 3.1 文档";
    public override string ApiRules => "共同规则";
    public override ImmutableArray<(string Name, string Text)> ApiRuleTexts =>
    [
        ("身份", "用 Authorization: Bearer 带上“我的账号”里生成的令牌；当事人也可以用 Xiezhi-Tracking-Code 带上案件的查询码。接口不认 Cookie。不对您开放的，和不存在的一样回答 404；内容已经依法删除的案件，对谁都回答 410，公开记录还在。"),
        ("重发", "POST 要带 Idempotency-Key。没有收到答复就带同一个键重发：办过的不会再办，答复和第一次一样，并带 Idempotency-Replayed: true；同一个键用于别的内容得到 422。被拒绝的请求不留痕迹，重发时重新判断。"),
        ("同时办理", "读案件得到的 ETag 是记录数；办理时用 If-Match 带回，其间有人办理过就得到 412，什么也没有记入。"),
        ("翻页", "答复里的 next（和 Link 头）是下一页的地址；翻页时新来的案件不会使已有的重复或者遗漏。"),
        ("日期", "日期写成 2024-01-02，时刻写成 2024-01-02T09:30，都是北京时间；“今天”是城市时钟的今天。"),
        ("个人信息", "公开记录里没有姓名和文字。卷宗里的个人信息只给当事人和承办机关，每次查阅都留下记录。"),
    ];
    public override string ApiNeedsToken => "需要令牌";
    public override string ApiRequired => "，必填";
    public override string ApiBody => "内容";
    public override string ApiProblems => "问题";
    public override string ApiProblemsHow =>
        "没有办成时，答复是 application/problem+json（RFC 9457）：code 供程序判断，words 用两种语言说明怎么办。409 是法律不准许，article 是依据的条文，what 是挡在前面的行为、事实、角色或者期限；400 的 errors 一次列出每一处读不懂的地方；412 写明您看到的和现在的记录数。";
    public override string ApiFeeds => "订阅源";
    public override ImmutableArray<(string Address, string Text)> ApiFeedTexts =>
    [
        ("/feeds/deadlines/….ics", "承办人员的期限日历（iCalendar）；地址在“我的账号”里生成，可以撤销。只有案号、程序和期限，没有个人信息。"),
        ("/feeds/published.atom", "依法公开的决定和年度报告（Atom）。"),
    ];

    public override string ApiPlace(string place) => place switch { "path" => "地址中", "query" => "查询参数", _ => "请求头" };
}
