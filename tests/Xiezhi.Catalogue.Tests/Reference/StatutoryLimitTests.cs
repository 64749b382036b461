namespace Xiezhi.Catalogue.Tests.Reference;

/// <summary>The whole table of the law: each row is held by the catalogue as it stands, or a reviewed file says why not.</summary>
public sealed class StatutoryLimitTests
{
    // What a place may settle is compared as its city has filled it; what the law leaves open, as the law alone has it.
    private static readonly ILookup<string, Claim> WithCity = Claim.Of(CatalogueReader.Read(House.Catalogue, House.Yibin).Sound()).ToLookup(c => c.Row, StringComparer.Ordinal);
    private static readonly ILookup<string, Claim> LawAlone = Claim.Of(CatalogueReader.Read(House.Catalogue).Sound()).ToLookup(c => c.Row, StringComparer.Ordinal);
    private static readonly Dictionary<string, string> NotHeld = Table.Rows("not-held.csv").ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

    public static TheoryData<string> Rows => [.. StatutoryLimit.All.Keys];
    public static TheoryData<string> HeldRows => [.. StatutoryLimit.All.Keys.Where(id => ClaimsOf(StatutoryLimit.All[id]).Any())];

    [Fact]
    public void The_table_is_whole() => Assert.Equal(229, StatutoryLimit.All.Count);

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_is_held_as_the_law_has_it_or_a_reason_says_why_not(string id)
    {
        var row = StatutoryLimit.All[id];
        var claims = ClaimsOf(row).ToList();
        Assert.Equal([], claims.SelectMany(claim => claim.Differences(row)));
        var reason = NotHeld.GetValueOrDefault(id);
        if (claims.Count > 0) { Assert.True(reason is null, $"{claims[0].What} holds {id}; take it out of not-held.csv"); }
        else { Assert.False(string.IsNullOrWhiteSpace(reason), $"nothing in the catalogue names {id}; write it, or say in not-held.csv why it cannot be"); }
    }

    [Theory]
    [MemberData(nameof(HeldRows))]
    public void Another_number_unit_direction_or_article_would_be_seen(string id)
    {
        var row = StatutoryLimit.All[id];
        List<StatutoryLimit> wrong = [row with { Direction = row.Direction == "max" ? "min" : "max" }];
        if (row.Amount is { } amount) { wrong.AddRange([row with { Amount = amount + 997 }, row with { Unit = row.Unit == "minute" ? "hour" : "minute" }, row with { Amount = null }]); }
        if (row.Extension.Length > 0 && row.Extension != "unspecified") { wrong.Add(row with { Extension = "997" }); }
        if (row.Direction == "fixed") { wrong.Add(row with { From = "07-14" }); }
        if (!row.Cites(new("法", "", "9999"))) { wrong.AddRange([row with { Law = "别的法", Article = "" }, row with { Law = WithoutArticles(row.Law), Article = "9999" }]); }
        Assert.All(ClaimsOf(row), claim => Assert.All(wrong, other => Assert.NotEmpty(claim.Differences(other))));
    }

    [Fact]
    public void Whatever_names_a_row_names_one_of_the_table() =>
        Assert.Equal([], WithCity.Concat(LawAlone).Where(claims => !StatutoryLimit.All.ContainsKey(claims.Key)).Select(claims => $"{claims.First().What}: {claims.Key}").Distinct());

    [Fact]
    public void Only_rows_of_the_table_are_excused() => Assert.Equal([], NotHeld.Keys.Where(id => !StatutoryLimit.All.ContainsKey(id)));

    private static string WithoutArticles(string law) => string.Join('；', law.Split('；').Select(name => name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')));

    private static IEnumerable<Claim> ClaimsOf(StatutoryLimit row) => (row.Amount is null ? LawAlone : WithCity)[row.Id];
}
