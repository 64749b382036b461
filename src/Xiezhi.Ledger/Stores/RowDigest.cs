using System.Security.Cryptography;
using System.Text;

namespace Xiezhi.Ledger.Stores;

/// <summary>
/// The first eight bytes of SHA-256 over a row's values. Rows that no hash of the log covers carry it, so that a bit flipped at rest is found and named;
/// whoever changes a row on purpose can change its digest too, and is found by comparing with the log.
/// </summary>
public static class RowDigest
{
    public const int Length = 8;

    public static byte[] Of(Register register) => OfText($"register|{register.Id}|{register.Procedure}|{register.Organ}|{register.Year}|{register.Last}");
    public static byte[] Of(UInt128 key, Answer answer) => OfText($"answer|{key:x32}|{answer.Leaf}|{answer.Request:x32}");
    public static byte[] OfProgress(string name, long value) => OfText($"progress|{name}|{value}");

    public static byte[] Of(ColumnBlock block)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"column|{block.Name}|{block.Block}|{block.Size}|"));
        hash.AppendData(block.Data.Span);
        return hash.GetHashAndReset()[..Length];
    }

    /// <param name="answers">The bytes of a run of answers.</param>
    public static byte[] OfRun(long run, ReadOnlySpan<byte> answers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"answers|{run}|"));
        hash.AppendData(answers);
        return hash.GetHashAndReset()[..Length];
    }

    private static byte[] OfText(string row) => SHA256.HashData(Encoding.UTF8.GetBytes(row))[..Length];
}
