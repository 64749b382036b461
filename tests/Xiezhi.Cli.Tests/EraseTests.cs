using System.Text;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Cli.Tests;

/// <summary>Erasing in a folder that has a replayed year and what people did afterwards.</summary>
public sealed class EraseTests : IDisposable
{
    private const string Told = "这是要依法删除的投诉原文";
    private readonly TemporaryFolder temporary = new();
    private readonly ReplayedCity city;
    private readonly string data;

    public EraseTests(ReplayedCity city)
    {
        this.city = city;
        data = temporary["erased"];
        city.CopyTo(data, peopled: true);
    }

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Erased_cases_are_gone_and_figures_proofs_and_the_folder_are_what_they_were()
    {
        var subject = city.Reading.Sound().InForce("services/citizen-appeal", new DateOnly(2024, 1, 1))!.FindFact("subject")!.Codes!.Codes[0];
        var opened = Answer.Done("act", "--data", data, "--open", "citizen-appeal", "register", "--as", "citizen-wang", "--fact", "category=complaint", "--fact", $"subject={subject}", "--fact", $"told={Told}",
            "--name", "hotline=hotline-center", "--json").Json().GetProperty("number").GetString()!;
        var open = Erase(opened);
        Assert.Equal(1, open.ExitCode);
        Assert.Contains("先依程序办结", open.Errors, StringComparison.Ordinal);
        Answer.Done("act", "--data", data, opened, "withdraw", "--as", "citizen-wang");
        var (replayed, key) = EndedCase();

        foreach (var number in new[] { opened, replayed })
        {
            var erased = Erase(number);
            Assert.True(erased.ExitCode == 0, erased.Errors + erased.Output);
            Assert.Contains("的内容已经删除", erased.Output, StringComparison.Ordinal);
        }

        var again = Erase(replayed);
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("删除", again.Errors, StringComparison.Ordinal);
        var refused = Answer.To("act", "--data", data, opened, "reopen", "--as", "hotline-officer");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("依法删除", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("依法删除", Answer.Done("case", "--data", data, replayed).Output, StringComparison.Ordinal);

        // No figure has moved, a stranger's recount says the same, and nothing in the folder is other than it should be.
        Assert.Equal(city.Report().ToDictionary(f => f.Key, f => f.Value.GetProperty("printed").GetString()), ReplayedCity.ReportOf(data).ToDictionary(f => f.Key, f => f.Value.GetProperty("printed").GetString()));
        Answer.Done("recount", "--data", data);
        Answer.Done("fsck", "--data", data);
        foreach (var file in Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Told)) < 0, $"{file} has what was told");
            Assert.True(bytes.AsSpan().IndexOf(key) < 0, $"{file} has the key of the erased case");
        }
    }

    private Answer Erase(string number) => Answer.To("erase", "--data", data, number, "--ground", "period-over", "--as", "justice-officer", "--approved-by", "justice-head");

    /// <summary>A case of the replayed year that has ended and in which nothing is to fall due; with its key.</summary>
    private (string Number, byte[] Key) EndedCase()
    {
        using var folder = DataFolder.OpenForReading(data);
        var book = city.Reading.Sound();
        var finder = new CaseFinder(folder.Store, LogState.Read(folder.Store, book, "").Dictionary, book);
        CaseRecord? ended = null;
        folder.Store.ReadCases(default, (id, _, _) => (ended = finder.Read(id)) is not { State: { IsOpen: false, EarliestDue: null } });
        var key = new byte[CaseKeys.KeyLength];
        Assert.True(folder.Keys.Read(ended!.KeySlot, key));
        return (finder.NumberOf(ended).ToString(), key);
    }
}
