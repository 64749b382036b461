namespace Xiezhi.Ledger.Tests;

/// <summary>A folder of its own for one test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("xiezhi-").FullName;
    public string this[string file] => System.IO.Path.Combine(Path, file);
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
