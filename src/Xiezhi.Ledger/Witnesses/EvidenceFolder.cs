using System.Security.Cryptography;
using System.Text;
using Xiezhi.Ledger.Folders;

namespace Xiezhi.Ledger.Witnesses;

/// <summary>Where a witness keeps what a log signed and it did not cosign.</summary>
internal static class EvidenceFolder
{
    /// <summary>Whoever repeats one head with many proofs fills no disk.</summary>
    private const int MostFiles = 1000;

    /// <summary>Keeps the evidence, each offered head once.</summary>
    public static void Keep(string folder, ForkEvidence evidence)
    {
        Directory.CreateDirectory(folder);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{evidence.Held.Text}\n{evidence.Offered.Text}")).AsSpan(0, 16));
        var file = Path.Combine(folder, $"{name}.fork");
        if (File.Exists(file) || Directory.EnumerateFiles(folder).Take(MostFiles).Count() == MostFiles) { return; }
        Disk.Replace(file, evidence.ToString());
    }
}
