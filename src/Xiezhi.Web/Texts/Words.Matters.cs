namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public string MattersLead => Say("用平常的话写要办什么事，例如：邻居装修太吵、办餐饮执照、不服罚款。",
        "Say what it is about in your own words: noise next door, a licence for a restaurant, a fine that you do not accept.");
    public string MatterQuery => Say("要办什么事", "What is it about");
    public string MatterNone(string query) => Say($"没有找到与“{query}”有关的事项。换一个说法，或者从下面选。", $"Nothing was found for '{query}'. Say it another way, or choose below.");
    public string MatterAll => Say("可以自己提出的事项", "What you can ask for yourself");
    public string MatterFound => Say("找到的事项", "What was found");
    public string Apply => Say("去办理", "Apply");
    public string ApplyTo(string procedure) => Say($"办理：{procedure}", procedure);
    public string WhatNext => Say("提交以后", "What happens next");
    public string YouFillIn => Say("填写", "Fill in");
    public string OtherWays => Say("这个事项还有其他提出方式：", "It can also begin in another way:");

    public string ReviewTitle => Say("核对", "Check before you send");
    public string ReviewLead => Say("请核对。提交之后，它就成为账本里不能悄悄改动的一条记录。", "Please check. Once sent, it is an entry of the ledger that nobody can quietly change.");
    public string NothingGiven => Say("（未填）", "(left out)");

    public string DraftSaved => Say("草稿已保存", "Saved for later");
    public string DraftLead => Say("请保存下面的地址。只有拿着它的人能继续填写；30天没有动过的草稿会删除。", "Keep the address below: whoever has it can go on. A draft that nobody touched for 30 days is removed.");
    public string DraftAddress => Say("继续填写的地址", "Address to go on");
    public string DraftResume => Say("现在继续填写", "Go on now");

    public string ReceiptTitle => Say("已经收到", "We have it");
    public string ReceiptLead => Say("请记下案号和查询码。查询码只显示这一次，凭它查进度、补正、撤回、评价。", "Write down number and code. The code is shown only now; with it you track, correct, withdraw and rate.");
    public string ReceiptCode => Say("查询码", "Code");
    public string ReceiptLeaf => Say("账本序号", "Entry in the log");
    public string ReceiptWhen => Say("收到时间", "Received");
    public string ReceiptNext => Say("接下来", "What comes next");
    public string ReceiptTrack => Say("查看进度", "Track it");
    public string WaitingFor(string who, string limit, string day) => Say($"{who}：{limit}，最后一日{day}", $"{who}: {limit}, last day {day}");

    public string TrackLead => Say("输入案号和提交时得到的查询码。", "Number of the case, and the code that you got when you sent it.");
    public string TrackCode => Say("查询码", "Code");
    public string TrackCodeHint => Say("16位，大小写和短横不区分。", "16 characters; case and hyphens do not matter.");
    public string TrackGo => Say("查询", "Look");
    public string TrackWrong => Say("案号和查询码对不上。请核对后再试。", "Number and code do not belong together. Please check them.");
    public string TrackPublic => Say("没有查询码，可以看案件的公开部分：", "Without a code, the public part of a case can be seen:");
    public string MineLead => Say("你作为当事人的案件。", "The cases in which you are a party.");
    public string MineNone => Say("还没有你的办件。", "You have no cases yet.");
    public string HomeServices => Say("不用注册就能提出，随时看进度和到期日，每个到期日都写明怎么算出来的。", "No account is needed. Follow your case and its deadlines, each with its working.");
}
