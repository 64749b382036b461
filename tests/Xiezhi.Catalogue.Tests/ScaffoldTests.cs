namespace Xiezhi.Catalogue.Tests;

public sealed class ScaffoldTests
{
    [Fact]
    public void The_house_stands() => Assert.True(Environment.Version.Major >= 10);
}
