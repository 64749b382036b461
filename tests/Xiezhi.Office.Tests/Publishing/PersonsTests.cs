using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Xiezhi.Law.Indicators;
using Xiezhi.Law.Procedures;
using Xiezhi.Ledger.Columns;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Verification;
using Xiezhi.Office.Acts;
using Xiezhi.Office.Erasing;
using Xiezhi.Office.People;
using Xiezhi.Office.Publishing;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.Publishing;

/// <summary>How many people came, counted once from the private bodies and stated by tokens that lead to nobody.</summary>
public sealed class PersonsTests
{
    private const string Once = "51150219900101999x", Another = "511502198506062222", Third = "511502197712123333", Late = "511502200003034444";
    private static readonly Period Year = Period.OfYear(2024);
    private static readonly Indicator People = new("appeal_people", new Title("提出诉求的人", "People who appealed"), new Title("甲", "a"),
        new Measure.Count(new Selection("services/citizen-appeal", new Occasion.First(["register"]))), new PrintRule("人") { UnitEn = "people" }) { Chapter = "services", Persons = "citizen" };
    private static readonly ReportTemplate Report = new("yearly", new ReportText([], []), []) { PublishedBy = "legality-review", Grounds = [("late-records", new Title("迟记", "Late"))] };

    [Fact]
    public async Task A_person_is_one_however_often_he_came_and_nothing_is_left_by_which_a_token_leads_to_him()
    {
        await using var test = new TestOffice();
        await OpenAsync(test, "a", Once);
        await OpenAsync(test, "b", Once.ToUpperInvariant());
        var another = await OpenAsync(test, "c", Another);
        await OpenAsync(test, "d", "");
        await EraseAsync(test, await OpenAsync(test, "e", Third));
        Assert.Equal((true, 5m, "5人次", "5 visits"), Says(FigureOf(test)));

        var first = Assert.IsType<PublishOutcome.Done>(await PublishAsync(test, null));

        Assert.Equal(new ExactValue.Number(2, 0), Assert.Single(first.Publication.Figures).Is);
        Assert.Equal((false, 2m, "2人", "2 people"), Says(FigureOf(test)));
        Assert.Equal((2L, 5L), (FigureOf(test).Persons!.Unidentified, FigureOf(test).Entries));
        var tokens = TokensOf(test);
        Assert.Equal([2], tokens.Select(t => t.Count));

        // Who is erased afterwards stays a token, and a restart counts nothing again.
        await EraseAsync(test, another);
        await test.ReopenAsync();
        Assert.Equal((false, 2m, "2人", "2 people"), Says(FigureOf(test)));
        Assert.Equal(2, FigureOf(test).Persons!.Unidentified);

        // A correction is counted anew, under another key: the person who was erased meanwhile is not known any more.
        await OpenAsync(test, "f", Late);
        await OpenAsync(test, "g", Third);
        Assert.IsType<PublishOutcome.Done>(await PublishAsync(test, "late-records"));
        Assert.Equal((3m, 3L, 7L), (FigureOf(test).Unrounded, FigureOf(test).Persons!.Unidentified, FigureOf(test).Entries));
        var all = TokensOf(test);
        Assert.Equal([2, 3], all.Select(t => t.Count));
        Assert.Equal(5, all.SelectMany(t => t).Distinct().Count());

        Assert.Empty(Recount.Of(Recount.Open(test.Ledger.Store, test.Ledger.Signer.Verifier), [People], Year).Gaps);
        Assert.Equal([], FolderCheck.Run(test.Ledger.Folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
        Assert.Equal("3人", Proven(test).Printed);
        var backup = test.Path + "-backup";
        try
        {
            FolderCopy.Write(test.Ledger.Folder, backup, null, null, "tests");
            Assert.Equal([], KeysIn([test.Path, backup], [.. all.SelectMany(t => t)]));
        }
        finally
        {
            Directory.Delete(backup, recursive: true);
        }
    }

    [Fact]
    public void A_list_goes_on_behind_full_leaves_and_ascends_through_all_of_them()
    {
        var tokens = Enumerable.Range(0, PersonsLeaf.MostTokens + 1).SelectMany(n => Bytes((UInt128)n)).ToArray();

        var leaves = PersonsLeaf.Of(3, "appeal_people", 1, tokens).ToList();

        Assert.Equal([(0, 4000), (4000, 1)], leaves.Select(l => (l.Before, l.Count)));
        Assert.All(leaves, l => Assert.True(l.ToBytes().Length <= Leaf.MaxLength));
        Assert.True(leaves[1].Follows(leaves[0]));
        Assert.False((leaves[1] with { Unidentified = 2 }).Follows(leaves[0]));
        Assert.False((leaves[1] with { Tokens = Bytes(3999) }).Follows(leaves[0]));
        Assert.Equal([(0, 0)], PersonsLeaf.Of(3, "appeal_people", 1, default).Select(l => (l.Before, l.Count)));
    }

    private static byte[] Bytes(UInt128 token)
    {
        var bytes = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, token);
        return bytes;
    }

    private static async Task<ActOutcome.Done> OpenAsync(TestOffice test, string key, string identity) =>
        await test.Done(Viewer.Stranger.Instance, TestOffice.Appeal(key) is var input ? input with { Persons = input.Persons.SetItem("citizen", new PersonInput("李晓明", identity)) } : input);

    private static async Task EraseAsync(TestOffice test, ActOutcome.Done opened)
    {
        await test.Done(test.As("hotline-officer"), new ActInput { Case = opened.Number.ToString(), Act = "answer-at-once", Key = $"answer {opened.Number}" });
        Assert.IsType<ErasureOutcome.Done>(await test.Office.Erasure.EraseAsync(test.Office.Accounts.Find("justice-officer")!, test.Office.Accounts.Find("justice-head")!, opened.Number.ToString(), "period-over", CancellationToken.None));
    }

    private static Task<PublishOutcome> PublishAsync(TestOffice test, string? ground) =>
        test.Office.Publishing.PublishAsync(test.Office.Accounts.Find("justice-officer")!, test.Office.Accounts.Find("justice-head")!, Report, [People], Year, ground, CancellationToken.None);

    private static Figure FigureOf(TestOffice test) => new FigureCounter(test.Ledger.Columns).Count(People, Year);

    private static (bool Uncounted, decimal? Value, string Printed, string PrintedEn) Says(Figure figure) => (figure.IsUncounted, figure.Value, figure.Printed, figure.PrintedEn);

    private static Figure Proven(TestOffice test)
    {
        var file = new MemoryStream();
        new FigureFileWriter(test.Ledger.Store, new FigureCounter(test.Ledger.Columns), "yibin", $"{test.Ledger.Signer.Verifier}").Write(file, People, Year, null, CancellationToken.None);
        file.Position = 0;
        return FigureFile.Verify(file, test.Ledger.Signer.Verifier, out _).Figure;
    }

    /// <summary>The tokens of each publication, in the order of the log.</summary>
    private static List<List<UInt128>> TokensOf(TestOffice test)
    {
        var lists = new List<List<UInt128>>();
        test.Ledger.Store.ReadLeaves(0, long.MaxValue, (_, leaf) =>
        {
            if (Leaf.KindOf(leaf) != LeafKind.Persons) { return true; }
            var read = PersonsLeaf.Read(leaf);
            lists.Add([.. Enumerable.Range(0, read.Count).Select(n => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(read.Tokens.Span[(n * 16)..]))]);
            return true;
        });
        return lists;
    }

    /// <summary>Every 32 bytes of every file that would make one of the tokens of an identity that is known.</summary>
    private static List<string> KeysIn(string[] folders, HashSet<UInt128> tokens)
    {
        var found = new ConcurrentBag<string>();
        // He was counted in both lists, so that either key shows by him alone.
        var identity = Encoding.UTF8.GetBytes(Once.ToUpperInvariant());
        foreach (var file in folders.SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories)).Where(f => Path.GetFileName(f) != "lock"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            Parallel.For(0, Math.Max(0, bytes.Length - 31), at =>
            {
                Span<byte> hash = stackalloc byte[32];
                HMACSHA256.HashData(bytes.AsSpan(at, 32), identity, hash);
                if (tokens.Contains(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash))) { found.Add($"{file} at {at}"); }
            });
        }

        return [.. found];
    }
}
