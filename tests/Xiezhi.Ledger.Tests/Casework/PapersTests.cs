using System.Security.Cryptography;
using Xiezhi.Law.Cases;
using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;

namespace Xiezhi.Ledger.Tests.Casework;

/// <summary>Uploaded papers whose hashes travel with an entry.</summary>
public sealed class PapersTests : CaseworkTests
{
    private static readonly int Notice = InformationRequests.Edition.FindDocument("correction-notice")!.Index, Request = InformationRequests.Edition.FindDocument("request")!.Index;

    [Fact]
    public async Task The_body_of_an_entry_keeps_what_its_papers_are_and_their_hashes()
    {
        Paper[] papers = [new(Request, HashOf("one")), new(Request, HashOf("two"))];
        var opened = Recorded(await city.Ask(Opening("open", applicant: 1) with { Request = Receive() with { Papers = [.. papers] } }));
        var without = Recorded(await Ask(opened.Case, InformationRequests.AskCoAuthor(Monday), "without"));

        Assert.Equal(papers, BodyCodec.Read(InformationRequests.Edition, 1, BodyOf(opened)).Papers);
        Assert.Empty(BodyCodec.Read(InformationRequests.Edition, 2, BodyOf(without)).Papers);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("one"u8)), papers[0].Content.ToString());
        Assert.Empty(await Faults());
    }

    [Fact]
    public async Task A_paper_that_is_none_of_the_documents_of_the_act_is_refused()
    {
        var answer = await city.Ask(Opening("open", applicant: 1) with { Request = Receive() with { Papers = [new Paper(Notice, HashOf("one"))] } });

        Assert.Equal(RefusalCode.DocumentMissing, Assert.IsType<ActAnswer.Refused>(answer).Why.Code);
    }

    [Fact]
    public async Task The_same_act_with_another_paper_is_another_request()
    {
        var asked = Opening("key", applicant: 1) with { Request = Receive() with { Papers = [new Paper(Request, HashOf("one"))] } };
        var opened = Recorded(await city.Ask(asked));

        Assert.Equal(new ActAnswer.KeyReused(opened.Leaf), await city.Ask(asked with { Request = Receive() with { Papers = [new Paper(Request, HashOf("two"))] } }));
        Assert.Equal(opened with { Repeated = true }, await city.Ask(asked with { Request = Receive() with { Papers = [new Paper(Request, HashOf("one"))] } }));
    }

    private static ActRequest Receive() => InformationRequests.Receive(1, "关于某地块的资料", Monday);

    private static ContentHash HashOf(string content) => ContentHash.Read(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));
}
