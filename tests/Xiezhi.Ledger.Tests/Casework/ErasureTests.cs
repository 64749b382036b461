using System.Text;
using Npgsql;
using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Verification;
using Xiezhi.Tests;
using static Xiezhi.Ledger.CrashingWriter.InformationRequests;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>The content of a case is erased: what was private is nowhere any more, and whatever was proven stays so.</summary>
public sealed class ErasureTests(PostgresCluster postgres) : IDisposable
{
    private const long Applicant = 700_100_200_300;
    private const string Wanted = "想公开的是第七号地块的拆迁补偿明细";
    private readonly TemporaryFolder temporary = new();

    public void Dispose() => temporary.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_of_an_erased_case_is_left_in_folder_or_database_and_all_proofs_and_figures_stay(bool inPostgres)
    {
        var address = inPostgres ? postgres.NewAddress() : null;
        byte[] caseKey;
        CaseId erased;
        Receipt receipt;
        await using (var city = LiveCity.Open(temporary["city"], address))
        {
            (erased, var leaf) = await Ended(city, "erased", Applicant);
            var (kept, _) = await Ended(city, "kept", 9);
            caseKey = KeyOf(city, erased)!;
            receipt = new Receipts(city.Ledger.Store).ReceiptOf(leaf);
            Assert.Contains(Wanted, CaseBody.Read(city.Ledger.Store, city.Ledger.Dictionary, leaf, 1, caseKey).Facts.Select(f => f.Text));
            var before = city.Ledger.Columns.Registers();

            var answer = Assert.IsType<ActAnswer.Recorded>(await Erase(city, erased));

            Assert.Equal(LeafKind.Erasure, Leaf.KindOf(city.Ledger.Store.ReadLeaf(answer.Leaf)));
            Assert.Null(KeyOf(city, erased));
            Assert.NotNull(KeyOf(city, kept));
            Assert.True(Row(city, erased).State.IsErased);
            Assert.Equal(before, city.Ledger.Columns.Registers());
            Assert.Equal(new ActAnswer.Erased(erased), await Erase(city, erased));
            Assert.Equal(new ActAnswer.Erased(erased), await city.Ask(new ActSubmission(erased, null, Answer(Monday), "late")));
            city.Ledger.Store.Scrub();
            city.Ledger.SaveColumns();

            Assert.Equal([], Found(temporary["city"], caseKey));
            if (address is not null) { Assert.Equal([], FoundInDatabase(address, caseKey)); }
        }

        Assert.Equal([], Found(temporary["city"], caseKey));
        using var folder = DataFolder.OpenForReading(temporary["city"]);
        Assert.Equal([], FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
        var key = SigningKeyFile.Load(folder.SigningKeyPath).Verifier;
        // The receipt of before, one of now, and the leaf, which is the same.
        receipt.Verify(key);
        new Receipts(folder.Store).ReceiptOf(receipt.Index).Verify(key);
        Assert.Equal(receipt.Leaf.AsSpan(), folder.Store.ReadLeaf(receipt.Index));
    }

    [Fact]
    public async Task A_case_that_is_open_is_not_erased()
    {
        await using var city = LiveCity.Open(temporary["city"]);
        var open = Assert.IsType<ActAnswer.Recorded>(await city.Ask(new ActSubmission(null, Procedure, Receive(Applicant, Wanted, Monday), "open"))).Case;

        Assert.IsType<ActAnswer.Conflict>(await Erase(city, open));
        Assert.NotNull(KeyOf(city, open));
    }

    [Fact]
    public async Task A_key_that_a_crash_or_an_older_file_of_keys_has_left_is_destroyed_when_the_ledger_is_opened()
    {
        CaseId erased;
        await using (var city = LiveCity.Open(temporary["city"]))
        {
            (erased, _) = await Ended(city, "erased", Applicant);
            File.Copy(temporary["city/keys"], temporary["older"]);
            await Erase(city, erased);
        }

        File.Copy(temporary["older"], temporary["city/keys"], overwrite: true);
        using (var folder = DataFolder.OpenForReading(temporary["city"]))
        {
            Assert.Contains(FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken), f => f.Where == "keys");
            FolderCopy.Write(folder, temporary["copy"], null, null, "test");
        }

        Sound("copy");
        await using (var city = LiveCity.Open(temporary["city"])) { Assert.Null(KeyOf(city, erased)); }
        Sound("city");
    }

    [Fact]
    public async Task A_restored_folder_erases_again_what_the_later_log_says_was_erased_even_where_it_is_open()
    {
        CaseId id;
        byte[] later;
        await using (var city = LiveCity.Open(temporary["city"]))
        {
            id = Assert.IsType<ActAnswer.Recorded>(await city.Ask(new ActSubmission(null, Procedure, Receive(Applicant, Wanted, Monday), "open"))).Case;
            using (var folder = DataFolder.OpenForReading(temporary["city"])) { FolderCopy.Write(folder, temporary["backup"], null, null, "test"); }
            await city.Ask(new ActSubmission(id, null, Withdraw(Applicant, Monday), "withdraw"));
            later = city.Ledger.Store.ReadLeaf(Assert.IsType<ActAnswer.Recorded>(await Erase(city, id)).Leaf);
        }

        await using (var restored = LiveCity.Open(temporary["backup"]))
        {
            Assert.IsType<ActAnswer.Recorded>(await restored.Casework.EraseAsync(id, ErasureLeaf.Read(later), again: true, CancellationToken.None));
            Assert.Null(KeyOf(restored, id));
        }

        Sound("backup");
    }

