namespace Xiezhi.Ledger.Published;

/// <summary>The files of a published log by the names that c2sp.org/tlog-tiles gives them, wherever they lie. Its text says where, for messages.</summary>
public interface IPublishedFiles
{
    /// <summary>Reads a file whole. Called from several threads at once.</summary>
    /// <exception cref="BrokenLogException">There is no such file, or it cannot be had.</exception>
    byte[] Read(string name);

    /// <summary>Reads a file that need not be there; null when it is not.</summary>
    /// <exception cref="BrokenLogException">Whether it is there cannot be known.</exception>
    byte[]? Find(string name);
}

/// <summary>A log that was written into a folder.</summary>
public sealed class FolderFiles(string folder) : IPublishedFiles
{
    public byte[]? Find(string name) => File.Exists(Path.Combine(folder, name)) ? Read(name) : null;

    public byte[] Read(string name)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(folder, name));
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BrokenLogException($"The folder {folder} has no file '{name}', as a published log has. Export it again, or copy all of it.", problem);
        }
    }

    public override string ToString() => folder;
}
