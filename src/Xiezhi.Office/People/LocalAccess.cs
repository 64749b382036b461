using System.Security.Cryptography;
using System.Text;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Office.People;

/// <summary>
/// The file <c>local.token</c> of a folder that is served: the address and a token with which its owner, and nobody else who uses the machine, has the server act
/// for any account. It is made when serving begins and removed when it ends.
/// </summary>
public sealed class LocalAccess : IDisposable
{
    private const string FileName = "local.token";
    private readonly string path;
    private readonly byte[] hash;

    private LocalAccess(string path, byte[] hash)
    {
        this.path = path;
        this.hash = hash;
    }

    /// <summary>Writes the file anew.</summary>
    /// <param name="folder">The data folder, whose writer's lock the caller holds.</param>
    /// <param name="address">Where the server listens on this machine.</param>
    public static LocalAccess Begin(string folder, Uri address)
    {
        var file = Path.Combine(folder, FileName);
        File.Delete(file);
        var secret = Secret.New(Tokens.Prefix);
        PrivateFile.Create(file, Encoding.UTF8.GetBytes($"{address}\n{secret}\n"));
        return new LocalAccess(file, Secret.HashOf(secret));
    }

    /// <summary>What a served folder says; null when nobody serves it.</summary>
    /// <exception cref="FolderException">Others may read the file, or it is damaged.</exception>
    public static (Uri Address, string Secret)? Find(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file)) { return null; }
        PrivateFile.RefuseOthers(file);
        return File.ReadAllLines(file) is [var address, var secret, ..] && Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? (uri, secret) : throw new FolderException($"{file} is damaged. Stop the server and start it again.");
    }

    /// <summary>Whether the secret is the one in the file.</summary>
    public bool Matches(string secret) => CryptographicOperations.FixedTimeEquals(Secret.HashOf(secret), hash);

    public void Dispose() => File.Delete(path);
}
