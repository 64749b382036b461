using Xiezhi.Ledger.Postgres;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Tests.Postgres;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("Host=db;Database=d;Password=secret", "passfile")]
    [InlineData("Host=db", "names no Database")]
    [InlineData("Database=d", "names no Host")]
    [InlineData("Hots=db;Database=d", "cannot be read")]
    [InlineData("Host=db;Database=d;Search Path=a,b", "names no single schema")]
    [InlineData("Host=db;Database=d;Search Path=\"A\"", "names no single schema")]
    public void An_address_that_will_not_do_is_refused_with_what_to_write(string text, string expected)
    {
        var refused = Assert.Throws<LedgerStoreException>(() => PostgresAddress.Parse(text));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_is_kept_as_it_was_given_and_names_its_schema()
    {
        var address = PostgresAddress.Parse("Host=db;Port=5433;Database=d;Username=u");
        Assert.Equal("Host=db;Port=5433;Database=d;Username=u", address.Text);
        Assert.Equal("PostgreSQL db:5433/d, schema xiezhi", address.ToString());
    }
}
