using System.Text;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Verification;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Erasing;
using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.Erasing;

/// <summary>Who may erase a case, and what is left of it in the office.</summary>
public sealed class CaseErasureTests
{
    private const string Name = "欧阳已删除";
    private const string Told = "这是要依法删除的投诉原文";
    private const string PaperName = "要删除的照片说明";
    private const string Content = "这是要依法删除的材料原文。";

    [Fact]
    public async Task An_erased_case_is_nowhere_in_the_folder_and_everybody_is_told_kindly()
    {
        await using var test = new TestOffice();
        var paper = await test.Upload(Encoding.UTF8.GetBytes(Content), PaperName + ".txt");
        var done = await test.Done(test.As("citizen-wang"), TestOffice.Appeal("open", Told, Name, paper.Id));
        await AnswerAsync(test, done);
        Assert.Contains(Told, test.Office.OpenFile(test.As("citizen-wang"), done.Number.ToString())!.Facts.Select(f => f.Value.Text));
        var record = test.Office.Cases.Read(done.Case)!;
        var key = new byte[32];
        Assert.True(test.Ledger.Folder.Keys.Read(record.KeySlot, key));
        Assert.Single(Directory.GetFiles(Path.Combine(test.Path, "papers")));

        var erased = Assert.IsType<ErasureOutcome.Done>(await EraseAsync(test, done.Number.ToString()));

        Assert.Equal((record.Organ, record.Year, done.Case.Ordinal, "period-over"), (erased.Erasure.Organ, erased.Erasure.Year, erased.Erasure.Ordinal, erased.Erasure.Ground));
        Assert.Empty(Directory.GetFiles(Path.Combine(test.Path, "papers")));
        Assert.Equal([], Found(test.Path, key));
        Assert.Null(test.Office.OpenFile(test.As("citizen-wang"), done.Number.ToString()));
        Assert.DoesNotContain(done.Case, test.Office.Openings.Of(test.Office.Accounts.Find("citizen-wang")!.Party));
        Assert.IsType<TrackingAnswer.Erased>(test.Office.Codes.Open(done.Number.ToString(), "0000-0000-0000-0000", "here"));
        var file = test.Office.OpenFile(test.As("hotline-officer"), done.Number.ToString())!;
        Assert.Equal((erased.Erasure, true, true, true), (file.Erasure, file.Entries.IsEmpty, file.Persons.IsEmpty, file.Menu.IsEmpty));
        var readings = test.Office.Readings.OfCase(done.Case);
        Assert.DoesNotContain(readings, r => r.Reader == "citizen-wang");
        Assert.Contains(readings, r => r.Organ == 0 && r.Reader.Length == 0);
        Assert.Contains("2024", Refused(await EraseAsync(test, done.Number.ToString())), StringComparison.Ordinal);

        await test.ReopenAsync();
        Assert.Equal([], Found(test.Path, key));
        Assert.Equal([], FolderCheck.Run(test.Ledger.Folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Two_people_of_the_organ_that_the_law_names_a_ground_and_a_case_that_has_ended_are_needed()
    {
        await using var test = new TestOffice();
        var done = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open", Told, Name));
        var number = done.Number.ToString();

        Assert.Contains("open", Refused(await EraseAsync(test, number)), StringComparison.Ordinal);
        await AnswerAsync(test, done);
        Assert.Contains("hotline-officer", Refused(await EraseAsync(test, number, by: "hotline-officer")), StringComparison.Ordinal);
        Assert.Contains("cannot consent", Refused(await EraseAsync(test, number, approver: "justice-officer")), StringComparison.Ordinal);
        Assert.Contains("period-over", Refused(await EraseAsync(test, number, ground: "because")), StringComparison.Ordinal);
        Assert.Contains("no case", Refused(await EraseAsync(test, "诉求2024-1-999")), StringComparison.Ordinal);
        Assert.NotNull(test.Office.OpenFile(test.As("hotline-officer"), number)!.Facts.FirstOrDefault(f => f.Value.Text == Told));
    }

    [Fact]
    public async Task What_was_cut_off_is_finished_when_the_office_is_opened()
    {
        await using var test = new TestOffice();
        var paper = await test.Upload(Encoding.UTF8.GetBytes(Content), PaperName + ".txt");
        var done = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open", Told, Name, paper.Id));
        await AnswerAsync(test, done);
        string[] before = [];
        await test.ReopenAsync(() => before = [.. Directory.GetFiles(test.Path).Where(f => Path.GetFileName(f) is "keys" or "office.db")]);
        var saved = before.ToDictionary(f => f, File.ReadAllBytes);
        Assert.IsType<ErasureOutcome.Done>(await EraseAsync(test, done.Number.ToString()));

        // As if the machine had stopped right behind the leaf: key and office are still as they were.
        await test.ReopenAsync(() =>
        {
            foreach (var (file, bytes) in saved) { File.WriteAllBytes(file, bytes); }
        });

        var record = test.Office.Cases.Read(done.Case)!;
        Assert.False(test.Ledger.Folder.Keys.Read(record.KeySlot, new byte[32]));
        Assert.Equal([], FolderCheck.Run(test.Ledger.Folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_an_officer_asked_for_waits_through_a_restart_and_is_gone_with_the_case()
    {
        await using var test = new TestOffice();
        var done = await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal("open", Told, Name));
        await AnswerAsync(test, done);
        var record = test.Office.Cases.Read(done.Case)!;
        var key = new byte[32];
        Assert.True(test.Ledger.Folder.Keys.Read(record.KeySlot, key));
        var erase = new ActInput { Case = done.Number.ToString(), Act = "erase:period-over", Key = "erase" };
        Assert.IsType<ActOutcome.NoSuchCase>(await test.Act(test.As("market-officer"), erase));
        Assert.IsType<ActOutcome.NotYours>(await test.Act(test.As("hotline-head"), erase));
        var waits = Assert.IsType<ActOutcome.Waits>(await test.Act(test.As("justice-officer"), erase));
        Assert.Empty(test.Office.Proposals.WaitingFor(test.As("hotline-head")));
        Assert.NotNull(test.Office.Proposals.Find(test.As("justice-officer"), waits.Proposal));

        await test.ReopenAsync();
        Assert.True(test.Ledger.Folder.Keys.Read(record.KeySlot, key));
        Assert.Equal(waits.Proposal, Assert.Single(test.Office.Proposals.WaitingFor(test.As("justice-head"))).Id);
        Assert.IsType<ProposalAnswer.NoSuchProposal>(await test.Office.Proposals.ApproveAsync(test.As("justice-officer"), waits.Proposal, CancellationToken.None));
        var answer = Assert.IsType<ProposalAnswer.Acted>(await test.Office.Proposals.ApproveAsync(test.As("justice-head"), waits.Proposal, CancellationToken.None));

        var leaf = Assert.IsType<ActOutcome.Done>(answer.Outcome).Leaf;
        var erasure = Xiezhi.Ledger.Leaves.ErasureLeaf.Read(test.Ledger.Store.ReadLeaf(leaf));
        Assert.Equal((12, "period-over", done.Case.Ordinal), (erasure.Officer, erasure.Ground, erasure.Ordinal));
        Assert.Equal([], Found(test.Path, key));
        Assert.Empty(test.Office.Proposals.WaitingFor(test.As("justice-head")));
        Assert.Null(test.Office.Proposals.Find(test.As("justice-officer"), waits.Proposal));
        Assert.IsType<ActOutcome.Erased>(await test.Act(test.As("justice-officer"), erase with { Key = "again" }));
    }

    private static async Task AnswerAsync(TestOffice test, ActOutcome.Done opened)
    {
        await test.Done(test.As("hotline-officer"), new ActInput { Case = opened.Number.ToString(), Act = "answer-at-once", Key = "answer" });
        var due = test.Office.Cases.Read(opened.Case)!.State.EarliestDue;
        Assert.True(due is null, $"{due}");
    }

    private static Task<ErasureOutcome> EraseAsync(TestOffice test, string number, string by = "justice-officer", string approver = "justice-head", string ground = "period-over") =>
        test.Office.Erasure.EraseAsync(test.Office.Accounts.Find(by)!, test.Office.Accounts.Find(approver)!, number, ground, CancellationToken.None);

    private static string Refused(ErasureOutcome outcome) => Assert.IsType<ErasureOutcome.Refused>(outcome).Words.En;

    private static List<string> Found(string folder, byte[] key)
    {
        var hidden = new[] { Name, Told, PaperName, Content }.SelectMany(w => new[] { Encoding.UTF8.GetBytes(w), Encoding.Unicode.GetBytes(w), Encoding.BigEndianUnicode.GetBytes(w) }).Append(key).ToList();
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            found.AddRange(hidden.Where(h => bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(h) >= 0).Select(h => $"{Path.GetFileName(file)}: {Encoding.UTF8.GetString(h)}"));
        }

        return found;
    }
}
