using System.Text.Json;

namespace Xiezhi.Reports.Tests;

public sealed class FigureJsonTests
{
    [Fact]
    public void A_count_has_its_names_in_the_agreed_order()
    {
        using var json = JsonDocument.Parse(FigureJson.Write([A.Figure], A.Context.Head));
        var figure = json.RootElement[0];
        Assert.Equal(["id", "value", "unrounded", "printed", "numerator", "denominator", "entries", "cutOff", "checkpoint"], figure.EnumerateObject().Select(property => property.Name));
        Assert.Equal(968_000, figure.GetProperty("value").GetDecimal());
        Assert.Equal(968_012, figure.GetProperty("unrounded").GetDecimal());
        Assert.Equal("96.8万件", figure.GetProperty("printed").GetString());
        Assert.Equal(JsonValueKind.Null, figure.GetProperty("numerator").ValueKind);
        Assert.Equal(968_012, figure.GetProperty("entries").GetInt64());
        Assert.Equal("2023-12-31", figure.GetProperty("cutOff").GetString());
        Assert.Equal((5000, "cm9vdA=="), (figure.GetProperty("checkpoint").GetProperty("size").GetInt64(), figure.GetProperty("checkpoint").GetProperty("root").GetString()));
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("1e400")]
    [InlineData("\"1\"")]
    [InlineData("[]")]
    public void A_number_beside_a_log_that_no_count_can_be_is_refused(string number) => Assert.Throws<FormatException>(() => PublishedFigures.Parse(System.Text.Encoding.UTF8.GetBytes(
        $$"""{"city":"yibin","from":"2023-01-01","to":"2023-12-31","size":5,"definitions":"","figures":[{"id":"a","unrounded":1,"numerator":{{number}},"denominator":1,"printed":"1"}]}""")));

    [Fact]
    public void A_rate_is_in_per_cent_with_its_two_numbers()
    {
        using var json = JsonDocument.Parse(FigureJson.Write([A.Rate("passed", 218, 263)], null));
        var figure = json.RootElement[0];
        Assert.Equal((83m, 218, 263), (figure.GetProperty("value").GetDecimal(), figure.GetProperty("numerator").GetInt64(), figure.GetProperty("denominator").GetInt64()));
        Assert.InRange(figure.GetProperty("unrounded").GetDouble(), 82.8897, 82.8898);
        Assert.Equal(JsonValueKind.Null, figure.GetProperty("checkpoint").ValueKind);
    }

    [Fact]
    public void What_was_never_recorded_is_null_and_not_zero()
    {
        using var json = JsonDocument.Parse(FigureJson.Write([A.Figure with { Unrounded = null, Entries = 0 }], null));
        var figure = json.RootElement[0];
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, "—"), (figure.GetProperty("value").ValueKind, figure.GetProperty("unrounded").ValueKind, figure.GetProperty("printed").GetString()));
    }
}
