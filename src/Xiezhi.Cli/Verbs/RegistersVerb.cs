using System.CommandLine;
using System.Text.Json;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Cli.Folders;
using Xiezhi.Law.Registers;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;
using Xiezhi.Office.Acts;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>registers --data DIR [NAME] [--json | --csv]</c>: the registers that acts write, with all their fields, for the folder's owner.</summary>
internal static class RegistersVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var name = new Argument<string?>("NAME") { Description = "One register; without it all of them are named.", Arity = ArgumentArity.ZeroOrOne };
        var json = Options.Json();
        var csv = new Option<bool>("--csv") { Description = "Print comma-separated values, one item a line." };
        var english = Options.English();
        var command = new Command("registers", "The registers that acts write: items, since when they hold, and the case that wrote them.") { data, name, json, csv, english, ImportVerb.Create() };
        command.SetAction(result => Run(result.GetValue(data)!, result.GetValue(name), result.GetValue(json), result.GetValue(csv), result.GetValue(english)));
        return command;
    }

    private static int Run(string data, string? name, bool json, bool csv, bool english)
    {
        using var city = OpenCity.Read(data);
        var forms = city.Book.Registers;
        if (name is not null && !forms.ContainsKey(name)) { throw new UsageException($"there is no register '{name}'{Nearest.Suggestion(name, forms.Keys)}", $"Registers: {string.Join(", ", forms.Keys.Order(StringComparer.Ordinal))}"); }
        var written = new WrittenRegisters(city.Folder.Store, city.State.Dictionary, city.Book, city.Folder.Keys);
        var today = BeijingTime.Day(city.Folder.Clock().GetCurrentInstant());
        if (name is null)
        {
            foreach (var form in forms.Values.OrderBy(f => f.Id, StringComparer.Ordinal))
            {
                var items = written.Ask(all => all.ItemsOf(form.Id).ToList());
                Console.WriteLine($"{form.Id}  {form.Title.In(english)}  {items.Count(i => i.On(today) is not null)}/{items.Count}");
            }

            return Shell.Done;
        }

        Print(city, forms[name], written.Ask(all => all.ItemsOf(name).ToList()), json, csv, english);
        return Shell.Done;
    }

    private static void Print(OpenCity city, RegisterForm form, List<WrittenItem> items, bool json, bool csv, bool english)
    {
        string CaseOf(WrittenItem item) => city.Cases.Read(new Ledger.Stores.CaseId(item.Latest.Case)) is { } record ? city.Cases.NumberOf(record).ToString() : "";
        string ValueOf(WrittenItem item, RegisterField field) => RegisterWords.Of(field, item.Latest.Values[field.Index], city.Book.City).In(english);
        if (json)
        {
            Shell.Print(JsonSerializer.SerializeToElement(items.Select(item => new
            {
                key = item.Key, since = $"{item.Latest.From:yyyy-MM-dd}", ended = item.Latest.Ended, editions = item.Editions.Length, @case = CaseOf(item), entry = item.Latest.Entry,
                fields = form.Fields.ToDictionary(f => f.Id, f => ValueOf(item, f)),
            })));
            return;
        }

        var rows = items.Select(item => (IEnumerable<string>)[item.Key, .. form.Fields.Select(f => ValueOf(item, f)), $"{item.Latest.From:yyyy-MM-dd}", item.Latest.Ended ? "ended" : "in force", CaseOf(item)]);
        if (csv) { rows = rows.Prepend(["key", .. form.Fields.Select(f => f.Id), "since", "state", "case"]); }
        foreach (var row in rows) { Console.WriteLine(string.Join(csv ? "," : "  ", csv ? row.Select(Quoted) : row)); }
    }

    // A cell that a spreadsheet would take for a formula is quoted as text.
    private static string Quoted(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
