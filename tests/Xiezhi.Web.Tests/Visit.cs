using System.Net;
using Microsoft.AspNetCore.WebUtilities;

namespace Xiezhi.Web.Tests;

/// <summary>A browser without a window: keeps cookies, follows redirects, and says with each form from where it comes.</summary>
public sealed class Visit : IDisposable
{
    private readonly HttpClient client;
    private readonly string origin;

    public Visit(Uri address)
    {
        origin = address.GetLeftPart(UriPartial.Authority);
        client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
    }

    public void Dispose() => client.Dispose();

    public Task<HttpResponseMessage> GetAsync(string address) => client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken);

    /// <summary>The page's source; it must be there.</summary>
    public async Task<string> PageAsync(string address)
    {
        using var answer = await GetAsync(address);
        Assert.True(answer.IsSuccessStatusCode, $"{address} answers {(int)answer.StatusCode}");
        return await TextAsync(answer);
    }

    public Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields) =>
        PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    public async Task<HttpResponseMessage> PostAsync(string address, HttpContent content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative)) { Content = content };
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<Visit> SignedInAsync(string id, string password = LivingCity.Password)
    {
        using var answer = await PostAsync("/signin", ("id", id), ("password", password));
        Assert.True(answer.IsSuccessStatusCode, $"{id} is not let in: {(int)answer.StatusCode} {QueryHelpers.ParseQuery(answer.RequestMessage?.RequestUri?.Query)}");
        return this;
    }

    public static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
