namespace Xiezhi.Cli.Tests;

/// <summary>Acts from the rows of a file: all of them, or none.</summary>
public sealed class ImportTests : IDisposable
{
    private readonly TemporaryFolder temporary = new();
    private readonly string data;

    public ImportTests(ReplayedCity city)
    {
        data = temporary["imported"];
        city.CopyTo(data, peopled: true);
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Each_row_is_an_act_and_the_same_file_is_imported_once()
    {
        var file = Written("holder,employer,fact.passed", "market/15,market,yes", "\"market/16\",market,是");

        var preview = Import(file, "--preview");
        Assert.True(preview.ExitCode == 0, preview.Errors);
        Assert.Equal("", Answer.Done("registers", "--data", data, "enforcement-officers").Output.Trim());

        Assert.Contains("2 rows recorded", Import(file).Output, StringComparison.Ordinal);
        Assert.Contains("0 rows recorded, 2 were before", Import(file).Output, StringComparison.Ordinal);
        var csv = Answer.Done("registers", "--data", data, "enforcement-officers", "--csv").Output.Trim().Split('\n');
        Assert.Equal(3, csv.Length);
        Assert.StartsWith("川Q000002,", csv[2], StringComparison.Ordinal);

        // Each case closes by a row that names it.
        var number = csv[1].Trim().Split(',')[^1];
        var withdrawn = Answer.To("registers", "import", "--data", data, Written("case", number), "withdraw", "--in", "enforcement/enforcer-card", "--as", "justice-officer", "--english");
        Assert.True(withdrawn.ExitCode == 0, withdrawn.Errors);
        Assert.Contains("ended", Answer.Done("registers", "--data", data, "enforcement-officers", "--csv").Output, StringComparison.Ordinal);
        Answer.Done("fsck", "--data", data);
    }

    [Fact]
    public void A_bad_row_is_named_with_line_and_column_and_nothing_is_recorded()
    {
        foreach (var (rows, told) in new[]
        {
            ("holder,employer,fact.passed\nmarket/15,market,yes\nmarket/16,market,perhaps", "(3,18): "),
            ("holder,employer,fact.passed\nmarket/15,market,yes\nmarket/16,markte,yes", "(3,11): "),
            ("holder,employer,fact.passed\nmarket/15,market,yes\n\nmarket/16,market,no", "(4,18): guard-false"),
            ("holder,employer,fact.passed\nmarket/15,market", "(2,11): the row has 2 cells"),
            ("holder,employer,fact.pased\nmarket/15,market,yes", "(1,17): "),
            ("holder,employer,fact.passed\nmarket/15,\"market,yes", "(2,11): the quotation mark"),
            ("holder,holder,fact.passed\nmarket/15,market,yes", "(1,8): the field 'name.holder' stands there twice"),
        })
        {
            var answer = Import(Written(rows.Split('\n')));

            Assert.NotEqual(0, answer.ExitCode);
            Assert.Contains($"rows.csv{told}", answer.Errors, StringComparison.Ordinal);
        }

        Assert.Equal("", Answer.Done("registers", "--data", data, "enforcement-officers").Output.Trim());
    }

    private Answer Import(string file, params string[] more) =>
        Answer.To(["registers", "import", "--data", data, file, "issue", "--open", "enforcer-card", "--as", "justice-officer", "--english", .. more]);

    private string Written(params string[] rows)
    {
        var file = temporary["rows.csv"];
        File.WriteAllText(file, string.Join('\n', rows));
        return file;
    }
}
