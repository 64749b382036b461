namespace Xiezhi.Web.Tests;

/// <summary>A running site, for the browser to go to.</summary>
public interface IPlace
{
    Uri Address { get; }
}
