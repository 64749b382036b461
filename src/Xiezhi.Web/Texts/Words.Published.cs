namespace Xiezhi.Web.Texts;

/// <summary>Published reports, gaps, and files that prove.</summary>
public abstract partial class Words
{
    public string PublishedReport => Say("已发布的报告", "Published report");
    public string PublishedReports => Say("已发布的报告", "Published reports");
    public string PublishedLead => Say("这份报告发布时，下面的数字写进了账本，此后谁也不能悄悄改动。更正是另外一条记录，原来的数保留。",
        "When this report was published its figures were written into the log, where nobody can change them unseen. A correction is an entry of its own; the first figure stays.");
    public string PublishedBy(string organ, int publisher, int approver) => Say($"{organ}，{publisher}号工作人员发布，{approver}号负责人批准", $"{organ}; published by officer {publisher}, approved by officer {approver}");
    public string PublishedOn => Say("发布日期", "Published on");
    public string PublishedFrom => Say("发布机关", "Published by");
    public string PeriodWord => Say("统计期间", "Days counted");
    public string DefinitionsDigest => Say("口径摘要", "Digest of the definitions");
    public string AsPublished => Say("发布的数", "As published");
    public string InForce => Say("现行的数", "In force");
    public string CountedNow => Say("现在重新计数", "Counted now");
    public string SameAsPublished => Say("相同", "the same");
    public string Corrections => Say("更正", "Corrections");
    public string NoCorrections => Say("没有更正。", "Nothing was put right.");
    public string CorrectionOf(string day, string figure, string was, string now, string ground) =>
        Say($"{day}，{figure}由{was}更正为{now}。理由：{ground}。", $"On {day} {figure} was put right from {was} to {now}. Ground: {ground}.");
    public string PublishedIn(string day, string printed) => Say($"{day}发布：{printed}", $"Published on {day}: {printed}");
    public string PublicationHistory => Say("发布与更正", "Published and put right");
    public string NotPublished => Say("这个数字还没有随报告发布，是按账本现在的记录数出来的。", "This figure has not been published with a report; it is counted from the log as it stands.");
    public string PeopleProven => Say("能证明：每个人的记号都写在账本里，没有两个相同，个数就是这个数，而且不多于人次。记号所用的密钥没有存过，已经销毁，不能由记号查出是谁。",
        "Proven: the log has a token for each person, no two alike, as many as this number says and no more than there were visits. The key of the tokens was never stored and is destroyed; no token leads to anybody.");
    public string PeopleNotCountedAgain => Say("发布后不再重数", "Not counted again once published");
    public string ReportPublished(string day) => Say($"本报告的数字于{day}写入账本。", $"The figures of this report were written into the log on {day}.");
    public string ReportNotPublished => Say("本报告还没有发布：数字按账本现在的记录数出，还会变。", "This report has not been published: its figures are counted from the log as it stands, and may still change.");
    public string ScanToVerify => Say("扫码核对这份报告", "Scan to verify this report");
    public string VerifyReport => Say("核对这份报告", "Verify this report");

    public string Gaps => Say("缺号", "Gaps");
    public string GapsLead => Say("每个机关、每类程序、每一年的案件从1号起连续编号，年终封存最后一号。缺了哪一号，这里就列出哪一号。",
        "The cases of each organ, procedure and year are numbered from 1 without a gap, and the last number is stated when the year is closed. A number that is missing is listed here.");
    public string NoGaps => Say("没有缺号：每一号都有立案记录，每一件的记录都连续。", "There are no gaps: every number has its opening entry, and the entries of every case follow one another.");
    public string GapsLimit => Say("从未登记的事项不会在这里出现：没有号，就没有缺号。申请后没有拿到回执的人，可以凭此投诉。",
        "A matter that was never registered does not show here: without a number there is no gap. Who applied and got no receipt may complain of just that.");
    public string MissingCase(int ordinal) => Say($"第{ordinal}号没有立案记录", $"case {ordinal} has no opening entry");
    public string ClosingDisagrees(int stated, int last) => Say($"年终封存为{stated}号，账本里到{last}号", $"closed with number {stated}, but the log holds cases up to {last}");
    public string EntryOutOfLine(int ordinal, int number) => Say($"第{ordinal}号的第{number}条记录与前一条不连续", $"entry {number} of case {ordinal} does not follow the one before it");
    public string MoreGaps(int more) => Say($"另有{more:N0}处，运行 xiezhi recount 可列出全部。", $"{more:N0} more; xiezhi recount lists them all.");

    public string FigureFile => Say("下载证明文件", "Download the proof");
    public string FigureFileAbout => Say("证明文件里有口径、数值和计入的每一条记录，以及它们在账本里的证明。不用服务器，运行 xiezhi verify 就能核对。它证明计入的都在账本里、都应计入；有没有漏计，要靠重新计数。",
        "The file holds the definition, the value, every entry that counts, and the proof that each is in the log. xiezhi verify checks it without a server. It proves that what counts is in the log and counts; that nothing was left out is proven by a recount.");
}
