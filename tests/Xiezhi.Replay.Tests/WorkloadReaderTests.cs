using Xiezhi.Replay.Reading;

namespace Xiezhi.Replay.Tests;

/// <summary>Reading: every mistake is told at once, with its line and a way out.</summary>
public sealed class WorkloadReaderTests
{
    private const string Small = """
        year: 2023
        from: 2022-10-01
        until: 2024-01-02T09:00
        names: names.yaml
        persons: 1000
        organisations: 100
        regions: { yibin: 22, cuiping: 20, xuzhou: 14, nanxi: 7, jiangan: 7, changning: 7, gaoxian: 6, gongxian: 6, junlian: 6, xingwen: 7, pingshan: 5 }
        procedures:
          services/citizen-appeal:
            volumes: { opened: 110, closed: 105, carried-in: 5, carried-out: 10 }
            arrivals: { months: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], weekdays: [1, 1, 1, 1, 1], resting: 0 }
            roles: { citizen: persons, hotline: hotline-center, handler: dealt }
            deck: { sets: subject, fills: handler, organs: housing, rows: { parking: 3, noise: { weight: 2, organs: ecology } } }
            lives:
              ordinary:
                cases: { within: 100, carried-in: 5, carried-out: 10 }
                steps:
                  - { act: register, with: { category: help, told: appeal } }
                  - { act: dispatch, after: 5..20..60 minutes }
                  - { act: sign, after: 1..4 working-hours }
                  - { act: answer, after: { choose: category, of: { consult: 1 working-days }, else: 2..5 working-days } }
                  - { act: confirm, after: 1 working-days, with: { satisfaction: satisfied, outcome: { resolved: 3, explained: 1 } } }
        """;

    [Fact]
    public void A_small_workload_is_read()
    {
        var reading = Read(Small);

        Assert.Empty(reading.Diagnostics);
        Assert.Equal(115, new Replayer(reading.Workload!, House.Book, 1).Plans);
    }

    [Theory]
    [InlineData("act: sign,", "act: sing,", "XZ010", 20, "Did you mean 'sign'?")]
    [InlineData("category: help", "category: hlep", "XZ010", 18, "Did you mean 'help'?")]
    [InlineData("told: appeal", "told: appeals", "XZ010", 18, "Did you mean 'appeal'?")]
    [InlineData("satisfaction: satisfied, ", "", "XZ006", 22, "'confirm' takes 'satisfaction'")]
    [InlineData("outcome: { resolved: 3, explained: 1 }", "outcome: dissatisfied", "XZ010", 22, "does not close with 'dissatisfied'")]
    [InlineData("5..20..60 minutes", "5..20..60 minuets", "XZ008", 19, "is not a wait")]
    [InlineData("5..20..60 minutes", "50..20..60 minutes", "XZ008", 19, "is not a wait")]
    [InlineData(", else: 2..5 working-days", "", "XZ029", 21, "nothing is said for 'help'")]
    [InlineData("opened: 110", "opened: 111", "XZ033", 10, "'opened' says 111, but the lives make 110")]
    [InlineData("hotline-center", "hotline-centre", "XZ027", 12, "Did you mean")]
    [InlineData("parking: 3", "packing: 3", "XZ010", 13, "Did you mean 'parking'?")]
    [InlineData("organs: ecology", "organs: ecologists", "XZ027", 13, "no organ has the id or the competence 'ecologists'")]
    [InlineData("persons: 1000", "persons: 0", "XZ008", 5, "from 1")]
    [InlineData("months: [1, 1,", "months: [1,", "XZ004", 11, "12 weights belong here")]
    [InlineData("resting: 0", "resting: 1", "XZ033", 11, "nobody is there then")]
    [InlineData("services/citizen-appeal", "services/citizen-appeals", "XZ010", 9, "Did you mean 'services/citizen-appeal'?")]
    [InlineData("from: 2022-10-01", "from: 2022-01-01", "XZ016", 9, "no one edition")]
    [InlineData("until: 2024-01-02T09:00", "until: 2024-01-02", "XZ008", 3, "yyyy-MM-ddTHH:mm")]
    [InlineData("- { act: register,", "- { act: register, after: 3 days,", "XZ033", 18, "leave 'after' out")]
    [InlineData("- { act: sign, after: 1..4 working-hours }", "- { passage: signing }", "XZ010", 20, "there is no passage 'signing'")]
    [InlineData("names: names.yaml", "names: nomes.yaml", "XZ010", 0, "are not there")]
    public void A_mistake_is_told_with_its_line_and_a_way_out(string right, string wrong, string code, int line, string words)
    {
        var reading = Read(Small.Replace(right, wrong, StringComparison.Ordinal));

        Assert.Null(reading.Workload);
        Assert.Contains(reading.Diagnostics, d => d.Code == code && d.Line == line && d.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var reading = Read(Small.Replace("act: sign,", "act: sing,", StringComparison.Ordinal).Replace("parking: 3", "packing: 3", StringComparison.Ordinal)
            .Replace("opened: 110", "opened: 111", StringComparison.Ordinal));

        Assert.True(reading.Diagnostics.Select(d => d.Line).Distinct().Count() >= 3);
    }

    [Fact]
    public void A_life_without_an_end_can_only_be_carried_out()
    {
        var reading = Read(Small[..Small.LastIndexOf("- { act: confirm", StringComparison.Ordinal)]);

        Assert.Contains(reading.Diagnostics, d => d.Message.Contains("all of its cases are carried-out", StringComparison.Ordinal));
    }

    private static WorkloadReading Read(string text)
    {
        var folder = Directory.CreateTempSubdirectory("xiezhi-workload-");
        try
        {
            var file = Path.Combine(folder.FullName, "2023.yaml");
            File.WriteAllText(file, text);
            File.Copy(Path.Combine(Path.GetDirectoryName(House.YearFile)!, "names.yaml"), Path.Combine(folder.FullName, "names.yaml"));
            return WorkloadReader.Read(file, House.Book);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
