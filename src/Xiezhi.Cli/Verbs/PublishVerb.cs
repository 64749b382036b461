using System.CommandLine;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Indicators;
using Xiezhi.Office.People;
using Xiezhi.Office.Publishing;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>publish --data DIR --as ID --approved-by ID [--year Y] [--ground ID]</c>, while the folder is not served.</summary>
internal static class PublishVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var year = Options.Year();
        var by = new Option<string>("--as") { Description = "The account that publishes: an officer of the organ that the report names.", Required = true };
        var approver = new Option<string>("--approved-by") { Description = "The account that approves: another person, head of the same organ.", Required = true };
        var ground = new Option<string?>("--ground") { Description = "Why a published report is put right; the report lists its grounds." };
        var command = new Command("publish", "Writes the figures of the yearly report into the log; later puts right, in an entry of their own, those that count otherwise.") { data, by, approver, year, ground };
        command.SetAction((result, ct) => RunAsync(result.GetValue(data)!, result.GetValue(by)!, result.GetValue(approver)!, result.GetValue(year), result.GetValue(ground), ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, string by, string approver, int? year, string? ground, CancellationToken ct)
    {
        await using var open = OpenOffice.Open(data, "publish");
        open.BeginAccounts();
        var template = open.Reading.Reports.FirstOrDefault() ?? throw new UsageException("the catalogue has no report.", "Write one in catalogue/reports/.");
        var period = Period.OfYear(year ?? open.Ledger.Folder.Description.Replay?.Year ?? open.Office.Today.Year);
        var outcome = await open.Office.Publishing.PublishAsync(Account(by), Account(approver), template, open.Reading.Indicators, period, ground, ct);
        if (outcome is PublishOutcome.Refused refused)
        {
            Console.Error.WriteLine($"xiezhi: {refused.Words.Zh}。\n{refused.Words.En}.");
            return Shell.No;
        }

        var done = (PublishOutcome.Done)outcome;
        Console.WriteLine($"已写入账本第{done.Place:N0}条：发布记录{done.Publication.Number}，{done.Publication.Figures.Count}个数字。");
        Console.WriteLine($"Leaf {done.Place:N0} of the log: publication {done.Publication.Number} with {done.Publication.Figures.Count} figures. Its page: /verify/report/{done.Publication.Corrects?.Number ?? done.Publication.Number}");
        return Shell.Done;

        Account Account(string id) => open.Office.Accounts.Find(id) ?? throw new UsageException($"there is no account '{id}'.", "See: xiezhi account list --data DIR");
    }
}
