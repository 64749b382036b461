using Xiezhi.Office.People;
using Xiezhi.Office.Tests.Offices;

namespace Xiezhi.Office.Tests.People;

public sealed class AccountsFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xiezhi-accounts-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_accounts_of_Yibin_are_sound_and_have_every_role()
    {
        var accounts = AccountsFile.Read(TestOffice.YibinFolder, TestOffice.City, out var found);

        Assert.Empty(found);
        Assert.Equal(Enum.GetValues<AccountRole>(), accounts.Select(a => a.Role).Distinct().Order());
        Assert.All(accounts, a => Assert.Empty(AccountRules.Wrong(a, TestOffice.City)));
        var head = accounts.Single(a => a.Id == "justice-head");
        Assert.True(TestOffice.City.FindOrgan(head.Organ)!.Holds(head.Officer, "head"));
    }

    [Theory]
    [InlineData("a-b: { name: 甲, role: officer, organ: markt, officer: 1 }", "(1,39): XZ010", "Did you mean 'market'?")]
    [InlineData("a-b: { name: 甲, role: officer, organ: market, post: haed }", "XZ010", "'market' has no post 'haed'. Did you mean 'head'?")]
    [InlineData("a-b: { name: 甲, role: officer, organ: market, officer: 500 }", "XZ008", "from 1 to 96")]
    [InlineData("a-b: { name: 甲, role: officer, organ: market }", "XZ006", "'officer' (1 to 96) or 'post'")]
    [InlineData("a-b: { name: 甲, role: oficer, organ: market, officer: 1 }", "XZ008", "Did you mean 'officer'?")]
    [InlineData("a-b: { name: 甲, role: citizen, organ: market, party: 5 }", "XZ033", "take it out")]
    [InlineData("a-b: { name: 甲, role: citizen }", "XZ006", "needs 'party'")]
    [InlineData("a-b: { name: 甲, role: citizen, party: 5 }\na-c: { name: 乙, role: citizen, party: 5 }", "(2,1): XZ011", "the same party as 'a-b'")]
    [InlineData("a-b: { name: 甲, role: administrator, password: x }", "XZ005", "no key 'password'")]
    public void A_mistake_is_told_with_its_place_and_a_way_out(string text, string place, string words)
    {
        File.WriteAllText(Path.Combine(folder, "accounts.yaml"), text);

        var accounts = AccountsFile.Read(folder, TestOffice.City, out var found);

        Assert.Empty(accounts);
        var said = Assert.Single(found).ToString();
        Assert.Contains(place, said, StringComparison.Ordinal);
        Assert.Contains(words, said, StringComparison.Ordinal);
        Assert.StartsWith($"cities/{Path.GetFileName(folder)}/accounts.yaml(", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_city_without_the_file_begins_with_nobody() => Assert.Empty(AccountsFile.Read(folder, TestOffice.City, out _));
}
