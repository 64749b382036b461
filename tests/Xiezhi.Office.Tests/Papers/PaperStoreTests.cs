using System.Security.Cryptography;
using NodaTime;
using Xiezhi.Law.Cases;
using Xiezhi.Office.Papers;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.Papers;

public sealed class PaperStoreTests : IAsyncDisposable
{
    private readonly TestOffice test = new();
    private PaperStore Papers => test.Office.Papers;
    private string[] Files => Directory.GetFiles(Path.Combine(test.Path, "papers"));

    public static TheoryData<byte[], string, string> Taken => new()
    {
        { Contents.Pdf(), "证明.pdf", "application/pdf" },
        { Contents.Png, "图.PNG", "image/png" },
        { Contents.Jpeg, "照片.jpeg", "image/jpeg" },
        { Contents.Docx, "说明.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { Contents.Xlsx, "清单.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { Contents.Text, "经过.txt", "text/plain; charset=utf-8" },
    };

    public static TheoryData<byte[], string, PaperFault> NotTaken => new()
    {
        { Contents.Program, "setup.exe", PaperFault.WrongType },
        { Contents.Program, "照片.jpg", PaperFault.WrongType },
        { Contents.Archive, "资料.zip", PaperFault.WrongType },
        { Contents.WithMacros, "说明.docx", PaperFault.WrongType },
        { Contents.Docx[..^30], "说明.docx", PaperFault.WrongType },
        { "text with a zero \0"u8.ToArray(), "a.txt", PaperFault.WrongType },
        { [0xC4, 0xE3, 0xBA, 0xC3], "gbk.txt", PaperFault.WrongType },
        { "cut in a letter: 噪"u8[..^1].ToArray(), "a.txt", PaperFault.WrongType },
        { Contents.Pdf(), "证明.docx", PaperFault.WrongName },
        { Contents.Text, "page.html", PaperFault.WrongName },
        { [], "empty.txt", PaperFault.Empty },
        { Contents.Pdf((int)PaperStore.Largest + 1), "large.pdf", PaperFault.TooLarge },
    };

    public ValueTask DisposeAsync() => test.DisposeAsync();

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task A_paper_is_what_its_bytes_say_and_comes_back_as_it_was(byte[] content, string name, string type)
    {
        var paper = await test.Upload(content, name);
        await test.ReopenAsync();

        Assert.Equal((name, type, (long)content.Length, ContentHash.Read(SHA256.HashData(content))), (paper.Name, paper.Type, paper.Length, paper.Content));
        Assert.Equal(paper, Papers.Find(paper.Id.ToLowerInvariant()));
        Assert.Equal(content, Read(Papers.Open(paper.Id)!));
    }

    [Theory]
    [MemberData(nameof(NotTaken))]
    public async Task What_is_not_taken_is_told_why_and_leaves_nothing(byte[] content, string name, PaperFault fault)
    {
        var answer = await Papers.ReceiveAsync(new MemoryStream(content), name, declared: null, CancellationToken.None);

        Assert.Equal(fault, Assert.IsType<PaperAnswer.NotTaken>(answer).Fault);
        Assert.Empty(Files);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(3 * 65_536)]
    [InlineData((int)PaperStore.Largest)]
    public async Task Every_length_up_to_the_largest_comes_back_whole(int length)
    {
        var content = length < 10 ? "a"u8.ToArray() : Contents.Pdf(length);

        var paper = await test.Upload(content, length < 10 ? "a.txt" : "a.pdf");

        Assert.Equal(content, Read(Papers.Open(paper.Id)!));
    }

    [Fact]
    public async Task A_size_that_is_too_large_is_refused_before_a_byte_is_read()
    {
        var unread = new BrokenLine([], after: 0, throws: true);

        var answer = await Papers.ReceiveAsync(unread, "a.pdf", PaperStore.Largest + 1, CancellationToken.None);

        Assert.Equal(PaperFault.TooLarge, Assert.IsType<PaperAnswer.NotTaken>(answer).Fault);
    }

    [Fact]
    public async Task An_upload_that_ends_too_early_leaves_nothing()
    {
        var content = Contents.Pdf(200_000);

        var answer = await Papers.ReceiveAsync(new BrokenLine(content, 100_000, throws: false), "a.pdf", content.Length, CancellationToken.None);
        await Assert.ThrowsAsync<IOException>(() => Papers.ReceiveAsync(new BrokenLine(content, 100_000, throws: true), "a.pdf", content.Length, CancellationToken.None));
        using var cut = new CancellationTokenSource();
        await cut.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Papers.ReceiveAsync(new MemoryStream(content), "a.pdf", content.Length, cut.Token));

        Assert.Equal(PaperFault.CutOff, Assert.IsType<PaperAnswer.NotTaken>(answer).Fault);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task What_a_crash_left_of_an_upload_is_removed_when_the_office_opens()
    {
        var paper = await test.Upload(Contents.Png, "图.png");

        await test.ReopenAsync(() => File.WriteAllText(Path.Combine(test.Path, "papers", "0123.new"), "half"));

        Assert.Single(Files);
        Assert.NotNull(Papers.Find(paper.Id));
    }

    [Fact]
    public async Task Two_papers_of_the_same_name_are_two_papers()
    {
        var one = await test.Upload(Contents.Pdf(300), "证明.pdf");
        var other = await test.Upload(Contents.Pdf(400), "证明.pdf");

        Assert.NotEqual(one.Id, other.Id);
        Assert.Equal(300, Read(Papers.Open(one.Id)!).Length);
        Assert.Equal(400, Read(Papers.Open(other.Id)!).Length);
    }

    [Theory]
    [InlineData("../../etc/证明.pdf", "证明.pdf")]
    [InlineData("C:\\桌面\\证明.pdf", "证明.pdf")]
    [InlineData("a\r\nb\".pdf", "ab.pdf")]
    [InlineData(".pdf", "材料.pdf")]
    public async Task A_name_keeps_nothing_that_leads_elsewhere(string sent, string kept) =>
        Assert.Equal(kept, (await test.Upload(Contents.Pdf(), sent)).Name);

    [Theory]
    [InlineData(70_000, "changed")]
    [InlineData(70_000, "cut")]
    [InlineData(70_000, "swapped")]
    public async Task A_file_that_was_changed_at_rest_is_found_out(int length, string how)
    {
        var paper = await test.Upload(Contents.Pdf(2 * length), "a.pdf");
        var file = Files.Single();
        var sealedBytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        const int piece = 65_536 + 16;
        switch (how)
        {
            case "changed": sealedBytes[100] ^= 1; break;
            case "cut": sealedBytes = sealedBytes[..piece]; break;
            default: sealedBytes = [.. sealedBytes[piece..(2 * piece)], .. sealedBytes[..piece], .. sealedBytes[(2 * piece)..]]; break;
        }

        await File.WriteAllBytesAsync(file, sealedBytes, TestContext.Current.CancellationToken);

        Assert.Throws<PaperDamagedException>(() => Read(Papers.Open(paper.Id)!));
    }

    [Fact]
    public async Task Papers_that_nobody_handed_in_are_removed_after_thirty_days()
    {
        var old = await test.Upload(Contents.Png, "图.png");
        test.Clock.Pass(Duration.FromDays(29));
        var young = await test.Upload(Contents.Png, "图.png");
        test.Office.RemoveAbandoned();
        Assert.NotNull(Papers.Find(old.Id));

        test.Clock.Pass(Duration.FromDays(2));
        test.Office.RemoveAbandoned();

        Assert.Null(Papers.Find(old.Id));
        Assert.NotNull(Papers.Find(young.Id));
        Assert.Single(Files);
    }

    [Fact]
    public async Task Whoever_has_its_id_may_take_a_paper_back_until_it_is_handed_in()
    {
        var paper = await test.Upload(Contents.Png, "图.png");
        var kept = await test.Upload(Contents.Png, "图.png");
        await test.Done(Xiezhi.Office.People.Viewer.Stranger.Instance, TestOffice.Appeal("open", evidence: kept.Id));

        Assert.True(Papers.Remove(paper.Id));
        Assert.False(Papers.Remove(paper.Id));
        Assert.False(Papers.Remove(kept.Id));
        Assert.Single(Files);
    }

    private static byte[] Read(Stream content)
    {
        using var bytes = new MemoryStream();
        using (content) { content.CopyTo(bytes); }
        return bytes.ToArray();
    }
}
