using System.CommandLine;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Procedures;
using Xiezhi.Office.Erasing;
using Xiezhi.Office.People;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>erase --data DIR NUMBER --ground ID --as ID --approved-by ID</c>, while the folder is not served.</summary>
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
        await using var open = OpenOffice.Open(data, "erase");
        open.BeginAccounts();
        var outcome = await open.Office.Erasure.EraseAsync(Account(by), Account(approver), number.ToString(), ground, ct);
        if (outcome is ErasureOutcome.Refused refused)
        {
            Console.Error.WriteLine($"xiezhi: {refused.Words.Zh}。\n{refused.Words.En}.");
            return Shell.No;
        }

        var done = (ErasureOutcome.Done)outcome;
        Console.WriteLine($"{number}的内容已经删除，账本第{done.Place:N0}条记下了这件事。正文、当事人、材料再也打不开；公开记录、回执和数字都在，照样可以核对。");
        Console.WriteLine($"The content of {number} is erased; leaf {done.Place:N0} of the log says so. Nobody can open its text, parties or papers any more; its leaves, receipts and figures stay and can be checked.");
        Console.WriteLine("旧备份里还有它的密钥：备份到期销毁，恢复时加 --against 或 --keys。 Older backups still hold its key: destroy them when due, and restore with --against or --keys.");
        if (open.Ledger.Folder.Description.Synthetic)
        {
            Console.WriteLine("这是演示账本：重放生成的案件，密钥可由种子重新算出；只有后来实时办理的案件是真正删除。 This ledger was generated: keys of replayed cases follow from its seed, so only what was done in it afterwards is erased for good.");
        }

        return Shell.Done;

        Account Account(string id) => open.Office.Accounts.Find(id) ?? throw new UsageException($"there is no account '{id}'.", "See: xiezhi account list --data DIR");
    }
}
