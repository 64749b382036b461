namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public string RefusedTitle => Say("法律不允许这样做", "The law does not allow this");
    public string RefusedKept => Say("什么都没有记录；你填写的内容还在下面。", "Nothing was recorded; what you filled in is still below.");

    public string CaseFile => Say("案卷", "Case file");
    public string Parties => Say("当事人与机关", "Parties and organs");
    public string Facts => Say("案情", "What the case knows");
    public string PapersTitle => Say("提交的材料", "Papers handed in");
    public string MadeDocuments => Say("文书", "Documents");
    public string OpenDocument => Say("打开", "Open");
    public string AsDocx => Say("下载DOCX", "Download DOCX");
    public string NoPapers => Say("没有上传的材料。", "No papers were uploaded.");
    public string NoDocuments => Say("还没有文书。", "There are no documents yet.");
    public string NoFacts => Say("没有可以给你看的内容。", "There is nothing here that you may see.");
    public string YouMayNow => Say("现在可以做", "What can be done now");
    public string NothingNow => Say("现在没有需要你做的事。", "There is nothing for you to do now.");
    public string NotAllowedNow => Say("现在不能做的，以及为什么", "What cannot be done now, and why");
    public string ApprovalNeeded => Say("需要批准", "needs approval");
    public string NextDeadline => Say("下一个期限", "Next deadline");
    public string OtherLimits => Say("其他期限", "Other limits");
    public string NoDeadline => Say("现在没有期限在计算。", "No limit is running now.");
    public string BindsWord(string who) => Say($"应由{who}在此日前完成", $"for {who} to keep");
    public string StageNow => Say("所处阶段", "Stage");
    public string Telephone => Say("电话", "Telephone");
    public string IdentityNumber => Say("证件号码", "Identity number");
    public string HiddenPerson => Say("（不公开）", "(not shown)");
    public string OfficerOf(string organ, int officer) => Say($"{organ} · {officer}号工作人员", $"{organ} · officer {officer}");
    public string PartyActed => Say("当事人", "a party");
    public string EntryNumber(int number) => Say($"第{number}条", $"entry {number}");
    public string ApprovedByWho(string who) => Say($"{who}批准", $"approved by {who}");
    public string FileReadings => Say("谁看过我的信息", "Who has read my data");
    public string FileReadingsLead => Say("每次打开案卷、看到个人信息，都在这里留下记录。", "Each opening of the file that showed personal data is listed here.");
    public string NoReadings => Say("还没有人看过。", "Nobody has yet.");
    public string ReadBy => Say("谁", "Who");
    public string ReadWhen => Say("时间", "When");
    public string ReadWhat => Say("看到的内容", "What");
    public string ReaderWithCode => Say("持查询码的当事人", "the party, with its code");
    public string PersonalDataWord(Office.Files.PersonalData kind) => kind switch
    {
        Office.Files.PersonalData.Persons => Say("当事人身份", "who the parties are"),
        Office.Files.PersonalData.Facts => Say("不公开的案情", "what is not public of the case"),
        Office.Files.PersonalData.Paper => Say("提交的材料", "a paper"),
        _ => Say("文书", "a document"),
    };
    public string PublicPage => Say("公开页面", "Public page");
    public string StopTracking => Say("看完了，退出查询", "Done: forget the code");
    public string ReceiptFile => Say("下载凭证", "Download the receipt");

    public string ActOnCase(string act, string number) => Say($"{act} — {number}", $"{act} — {number}");
    public string ActBasis => Say("依据", "On which article");
    public string ActThen => Say("之后", "Then");
    public string ActStarts => Say("起算的期限", "Limits that start");
    public string ActExtends => Say("延长的期限", "Limits that are extended");
    public string ActStops => Say("停止的期限", "Limits that stop");
    public string ActNeedsApproval(string role) => Say($"提交后由{role}批准，批准了才记入案件。", $"After you send it, {role} must approve; only then is it recorded.");
    public string ActWhenHint => Say("不填就是现在。", "Empty means now.");
    public string ActDone(string act) => Say($"“{act}”已记入案件。", $"'{act}' is recorded in the case.");
    public string ActWaits(long proposal) => Say($"已提交，等待批准（第{proposal}号）。", $"Sent, and waiting for approval (no. {proposal}).");
    public string ActConflict => Say("你查看之后，有人在这个案件里办了事", "Somebody acted in this case since you looked");
    public string ActConflictWhy => Say("你填写的内容还在下面，什么都没有记录。请看看新的记录，如果还要这样做，就再提交一次。",
        "What you filled in is still below, and nothing was recorded. Look at what is new; if you still want this, send it again.");
    public string EraseContent => Say("删除案件内容", "Erase the content of a case");
    public string EraseLead => Say("只删除已经办结、没有期限在走的案件。本机关负责人同意后，案件的密钥即被销毁：正文、当事人、材料再也打不开，也不能恢复；公开记录、回执和数字都在。",
        "Only of a case that has ended and in which no limit runs. When the head of this organ consents, the key of the case is destroyed: its text, parties and papers can never be opened again. Its public record, receipts and figures stay.");
    public string EraseGround => Say("理由", "Ground");
    public string EraseAsk => Say("提请同意", "Ask for the consent");
    public string ErasedTitle => Say("内容已经依法删除", "Its content was lawfully erased");
    public string ErasedOn(DateOnly day, string ground) => Say($"{day:yyyy年M月d日}删除。理由：{ground}。", $"On {day:d MMMM yyyy}. Ground: {ground}.");
    public string ErasedGone => Say("不在了的：当事人是谁、写了什么、交了什么材料、没有公开的事实。谁也打不开，我们也不能。", "Gone: who the parties were, what was written, the papers, and every fact that is not public. Nobody can open them, and neither can we.");
    public string ErasedStays => Say("还在、还能核对的：办过这件事、每一步的日期和期限、结果、回执，以及把它算进去的每一个数字。", "Still there and provable: that the matter was handled, the day and the limit of each step, how it ended, its receipts, and every figure that counts it.");
    public string ActErased => Say("这个案件的内容已依法删除，不能再办理。", "The content of this case was lawfully erased; it takes no further acts.");
    public string ActKeyReused => Say("这份表单已经用来提交过别的内容。请核对后再提交一次。", "This form was used to send something else before. Check it and send it again.");
    public string ActNotYours => Say("你在这个案件里没有做这件事的身份。", "You have no part in this case in which to do this.");
    public string ActNothingToFill => Say("没有需要填写的内容，直接提交即可。", "There is nothing to fill in; just send it.");
    public string MayMove(string day) => Say($"{day}起施行的版本允许本案转入；不转入的，继续适用原来的版本。", $"The edition in force from {day} lets this case move to it; until then it stays under its own.");
    public string MoveIt => Say("转入", "Move it");
    public string MovableCases => Say("可以转入新版本的案件", "Cases that may move to a later edition");
    public string PutRight => Say("更正", "Put right");
    public string StrikeOut => Say("撤销", "Strike out");
    public string HandOver => Say("移交", "Hand over");
    public string OrganOrAbove => Say("本机关或者上级机关的负责人", "the head of your organ, or of an organ above it,");
    public string BringIn => Say("当时已经作出而没有记录的行为，在此补入", "Bring in what was done at the time and never recorded");
    public string BringInWhy => Say("选定以后，填写当时的日期和内容；案件将按当时已有该记录重新计算。", "Choose it, then say when it was done and what it said; the case is reckoned anew as if it had been recorded.");
    public string WhenItHappened => Say("发生时间", "When it happened");
    public string RunsUntil(string day) => Say($"至{day}", $"until {day}");
    public string ClockGone => Say("没有这个期限", "no such limit any more");
    public string PrintIt => Say("打印：用浏览器的打印功能，版式已按公文纸张排好。", "To print it, use your browser; the layout fits the paper.");
}