    [Fact]
    public void An_entry_after_the_erasure_of_its_case_shows_as_a_gap_and_so_does_the_erasure_of_a_case_that_is_not_there()
    {
        using var columns = new ColumnStore(RealLaw.Plan);
        var index = 0L;
        foreach (var (_, leaf) in Leaves.DocumentedLog.Leaves) { columns.Add(index++, leaf); }
        columns.Add(index++, new ErasureLeaf(0, 0, 2024, 1, Monday, 1, 12, 1, "period-over").ToBytes());
        columns.Add(index++, new ErasureLeaf(0, 0, 2024, 7, Monday, 1, 12, 1, "period-over").ToBytes());
        Assert.Equal(["case 7 is missing"], columns.Gaps().Select(g => g.ToString()![^"case 7 is missing".Length..]));
        var next = new Leaves.Act { Edition = 0, Organ = 0, Year = 2024, Ordinal = 1, Number = 6, Kind = Ledger.Leaves.EntryKind.Inside, Subject = 0 };

        columns.Add(index, next.ToBytes());

        Assert.Contains(columns.Gaps(), g => g is Gap.EntryOutOfLine { Ordinal: 1, Number: 6 });
        Assert.Throws<InvalidDataException>(() => { columns.Add(columns.Size, new ErasureLeaf(0, 0, 2024, 1, Monday, 1, 12, 1, "period-over").ToBytes()); });
    }

    private static async Task<(CaseId Case, long Leaf)> Ended(LiveCity city, string key, long applicant)
    {
        var opened = Assert.IsType<ActAnswer.Recorded>(await city.Ask(new ActSubmission(null, Procedure, Receive(applicant, Wanted, Monday), key)));
        Assert.IsType<ActAnswer.Recorded>(await city.Ask(new ActSubmission(opened.Case, null, Withdraw(applicant, Monday), $"{key} withdraw")));
        return (opened.Case, opened.Leaf);
    }

    private static Task<ActAnswer> Erase(LiveCity city, CaseId id)
    {
        var record = Row(city, id);
        var leaf = new ErasureLeaf(record.Edition.Procedure, record.Organ, record.Year, id.Ordinal, Monday, 1, 12, 1, "period-over");
        return city.Casework.EraseAsync(id, leaf, again: false, CancellationToken.None);
    }

    private static CaseRecord Row(LiveCity city, CaseId id) => new CaseFinder(city.Ledger.Store, city.Ledger.Dictionary, RealLaw.Book).Read(id)!;

    private static byte[]? KeyOf(LiveCity city, CaseId id)
    {
        var key = new byte[CaseKeys.KeyLength];
        return city.Ledger.Folder.Keys.Read(Row(city, id).KeySlot, key) ? key : null;
    }

    private void Sound(string name)
    {
        using var folder = DataFolder.OpenForReading(temporary[name]);
        Assert.Equal([], FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
    }

    /// <summary>What must be nowhere: the name and the text, as UTF-8 and UTF-16; the number that the applicant had; and the key itself.</summary>
    private static IEnumerable<(string What, byte[] Bytes)> Hidden(byte[] caseKey)
    {
        foreach (var text in new[] { $"申请人{Applicant}", Wanted })
        {
            yield return (text, Encoding.UTF8.GetBytes(text));
            yield return ($"{text}, UTF-16", Encoding.Unicode.GetBytes(text));
            yield return ($"{text}, UTF-16 the other way", Encoding.BigEndianUnicode.GetBytes(text));
        }

        Span<byte> number = stackalloc byte[16];
        var writer = new VarintWriter(number);
        writer.Long((ulong)Applicant);
        yield return ("the applicant's number", number[..writer.Length].ToArray());
        yield return ("the key", caseKey);
    }

    private static List<string> Found(string folder, byte[] caseKey)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            found.AddRange(Hidden(caseKey).Where(h => bytes.GetBuffer().AsSpan(0, (int)bytes.Length).IndexOf(h.Bytes) >= 0).Select(h => $"{Path.GetFileName(file)}: {h.What}"));
        }

        return found;
    }

    /// <summary>Searches every row of every table, as the database itself writes it.</summary>
    private static List<string> FoundInDatabase(string address, byte[] caseKey)
    {
        var found = new List<string>();
        using var connection = new NpgsqlConnection(address);
        connection.Open();
        var schema = new NpgsqlConnectionStringBuilder(address).SearchPath!;
        var tables = new List<string>();
        using (var list = new NpgsqlCommand("SELECT table_name FROM information_schema.tables WHERE table_schema = $1", connection) { Parameters = { new NpgsqlParameter { Value = schema } } })
        using (var rows = list.ExecuteReader())
        {
            while (rows.Read()) { tables.Add(rows.GetString(0)); }
        }

        Assert.Contains("case_row", tables);
        foreach (var table in tables)
        {
            using var dump = new NpgsqlCommand($"SELECT t::text FROM \"{schema}\".\"{table}\" t", connection);
            using var rows = dump.ExecuteReader();
            while (rows.Read())
            {
                var row = rows.GetString(0);
                found.AddRange(Hidden(caseKey).Where(h => row.Contains(h.What, StringComparison.Ordinal) || row.Contains(Convert.ToHexStringLower(h.Bytes), StringComparison.Ordinal)).Select(h => $"{table}: {h.What}"));
            }
        }

        return found;
    }
}
