using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Xiezhi.Web.Tests.Api;

public sealed class UploadTests(ApiCity city) : IClassFixture<ApiCity>
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Enumerable.Range(0, 5000).Select(n => (byte)n)];

    [Fact]
    public async Task A_paper_is_handed_in_and_comes_back_as_it_was()
    {
        var key = ApiCity.NewKey();
        var uploaded = await UploadAsync(Png, "门牌.png", key);
        var again = await UploadAsync(Png, "门牌.png", key);
        var other = await UploadAsync([.. Png, 1], "门牌.png", key);

        Assert.True(uploaded.Status == 201, uploaded.Text);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Png)), (string)uploaded.Json!["sha256"]!);
        Assert.Equal((201, uploaded.Text, "true"), (again.Status, again.Text, again.Header("Idempotency-Replayed")));
        Assert.Equal((422, "idempotency-key-reused"), (other.Status, other.Code));
        Assert.Single(Papers);

        var appeal = ApiCity.Appeal();
        appeal["documents"] = new JsonObject { ["evidence"] = new JsonArray((string)uploaded.Json["id"]!) };
        var (number, code) = await city.AppealAsync(appeal: appeal);
        var paper = (await city.GetAsync($"/api/v1/cases/{number}", code)).Json!["papers"]!.AsArray().Single()!;

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/api/v1/cases/{number}/papers/{paper["id"]}", UriKind.Relative));
        request.Headers.Add("Xiezhi-Tracking-Code", code);
        using var content = await city.Client.SendAsync(request, ApiCity.Ct);
        Assert.Equal(Png, await content.Content.ReadAsByteArrayAsync(ApiCity.Ct));
        Assert.Equal("image/png", content.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", content.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("门牌.png", content.Content.Headers.ContentDisposition.FileNameStar);
    }

    [Fact]
    public async Task What_is_no_paper_is_told_and_not_kept()
    {
        var before = Papers.Length;

        var program = await UploadAsync([0x4D, 0x5A, 0x90, 0, 3], "setup.exe", ApiCity.NewKey());
        var misnamed = await UploadAsync(Png, "a.pdf", ApiCity.NewKey());
        var empty = await UploadAsync([], "a.txt", ApiCity.NewKey());
        var unnamed = await UploadAsync(Png, "", ApiCity.NewKey());
        var large = await UploadAsync(new byte[(10 * 1024 * 1024) + 1], "a.txt", ApiCity.NewKey());
        var huge = await UploadAsync(new byte[11 * 1024 * 1024], "a.txt", ApiCity.NewKey());

        Assert.Equal((415, 400, 400, 400, 413, 413), (program.Status, misnamed.Status, empty.Status, unnamed.Status, large.Status, huge.Status));
        Assert.All(new[] { program, misnamed, empty, unnamed, large, huge }, answer => Assert.Equal("application/problem+json", answer.Type));
        Assert.Contains("name", misnamed.Json!["errors"]!.AsObject());
        Assert.Equal(before, Papers.Length);
    }

    [Fact]
    public async Task An_upload_that_is_cut_off_half_way_leaves_nothing()
    {
        var before = Papers.Length;
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(city.Client.BaseAddress!.Host, city.Client.BaseAddress.Port, ApiCity.Ct);
            await using var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/papers?name=a.png HTTP/1.1\r\nHost: x\r\nIdempotency-Key: {ApiCity.NewKey()}\r\nContent-Length: 500000\r\n\r\n"), ApiCity.Ct);
            await stream.WriteAsync(Png, ApiCity.Ct);
            await stream.WriteAsync(new byte[245_000], ApiCity.Ct);
            await stream.FlushAsync(ApiCity.Ct);
            // The server has begun to keep it
            await ApiCity.UntilAsync(() => Directory.GetFiles(PapersFolder).Length > before);
        }

        await ApiCity.UntilAsync(() => Directory.GetFiles(PapersFolder).Length == before);
        Assert.Equal(200, (await city.GetAsync("/api/v1/checkpoint")).Status);
    }

    private string PapersFolder => Path.Combine(city.Folder, "papers");

    private string[] Papers => [.. Directory.GetFiles(PapersFolder).Where(file => !file.EndsWith(".new", StringComparison.Ordinal))];

    private Task<Answer> UploadAsync(byte[] content, string name, string key) =>
        city.SendAsync("POST", $"/api/v1/papers?name={Uri.EscapeDataString(name)}", null, new ByteArrayContent(content), key);
}
