namespace Xiezhi.Web.Texts;

public abstract partial class Words
{
    public string PleaseMend(int errors) => Say("请先改正：", errors == 1 ? "Please mend this:" : "Please mend these:");
    public string Optional => Say("选填", "optional");
    public string PleaseChoose => Say("请选择", "please choose");
    public string ChooseFile => Say("选择文件", "Choose files");
    public string DropPaper => Say("去掉", "leave out");
    public string PaperWithout => Say("附上这份文书，但不上传（按模板制作，或另有纸质件）", "It goes with the act without a file: made from its template, or on paper");
    public string PaperMade => Say("不上传就按模板制作，或以纸质件为准。", "Without a file it is made from its template, or lies on paper.");
    public string PapersHint => Say("每个文件不超过10 MB：PDF、PNG或JPEG图片、Word、Excel、纯文本。", "Up to 10 MB each: PDF, PNG or JPEG pictures, Word, Excel, plain text.");
    public string MoneyHint => Say("单位：元，例如12.50", "In yuan, such as 12.50");
    public string LengthHint => Say("例如30 working-days、15 calendar-days、2 months", "Such as 30 working-days, 15 calendar-days, 2 months");
    public string Bytes(long bytes) => bytes < 1024 ? $"{bytes} B" : bytes < 1024 * 1024 ? $"{bytes / 1024.0:0.#} KB" : $"{bytes / 1024.0 / 1024.0:0.#} MB";
    public string BackToForm => Say("返回修改", "Back, to change it");
    public string Submit => Say("提交", "Submit");
    public string Continue => Say("下一步：核对", "Next: check it");
    public string SaveDraft => Say("保存草稿", "Save for later");
    public string Continued => Say("继续", "Continue");

    public string BadForm => Say("没有收到完整的内容", "What you sent did not arrive whole");
    public string BadFormWhy => Say("可能是网络中断，或者文件太大。什么都没有记录，请返回重新提交。", "The connection may have broken, or a file is too large. Nothing was recorded; please go back and send it again.");
    public string TooLarge => Say("内容太大", "That is too much");
    public string TooLargeWhy => Say("一次提交的全部文件不能超过64 MB，每个文件不能超过10 MB。什么都没有记录，请返回去掉一些文件。",
        "All files of one form together have at most 64 MB, each at most 10 MB. Nothing was recorded; please go back and leave some out.");
}
