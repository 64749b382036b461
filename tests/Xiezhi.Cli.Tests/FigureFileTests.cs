using System.Text;
using Xiezhi.Law.Indicators;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Cli.Tests;

/// <summary>What is checked without a server: figures' files and receipts.</summary>
public sealed class FigureFileTests(ReplayedCity city, FigureFileTests.OpenFolder open) : IClassFixture<FigureFileTests.OpenFolder>
{
    private static readonly Period Year = Period.OfYear(ReplayedCity.Year);

    /// <summary>The replayed city, opened for reading within the tests.</summary>
    public sealed class OpenFolder : IDisposable
    {
        private readonly DataFolder folder;
        private readonly ColumnStore columns;

        public OpenFolder(ReplayedCity city)
        {
            folder = DataFolder.OpenForReading(city.Data);
            columns = LogColumns.Load(folder.Store, ColumnPlan.Of(city.Reading.Indicators));
            Counter = new FigureCounter(columns);
            Key = NoteVerifier.Parse(File.ReadAllText(folder.VerifierKeyPath).Trim());
            Receipts = new Receipts(folder.Store);
        }

        public FigureCounter Counter { get; }
        public NoteVerifier Key { get; }
        public Receipts Receipts { get; }

        public byte[] Write(Indicator indicator)
        {
            using var file = new MemoryStream();
            new FigureFileWriter(folder.Store, Counter, "yibin", Key.ToString()).Write(file, indicator, Year, null, TestContext.Current.CancellationToken);
            return file.ToArray();
        }

        public void Dispose()
        {
            columns.Dispose();
            folder.Dispose();
        }
    }

    [Fact]
    public void Every_figure_has_a_file_that_proves_it()
    {
        foreach (var indicator in city.Reading.Indicators)
        {
            var figure = open.Counter.Count(indicator, Year);

            var file = FigureFile.Verify(new MemoryStream(open.Write(indicator)), open.Key, out var shown);

            Assert.Equal((figure.Printed, figure.Entries, figure.LogSize), (file.Figure.Printed, file.Figure.Entries, file.Figure.LogSize));
            Assert.Equal(indicator.Definition, file.Figure.Indicator.Definition);
            Assert.InRange(shown, figure.Entries, (figure.Entries * 4) + 1000);
        }
    }

    [Fact]
    public void A_byte_changed_anywhere_in_what_is_shown_makes_the_file_unsound()
    {
        var bytes = open.Write(Of("court_appearance_rate"));
        var tree = Array.IndexOf(bytes, (byte)'\n', FigureFile.FirstLine.Length + 1) + 1;

        for (var at = tree; at < bytes.Length; at += 1 + ((bytes.Length - tree) / 97))
        {
            bytes[at] ^= 0x10;
            Assert.False(IsSound(bytes), $"A change of byte {at} was not seen.");
            bytes[at] ^= 0x10;
        }

        Assert.True(IsSound(bytes));
        Assert.False(IsSound(bytes[..^1]));
        Assert.False(IsSound([.. bytes, 0]));
    }

    [Theory]
    [InlineData("\"numerator\":276", "\"numerator\":277")]
    [InlineData("\"entries\":278", "\"entries\":279")]
    [InlineData("\"to\":\"2023-12-31\"", "\"to\":\"2023-11-30\"")]
    [InlineData("head-appeared", "head-approved")]
    [InlineData("\\n161", "\\n162")]
    public void A_file_that_claims_something_else_is_unsound(string says, string instead)
    {
        var bytes = open.Write(Of("court_appearance_rate"));
        var from = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(says));
        Assert.True(from > 0, $"The file does not say {says}.");
        Encoding.UTF8.GetBytes(instead).CopyTo(bytes, from);

        Assert.False(IsSound(bytes));
    }

    [Fact]
    public void Another_key_did_not_sign_it()
    {
        var other = NoteSigner.Generate(open.Key.Name).Verifier;

        Assert.Throws<NoteUntrustedException>(() => FigureFile.Verify(new MemoryStream(open.Write(Of("audit_suggestions"))), other, out _));
    }

    [Fact]
    public void The_command_line_writes_and_checks_them()
    {
        using var temporary = new TemporaryFolder();
        Answer.Done("evidence", "--data", city.Data, "--figure", "audit_suggestions", "--out", temporary["a.figure"]);
        File.WriteAllText(temporary["a.tlog-proof"], open.Receipts.ReceiptOf(4000).ToString());

        var figure = Answer.Done("verify", temporary["a.figure"], "--key", open.Key.ToString());
        var receipt = Answer.Done("verify", temporary["a.tlog-proof"], "--key", Path.Combine(city.Data, "log.vkey"));
        var unknown = Answer.To("verify", temporary["a.tlog-proof"]);
        File.WriteAllText(temporary["a.tlog-proof"], open.Receipts.ReceiptOf(4000).ToString().Replace("index 4000", "index 4001", StringComparison.Ordinal));
        var changed = Answer.To("verify", temporary["a.tlog-proof"], "--key", open.Key.ToString());

        Assert.Contains("498条", figure.Output, StringComparison.Ordinal);
        Assert.Contains("recount", figure.Output, StringComparison.Ordinal);
        Assert.Contains("leaf 4,000 is in xiezhi/yibin", receipt.Output, StringComparison.Ordinal);
        Assert.Equal((2, 1), (unknown.ExitCode, changed.ExitCode));
        Assert.Contains("--key", unknown.Errors, StringComparison.Ordinal);
        Assert.Contains("is not sound", changed.Errors, StringComparison.Ordinal);
    }

    private Indicator Of(string id) => city.Reading.Indicators.Single(i => i.Id == id);

    private bool IsSound(byte[] file)
    {
        try
        {
            FigureFile.Verify(new MemoryStream(file), open.Key, out _);
            return true;
        }
        catch (Exception unsound) when (unsound is FormatException or NoteFormatException or NoteUntrustedException)
        {
            return false;
        }
    }
}
