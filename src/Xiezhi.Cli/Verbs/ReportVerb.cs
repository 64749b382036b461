using System.CommandLine;
using Xiezhi.Cli.Folders;
using Xiezhi.Reports;

namespace Xiezhi.Cli.Verbs;

/// <summary><c>report --data DIR --year 2023 [--json | --html FILE]</c></summary>
internal static class ReportVerb
{
    public static Command Create()
    {
        var data = Options.Data();
        var year = Options.Year();
        var json = Options.Json();
        var html = new Option<string>("--html") { Description = "Write the report as one HTML file." };
        var english = Options.English();
        var command = new Command("report", "Counts every figure of the year and writes the report from them.") { data, year, json, html, english };
        command.Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(html) is not null) { result.AddError("--json and --html exclude each other."); }
        });
        command.SetAction(result => Run(result.GetValue(data)!, result.GetValue(year), result.GetValue(json), result.GetValue(html), result.GetValue(english)));
        return command;
    }

    private static int Run(string data, int? asked, bool json, string? html, bool english)
    {
        using var city = OpenCity.Read(data);
        var year = asked ?? city.Year;
        if (html is not null)
        {
            File.WriteAllText(html, ReportHtml.Write(city.Report(year, english)));
            Console.Error.WriteLine($"Written: {html}");
            return Shell.Done;
        }

        var figures = city.Figures(year);
        if (json)
        {
            Console.Out.WriteLine(FigureJson.Write(figures, city.LogHead));
            return Shell.Done;
        }

        foreach (var figure in figures)
        {
            Console.WriteLine($"{figure.Id,-34} {(english ? figure.PrintedEn : figure.Printed),-14} {figure.Indicator.Title.In(english)}");
        }
        var description = city.Folder.Description;
        if (description.Synthetic) { Console.WriteLine(english ? "Generated acts, not records of the city." : "办件均为模拟生成，非真实记录。"); }
        if (description.Replay is { Scale: < 1 } sample)
        {
            Console.WriteLine(english ? $"Sample: numerous procedures at {sample.Scale:0.####} of their cases." : $"抽样：数量大的程序只生成了{sample.Scale:0.####}。");
        }
        return Shell.Done;
    }
}
