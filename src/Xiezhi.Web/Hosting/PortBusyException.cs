namespace Xiezhi.Web.Hosting;

/// <summary>Another program listens where the site was to listen.</summary>
public sealed class PortBusyException(string urls, Exception inner)
    : IOException($"{urls} is already in use by another program.\nStop that program, or choose another address: --urls http://localhost:8081", inner)
{
    public string Urls { get; } = urls;
}
