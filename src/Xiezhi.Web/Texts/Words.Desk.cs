using Xiezhi.Office.Desk;

namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public string DeskLead(string organ) => Say($"{organ}在办的案件，最急的在前。", $"Open cases of {organ}, the most urgent first.");
    public string DeskBelow => Say("监督：本机关和下级机关的案件，只看不办。", "Supervision: cases of your organ and of those below, to look at only.");
    public string LightWord(Light light) => light switch
    {
        Light.Red => Say("已超期", "overdue"),
        Light.Yellow => Say("临期", "near"),
        _ => Say("正常", "on course"),
    };
    public string AllLights => Say("全部", "All");
    public string ByProcedure => Say("按程序", "By procedure");
    public string CaseCount(int cases) => Say($"{cases:N0}件", cases == 1 ? "1 case" : $"{cases:N0} cases");
    public string DueDay => Say("最后一日", "Last day");
    public string DueLimit => Say("期限", "Limit");
    public string NothingDue => Say("没有期限", "none");
    public string DeskEmpty => Say("没有符合条件的案件。", "No cases fit.");
    public string NextPage => Say("下一页", "Next page");
    public string FirstPage => Say("回到第一页", "First page");
    public string ClearFilters => Say("取消筛选", "Clear filters");
    public string FilterLabel => Say("筛选", "Filters");
    public string Chosen => Say("选中", "Choose");
    public string ChooseCase(string number) => Say($"选中{number}", $"Choose {number}");
    public string BulkAct => Say("对选中的案件", "For the chosen cases");
    public string BulkDo(string act) => Say($"批量{act}", act);
    public string BulkResult => Say("批量办理结果", "Result for each case");
    public string BulkNone => Say("没有选中案件。", "No cases were chosen.");
    public string BulkDone => Say("已办", "done");
    public string ToDesk => Say("回到工作台", "Back to the desk");
    public string OpenAtWindow => Say("登记新案件", "Open a case");
    public string OpenAtWindowLead => Say("替到窗口来的人登记，或者依职权立案。", "For people who come to the window, or on the organ's own motion.");
    public string AllCases => Say("全部案件", "All cases");
    public string AllCasesLead => Say("按登记簿列出，含已办结的，最新的在前。", "By register, closed cases too, the latest first.");
    public string Year => Say("年度", "Year");
    public string EveryYear => Say("全部年度", "Every year");
    public string EveryProcedure => Say("全部程序", "Every procedure");
    public string EveryOrgan => Say("全部机关", "Every organ");
    public string Filter => Say("筛选", "Filter");
    public string LastEntryDay => Say("最近记录", "Last entry");

    public string Proposals => Say("待我批准", "Waiting for my approval");
    public string ProposalsNone => Say("没有等待批准的事项。", "Nothing is waiting for approval.");
    public string ProposedBy => Say("提出人", "Proposed by");
    public string ProposedAt => Say("提出时间", "Proposed");
    public string Approve => Say("批准", "Approve");
    public string Decline => Say("不批准", "Decline");
    public string DeclineReason => Say("不批准的理由", "Reason");
    public string DeclineReasonMissing => Say("请写明不批准的理由。", "Please give a reason.");
    public string ProposalApproved => Say("已批准，行为已记入案件。", "Approved; the act is recorded.");
    public string ProposalDeclined => Say("未批准，已退回提出人。", "Declined and returned.");
    public string ProposalMade => Say("已提交，批准以后才立案。", "Sent; the case is opened when it is approved.");
    public string ProposalOpens => Say("待立案", "a case to open");
    public string ProposalGone => Say("这件事已经有人处理过了。", "Somebody has dealt with it already.");
    public string ProposalStateWord(Office.Acts.ProposalState state) => state switch
    {
        Office.Acts.ProposalState.Waiting => Say("等待批准", "waiting"),
        Office.Acts.ProposalState.Approved => Say("已批准", "approved"),
        _ => Say("未批准：", "declined:"),
    };
    public string MyProposals => Say("我提出的", "What I proposed");
    public string ProposalNumber(long number) => Say($"第{number}号", $"no. {number}");
}
