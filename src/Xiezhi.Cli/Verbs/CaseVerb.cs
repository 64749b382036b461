using System.CommandLine;
using System.Text.Json;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;
using LinkWords = Xiezhi.Law.Cases.LinkWords;
using Xiezhi.Web.Features.Cases;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>case --data DIR NUMBER</c>: what the public leaves say of one case.</summary>
internal static class CaseVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var number = new Argument<string>("NUMBER") { Description = "The number on the papers, such as 诉求〔2023〕3-1号, or typed 诉求2023-3-1." };
        var json = Options.Json();
        var english = Options.English();
        var command = new Command("case", "Shows a case as the public log tells it: timeline, clocks, stage.") { data, number, json, english };
        command.SetAction(result => Run(result.GetValue(data)!, result.GetValue(number)!, result.GetValue(json), result.GetValue(english)));
        return command;
    }

    private static int Run(string data, string text, bool json, bool english)
    {
        if (!CaseNumber.TryParse(text, out var number)) { throw new UsageException($"'{text}' is no case number.", "A number reads 诉求〔2023〕3-1号; 诉求2023-3-1 will do."); }
        using var city = OpenCity.Read(data);
        var site = city.Site();
        if (site.Case(number) is not { } found) { throw new UsageException($"{data} has no case {number}.", "Look one up with: xiezhi evidence --data DIR --figure ID"); }
        var view = CaseView.Of(found, city.Book, site.Now.Day);
        if (json) { Shell.Print(Json(view)); }
        else { Tell(view, english); }
        return Shell.Done;
    }

    private static JsonElement Json(CaseView view)
    {
        var edition = view.Case.Edition;
        var struck = view.Case.StruckOut;
        return JsonSerializer.SerializeToElement(new
        {
            number = view.Case.Number.ToString(),
            procedure = edition.Procedure,
            edition = $"{edition.From:yyyy-MM-dd}",
            organ = view.Case.Register.Id,
            stage = view.Closed ? "closed" : view.Stage?.Id,
            outcome = view.Outcome?.Id,
            erased = view.Case.Erasure is { } erased ? new { day = $"{erased.Day:yyyy-MM-dd}", ground = erased.Ground } : null,
            timeline = view.Case.Entries.Select(e => new
            {
                number = e.Number,
                leaf = e.Leaf,
                kind = Words.Of(e.Kind),
                subject = Words.Subject(edition, e),
                effective = $"{e.Effective:yyyy-MM-dd}",
                recorded = $"{e.Recorded:yyyy-MM-dd}",
                deemed = e.Deemed,
                struckOut = struck.Contains(e.Number),
                outcome = e.Outcome >= 0 ? edition.Outcomes[e.Outcome].Id : null,
                verdicts = e.Verdicts.Select(v => new { limit = edition.Limits[v.Limit].Id, verdict = v.Verdict.ToString() }),
                findings = e.Findings.Select(f => edition.Findings[f].Id),
            }),
            clocks = view.Clocks.Select(c => new
            {
                limit = c.Limit.Id,
                state = c.State.ToString().ToLowerInvariant(),
                start = $"{c.Start:yyyy-MM-dd}",
                strict = c.Due is { } due ? $"{due.Strict:yyyy-MM-dd}" : null,
                rolled = c.Due is { } rolled ? $"{rolled.Rolled:yyyy-MM-dd}" : null,
                stopped = c.Stopped is { } stopped ? $"{stopped:yyyy-MM-dd}" : null,
                light = c.Light.ToString().ToLowerInvariant(),
                steps = c.Working.Select(s => StepText.English(s)),
            }),
        });
    }

    private static void Tell(CaseView view, bool english)
    {
        var edition = view.Case.Edition;
        Console.WriteLine($"{view.Case.Number}  {edition.Title.In(english)} ({edition.Id})  {view.Case.Register.Title.In(english)}");
        Console.WriteLine(view.Closed ? $"{(english ? "closed" : "已结")}: {view.Outcome?.Title.In(english)}" : $"{(english ? "open" : "在办")}: {view.Stage?.Title.In(english)}");
        if (view.Case.Erasure is { } erased)
        {
            Console.WriteLine(english ? $"erased on {erased.Day:yyyy-MM-dd} ({erased.Ground}): its text, parties and papers are gone; what follows is what the public log says, and still proves"
                : $"内容已于{erased.Day:yyyy-MM-dd}依法删除（{erased.Ground}）：正文、当事人和材料不在了；以下是公开账本所记，仍可核对");
        }

        var struck = view.Case.StruckOut;
        foreach (var entry in view.Case.Entries)
        {
            var outcome = entry.Outcome >= 0 ? $"  {edition.Outcomes[entry.Outcome].Title.In(english)}" : "";
            Console.WriteLine($"{entry.Number,3}  {entry.Effective:yyyy-MM-dd}  {Words.Title(entry.Edition, entry, english)}{(entry.Deemed ? english ? " (by law)" : "（依法视为）" : "")}{(struck.Contains(entry.Number) ? english ? " (struck out)" : "（已撤销）" : "")}{outcome}  #{entry.Leaf}");
        }

        foreach (var clock in view.Clocks)
        {
            var due = clock.Due is { } day ? $"{day.Rolled:yyyy-MM-dd}" : "–";
            Console.WriteLine($"     {clock.Limit.Title.In(english)}: {due}  {clock.State}");
            foreach (var step in clock.Working) { Console.WriteLine($"       {(english ? StepText.English(step) : StepText.Chinese(step))}"); }
        }
    }

    /// <summary>What an entry of the log is called.</summary>
    private static class Words
    {
        public static string Of(EntryKind kind) => kind switch { EntryKind.Act => "act", EntryKind.Serve => "serve", EntryKind.Expiry => "expiry", EntryKind.Inside => "inside", _ => kind.ToString().ToLowerInvariant() };

        public static string Subject(Edition edition, PublicEntry entry) => entry.Kind switch
        {
            EntryKind.Act => edition.Acts[entry.Subject].Id,
            EntryKind.Serve => edition.Documents[entry.Subject].Id,
            EntryKind.Expiry => edition.Limits[entry.Subject].Id,
            EntryKind.Linked => LinkWords.IdOf(entry.Subject),
            _ => "",
        };

        public static string Title(Edition edition, PublicEntry entry, bool english) => entry.Kind switch
        {
            EntryKind.Act => edition.Acts[entry.Subject].Title.In(english),
            EntryKind.Serve => $"{(english ? "Served: " : "送达：")}{edition.Documents[entry.Subject].Title.In(english)}",
            EntryKind.Expiry => $"{(english ? "Over: " : "期满：")}{edition.Limits[entry.Subject].Title.In(english)}",
            EntryKind.Linked => LinkWords.TitleOf(entry.Subject).In(english),
            EntryKind.HandOver => english ? "Handed over" : "移交",
            EntryKind.Amend => english ? $"Entry {entry.Subject} put right" : $"更正第{entry.Subject}条",
            EntryKind.Annul => english ? $"Entry {entry.Subject} struck out" : $"撤销第{entry.Subject}条",
            EntryKind.Move => english ? "Moved to another edition" : "改用另一版本",
            _ => english ? "Inside" : "内部",
        };
    }
}
