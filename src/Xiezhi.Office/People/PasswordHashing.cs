using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Xiezhi.Office.People;

/// <summary>How passwords are kept: PBKDF2 with HMAC-SHA-512 under a random salt, with format and cost written beside the hash.</summary>
/// <param name="iterations">The cost of one guess.</param>
public sealed class PasswordHashing(int iterations)
{
    private const string Format = "pbkdf2-sha512";
    private const int SaltLength = 16;
    private const int HashLength = 32;

    /// <summary>What a folder uses that people sign in to.</summary>
    public static PasswordHashing Strong { get; } = new(210_000);

    public string Keep(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return $"{Format}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(Derive(password, salt, iterations))}";
    }

    /// <summary>Whether the password is the kept one.</summary>
    /// <param name="outdated">It is, and was kept at another cost than passwords are now.</param>
    public bool Verify(string password, string kept, out bool outdated)
    {
        outdated = false;
        if (kept.Split('$') is not [Format, var cost, var salt, var hash]) { return false; }
        var rounds = int.Parse(cost, NumberStyles.None, CultureInfo.InvariantCulture);
        var same = CryptographicOperations.FixedTimeEquals(Derive(password, Convert.FromBase64String(salt), rounds), Convert.FromBase64String(hash));
        outdated = same && rounds != iterations;
        return same;
    }

    // One spelling for what looks the same on two keyboards.
    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password.Normalize(NormalizationForm.FormKC)), salt, rounds, HashAlgorithmName.SHA512, HashLength);
}
