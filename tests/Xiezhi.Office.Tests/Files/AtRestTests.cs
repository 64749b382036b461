using System.Text;
using Xiezhi.Office.Drafts;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.Files;

/// <summary>Every file of the folder is searched, as it lies there while the office is open and after it was closed, for what must be in none.</summary>
public sealed class AtRestTests
{
    private const string Told = "这是投诉的原文，不该在磁盘上看得见";
    private const string Content = "这是上传材料的原文，不该在磁盘上看得见。";
    private const string Unfinished = "这是草稿的原文，不该在磁盘上看得见";

    [Fact]
    public async Task No_file_holds_a_password_a_secret_a_name_or_what_somebody_wrote()
    {
        await using var test = new TestOffice();
        var session = Assert.IsType<SignInAnswer.In>(await test.Office.SignIn.WithPasswordAsync("citizen-wang", TestOffice.Password, CancellationToken.None)).Secret;
        await test.Office.SignIn.WithPasswordAsync("a name typed wrongly", "a wrong password too", CancellationToken.None);
        var (token, _) = test.Office.Tokens.Make(test.Office.Accounts.Find("citizen-wang")!, TokenUse.Api, "x")!.Value;
        var loose = await test.Upload(Encoding.UTF8.GetBytes(Content), "没有提交的材料名.txt");
        var handed = await test.Upload(Encoding.UTF8.GetBytes(Content), "已经提交的材料名.txt");
        var draft = test.Office.Drafts.Save(null, new Draft("services/citizen-appeal", null, "register", TestOffice.Words(("fact.told", Unfinished), ("document.evidence", loose.Id))))!;
        var done = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open", Told, "欧阳测试名", handed.Id));
        var proposal = await test.Handled(test.As("citizen-wang"), "a");
        await test.Act(test.As("market-officer"), new() { Case = proposal.Number.ToString(), Act = "extend", Key = "e", Facts = TestOffice.Words(("ground", "works-needed"), ("answer-by", "2024-04-10")) });
        test.Office.OpenFile(test.As("hotline-officer"), done.Number.ToString());
        string[] hidden =
        [
            TestOffice.Password, "a name typed wrongly", "a wrong password too", session, token, loose.Id, handed.Id, draft, done.Code!, done.Code!.Replace("-", "", StringComparison.Ordinal),
            Told, Content, Unfinished, "欧阳测试名", "511502199001019999", "13000000001", "没有提交的材料名", "已经提交的材料名", "works-needed",
        ];

        // What was removed meanwhile may stand in the write-ahead log until that is emptied.
        test.Office.RemoveAbandoned();
        var open = Found(test.Path, hidden);
        await test.ReopenAsync();

        Assert.Empty(open);
        Assert.Empty(Found(test.Path, hidden));
        // The search would find it.
        Assert.NotEmpty(Found(test.Path, ["market-officer"]));
    }

    private static List<string> Found(string folder, string[] words)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            found.AddRange(words.Where(w => bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(Encoding.UTF8.GetBytes(w)) >= 0).Select(w => $"{Path.GetFileName(file)}: {w}"));
        }

        return found;
    }
}
