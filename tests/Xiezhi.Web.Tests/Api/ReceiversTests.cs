using System.Net;
using Xiezhi.Office.Events;

namespace Xiezhi.Web.Tests.Api;

/// <summary>Events go out into the open network alone, whatever a subscriber writes.</summary>
public sealed class ReceiversTests
{
    [Theory]
    [InlineData("https://example.org/hook", true)]
    [InlineData("http://example.org/hook", false)]
    [InlineData("https://user:word@example.org/", false)]
    [InlineData("https://example.org/#part", false)]
    [InlineData("ftp://example.org/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://127.0.0.1/", false)]
    [InlineData("https://[::1]/", false)]
    [InlineData("https://[::ffff:10.0.0.1]/", false)]
    [InlineData("https://10.1.2.3/", false)]
    [InlineData("https://169.254.169.254/latest", false)]
    [InlineData("https://0x7f000001/", false)]
    [InlineData("https://8.8.8.8/", true)]
    public void An_address_is_taken_when_it_is_open(string url, bool taken)
    {
        using var receivers = new Receivers(anywhere: false, TimeSpan.FromSeconds(1));

        Assert.Equal(taken, receivers.Takes(new Uri(url)));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("100.64.1.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("64:ff9b::10.0.0.1", false)]
    [InlineData("64:ff9b::8.8.8.8", true)]
    public void Addresses_of_special_use_are_not_public(string address, bool open) => Assert.Equal(open, PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_found_out_when_it_is_connected_to()
    {
        using var receivers = new Receivers(anywhere: false, TimeSpan.FromSeconds(5));

        Assert.True(receivers.Takes(new Uri("https://localhost.example.org/")));
        Assert.Equal("the address is not open to events", await receivers.SendAsync(new Uri("https://localhost/"), [1], "id", 0, "v1,", ApiCity.Ct));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = new Receiver();
        await elsewhere.StartAsync();
        await using var receiver = new Receiver();
        receiver.Answers = (_, context) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = elsewhere.Address.ToString();
            return Task.FromResult(false);
        };
        await receiver.StartAsync();
        using var receivers = new Receivers(anywhere: true, TimeSpan.FromSeconds(5));

        Assert.Equal("status 307", await receivers.SendAsync(receiver.Address, [1], "id", 0, "v1,", ApiCity.Ct));
        Assert.Equal(0, elsewhere.Asked);
    }

    [Fact]
    public async Task An_answer_without_an_end_is_no_answer()
    {
        await using var receiver = new Receiver();
        receiver.Answers = async (_, context) =>
        {
            try
            {
                while (true) { await context.Response.Body.WriteAsync(new byte[4096], context.RequestAborted); }
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException)
            {
                return false;
            }
        };
        await receiver.StartAsync();
        using var receivers = new Receivers(anywhere: true, TimeSpan.FromSeconds(10));

        Assert.Equal("the answer has no end", await receivers.SendAsync(receiver.Address, [1], "id", 0, "v1,", ApiCity.Ct));
    }
}
