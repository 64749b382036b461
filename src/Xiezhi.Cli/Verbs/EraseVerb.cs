using System.CommandLine;
using System.Security.Cryptography;
using Xiezhi.Cli.Acting;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Erasing;
using Xiezhi.Office.People;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>erase --data DIR NUMBER --ground ID --as ID --approved-by ID</c>: alone it writes the folder; where a server does, it asks the server.</summary>
internal static class EraseVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var number = new Argument<string>("NUMBER") { Description = "The number on the papers, such as 诉求〔2023〕3-1号, or typed 诉求2023-3-1." };
        var ground = new Option<string>("--ground") { Description = "Why, in law: an id of catalogue/privacy.yaml.", Required = true };
        var by = new Option<string>("--as") { Description = "The account that erases: an officer of the organ that catalogue/privacy.yaml names.", Required = true };
        var approver = new Option<string>("--approved-by") { Description = "The account that consents: another person, head of the same organ.", Required = true };
        var command = new Command("erase", "Erases the content of a case that has ended, for ever: its key is destroyed and the log says so. Leaves, proofs and figures stay.") { data, number, ground, by, approver };
        command.SetAction((result, ct) => RunAsync(result.GetValue(data)!, result.GetValue(number)!, result.GetValue(ground)!, result.GetValue(by)!, result.GetValue(approver)!, ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, string text, string ground, string by, string approver, CancellationToken ct)
    {
        if (!CaseNumber.TryParse(text, out var number)) { throw new UsageException($"'{text}' is no case number.", "A number reads 诉求〔2023〕3-1号; 诉求2023-3-1 will do."); }
        if (ServedActing.Find(data, by) is { } served)
        {
            await using (served) { return await AskAsync(served, data, approver, number, ground, ct); }
        }

        await using var open = OpenOffice.Open(data, "erase");
        open.BeginAccounts();
        return await open.Office.Erasure.EraseAsync(Account(by), Account(approver), number.ToString(), ground, ct) switch
        {
            ErasureOutcome.Refused refused => Refused(refused.Words),
            var done => Done(number, ((ErasureOutcome.Done)done).Place, open.Ledger.Folder.Description.Synthetic),
        };

        Account Account(string id) => open.Office.Accounts.Find(id) ?? throw new UsageException($"there is no account '{id}'.", "See: xiezhi account list --data DIR");
    }

    /// <summary>Through the server that has the folder open: one account asks, the other consents.</summary>
    private static async Task<int> AskAsync(ServedActing by, string data, string approver, CaseNumber number, string ground, CancellationToken ct)
    {
        var asked = await by.ActAsync(new ActInput { Case = number.ToString(), Act = CaseErasure.Act + ground, Key = NewKey() }, ct);
        if (asked.Result != ActResult.Waits) { return Refused(WordsOf(asked)); }
        await using var head = ServedActing.Find(data, approver) ?? throw new UsageException($"{data} is not served any more.", "Give the same command again.");
        var done = await head.ApproveAsync(asked.Proposal, NewKey(), ct);
        return done.Result == ActResult.Recorded ? Done(number, done.Leaf, DataFolder.Describe(data).Synthetic)
            : Refused(done.Code == "not-found" ? new($"“{approver}”不是同一机关的另一位负责人，不能同意；已作为第{asked.Proposal}号等待批准", $"'{approver}' is not another person who is head of the same organ, and cannot consent; it waits as proposal {asked.Proposal}") : WordsOf(done));

        static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        static Title WordsOf(ActReply reply) => reply.Errors is [var (_, words), ..] ? words : reply.Words;
    }

    private static int Refused(Title words)
    {
        Console.Error.WriteLine($"xiezhi: {words.Zh}。\n{words.En}.");
        return Shell.No;
    }

    private static int Done(CaseNumber number, long place, bool synthetic)
    {
        Console.WriteLine($"{number}的内容已经删除，账本第{place:N0}条记下了这件事。正文、当事人、材料再也打不开；公开记录、回执和数字都在，照样可以核对。");
        Console.WriteLine($"The content of {number} is erased; leaf {place:N0} of the log says so. Nobody can open its text, parties or papers any more; its leaves, receipts and figures stay and can be checked.");
        Console.WriteLine("旧备份里还有它的密钥：备份到期销毁，恢复时加 --against 或 --keys。 Older backups still hold its key: destroy them when due, and restore with --against or --keys.");
        if (synthetic)
        {
            Console.WriteLine("这是演示账本：重放生成的案件，密钥可由种子重新算出；只有后来实时办理的案件是真正删除。 This ledger was generated: keys of replayed cases follow from its seed, so only what was done in it afterwards is erased for good.");
        }

        return Shell.Done;
    }
}
