using System.CommandLine;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Cli.Folders;
using Xiezhi.Cli.Importing;
using Xiezhi.Law.Procedures;
using Xiezhi.Office;
using Xiezhi.Office.Acts;
using Xiezhi.Office.People;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>registers import --data DIR FILE --open PROCEDURE ACT --as ID [--preview]</c>: an act for each row of a file, in the one way in that all acts go. A row that would not be
/// recorded is named with line and column, and then none is.</summary>
internal static class ImportVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var file = new Argument<string>("FILE") { Description = "Comma-separated values in UTF-8; the first row names the fields: fact.ID, name.ROLE, person.ROLE.name, when, outcome …, or bare ids of facts and roles." };
        var act = new Argument<string>("ACT") { Description = "The act that each row does." };
        var open = new Option<string?>("--open") { Description = "Each row opens a case of this procedure." };
        var inside = new Option<string?>("--in") { Description = "Each row acts in the case of this procedure that its column 'case' names." };
        var who = new Option<string>("--as") { Description = "The account in whose name it is done.", Required = true };
        var preview = new Option<bool>("--preview") { Description = "Only say what would be recorded." };
        var key = new Option<string?>("--key") { Description = "The same rows under the same key are recorded once, though others were mended; without it the same file is." };
        var english = Options.English();
        var command = new Command("import", "Does an act for each row of a CSV file. When the law would refuse a row, it is named and none is recorded.") { data, file, act, open, inside, who, preview, key, english };
        command.SetAction((asked, ct) => RunAsync(asked.GetValue(data)!, asked.GetValue(file)!, asked.GetValue(act)!, (asked.GetValue(open), asked.GetValue(inside)), asked.GetValue(who)!, asked.GetValue(preview), asked.GetValue(key), asked.GetValue(english), ct));
        return command;
    }

    private static async Task<int> RunAsync(string data, string file, string act, (string? Open, string? In) of, string account, bool preview, string? key, bool english, CancellationToken ct)
    {
        if (!File.Exists(file)) { throw new UsageException($"there is no file '{file}'.", "Name a CSV file in UTF-8."); }
        if (of.Open is null == of.In is null) { throw new UsageException("import needs --open PROCEDURE or --in PROCEDURE.", "Write --open to open a case with each row, --in to act in cases that there are."); }
        await using var opened = OpenOffice.Open(data, "registers import");
        var office = opened.Office;
        var viewer = office.Accounts.Find(account) is { Enabled: true } found ? new Viewer.SignedIn(found) : throw new UsageException($"there is no account '{account}', or it is disabled.", "Name another one with --as.");
        var edition = EditionOf(office, of.Open ?? of.In!);
        var rows = ActRows.Read(await File.ReadAllBytesAsync(file, ct), file, edition, act, opens: of.Open is not null, key);
        if (Wrong(office, viewer, rows, edition, english) is { Count: > 0 } wrong)
        {
            foreach (var one in wrong) { await Console.Error.WriteLineAsync($"xiezhi: {one}"); }
            await Console.Error.WriteLineAsync(english ? $"Nothing was recorded: {wrong.Count} of {rows.Rows.Length} rows are wrong." : $"没有记入：{rows.Rows.Length}行中有{wrong.Count}处有误。");
            return Shell.No;
        }

        if (preview)
        {
            Console.WriteLine(english ? $"{rows.Rows.Length} rows would be recorded: {edition.Title.En}, {act}. Nothing is recorded yet." : $"{rows.Rows.Length}行都可以记入：{edition.Title.Zh}，{act}。还没有记入。");
            return Shell.Done;
        }

        return await RecordAsync(office, viewer, rows, edition, key is not null, english, ct);
    }

    private static List<string> Wrong(CityOffice office, Viewer viewer, ActRows rows, Edition edition, bool english)
    {
        var wrong = new List<string>();
        foreach (var row in rows.Rows) { wrong.AddRange(Told(office.TryAct(viewer, row.Input), rows, row, edition, english)); }
        return wrong;
    }

    private static async Task<int> RecordAsync(CityOffice office, Viewer viewer, ActRows rows, Edition edition, bool named, bool english, CancellationToken ct)
    {
        var (recorded, repeated, waits) = (0, 0, 0);
        foreach (var row in rows.Rows)
        {
            var outcome = await office.ActAsync(viewer, row.Input, ct);
            if (outcome is ActOutcome.Done done)
            {
                recorded++;
                repeated += done.Repeated ? 1 : 0;
                Console.WriteLine($"{done.Number}  {(english ? $"leaf {done.Leaf}" : $"第{done.Leaf}条公开记录")}");
                continue;
            }

            if (outcome is ActOutcome.Waits) { waits++; continue; }

            // Every row would have been recorded alone; this one is refused for what an earlier row, or somebody else meanwhile, has done.
            foreach (var one in Told(outcome, rows, row, edition, english)) { await Console.Error.WriteLineAsync($"xiezhi: {one}"); }
            await Console.Error.WriteLineAsync((english, named) switch
            {
                (true, true) => $"The {recorded + waits} rows before it are recorded. Mend this one, and send the file again under the same --key.",
                (true, false) => $"The {recorded + waits} rows before it are recorded. Mend this one, and send the rows from it on in a file of their own.",
                (false, true) => $"此前的{recorded + waits}行已经记入。改好这一行，用同一个 --key 再导入一次。",
                _ => $"此前的{recorded + waits}行已经记入。改好这一行，把它和以后的行另存为一个文件再导入。",
            });
            return Shell.No;
        }

        Console.WriteLine(english ? $"{recorded - repeated} rows recorded, {repeated} were before, {waits} wait for approval." : $"记入{recorded - repeated}行，先前已记入{repeated}行，等待批准{waits}行。");
        return Shell.Done;
    }

    /// <summary>What is wrong with a row, with its place; nothing when it would be, or is, recorded.</summary>
    private static IEnumerable<string> Told(ActOutcome? outcome, ActRows rows, ActRow row, Edition edition, bool english) => outcome switch
    {
        null or ActOutcome.Done or ActOutcome.Waits => [],
        ActOutcome.Unreadable { Problems: var problems } => problems.Select(p => $"{rows.At(row, p.Field)}: {p.Words.In(english)}"),
        ActOutcome.Refused { Why: var why } => [$"{rows.AtWhat(row, why.What)}: {why.CodeId}: {RefusalWords.Of(why, edition).In(english)}"],
        ActOutcome.NoSuchCase => [$"{rows.At(row, "case")}: {(english ? "there is no such case, or it is not open to this account" : "没有这个案件，或者它不对这个账号开放")}"],
        ActOutcome.Erased => [$"{rows.At(row, "case")}: {(english ? "the content of the case was lawfully erased" : "案件的内容已经依法删除")}"],
        ActOutcome.NotYours => [$"{rows.At(row, "")}: {(english ? "this account has no part in which to do this" : "这个账号在这里没有可以办理的身份")}"],
        ActOutcome.KeyReused => [$"{rows.At(row, "")}: {(english ? "another account has imported this row" : "另一个账号导入过这一行")}"],
        _ => [$"{rows.At(row, "case")}: {(english ? "somebody acted in the case meanwhile; look again" : "其间有人办理过这个案件，请再看一次")}"],
    };

    private static Edition EditionOf(CityOffice office, string procedure)
    {
        var address = office.Book.Procedures.FirstOrDefault(p => p == procedure || p.EndsWith($"/{procedure}", StringComparison.Ordinal))
            ?? throw new UsageException($"there is no procedure '{procedure}'{Nearest.Suggestion(procedure, office.Book.Procedures)}", "Name it by its folders, such as enforcement/enforcer-card.");
        return office.Book.InForce(address, office.Today) ?? throw new UsageException($"no edition of {address} is in force today.", "Name another procedure.");
    }
}
