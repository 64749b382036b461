using System.Security.Cryptography;
using System.Text;

namespace Xiezhi.Office.Events;

/// <summary>Signatures in the form of Standard Webhooks: HMAC-SHA256 over id, moment and body, each followed by a full stop but the last.</summary>
public static class WebhookSignature
{
    private const string SecretPrefix = "whsec_";
    private const int SecretLength = 32;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    /// <summary>The secret as its owner puts it into his program.</summary>
    public static string Show(ReadOnlySpan<byte> secret) => SecretPrefix + Convert.ToBase64String(secret);

    /// <summary>The value of the header <c>webhook-signature</c>.</summary>
    /// <param name="seconds">Since 1970, as the header <c>webhook-timestamp</c> says.</param>
    public static string Of(ReadOnlySpan<byte> secret, string id, long seconds, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{seconds}."));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }
}
