using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Curve25519 = Org.BouncyCastle.Math.EC.Rfc8032.Ed25519;

namespace Xiezhi.Ledger.Notes;

/// <summary>A way of signing notes. Closed: the three below are all there are.</summary>
internal abstract class NoteAlgorithm
{
    /// <summary>Length of every secret, in bytes.</summary>
    public const int SecretLength = 32;

    private NoteAlgorithm() { }

    /// <summary>Plain Ed25519, as c2sp.org/signed-note has it: a log's signature.</summary>
    public static NoteAlgorithm Ed25519 { get; } = new PlainEd25519();

    /// <summary>Ed25519 over the note and the moment of signing, as c2sp.org/tlog-cosignature has it: a witness's signature.</summary>
    public static NoteAlgorithm Cosignature { get; } = new TimedEd25519();

    /// <summary>SM2 with SM3 (GB/T 32918.2) under the standard's default user id. C2SP assigns it no byte, so it is named in words.</summary>
    public static NoteAlgorithm Sm2 { get; } = new PlainSm2();

    /// <summary>What stands before the public key in a vkey and in the hash of the key id.</summary>
    public abstract ReadOnlySpan<byte> Type { get; }

    public abstract int PublicKeyLength { get; }

    public abstract byte[] PublicKey(byte[] secret);

    /// <param name="seconds">Moment of signing since 1970; only cosignatures state it.</param>
    public abstract byte[] Sign(byte[] secret, byte[] publicKey, string text, long seconds);

    public abstract bool Verifies(byte[] publicKey, string text, byte[] signature);

    /// <summary>Splits a type and the key behind it; null when no algorithm has this type and length.</summary>
    public static (NoteAlgorithm Algorithm, byte[] Key)? Split(ReadOnlySpan<byte> typeAndKey, bool secret)
    {
        foreach (var one in (ReadOnlySpan<NoteAlgorithm>)[Ed25519, Cosignature, Sm2])
        {
            var length = secret ? SecretLength : one.PublicKeyLength;
            if (typeAndKey.Length == one.Type.Length + length && typeAndKey.StartsWith(one.Type)) { return (one, typeAndKey[one.Type.Length..].ToArray()); }
        }

        return null;
    }

    private sealed class PlainEd25519 : NoteAlgorithm
    {
        public override ReadOnlySpan<byte> Type => [0x01];

        public override int PublicKeyLength => Curve25519.PublicKeySize;

        public override byte[] PublicKey(byte[] secret) => KeyOf(secret);

        public override byte[] Sign(byte[] secret, byte[] publicKey, string text, long seconds) => SignBytes(secret, publicKey, Encoding.UTF8.GetBytes(text));

        public override bool Verifies(byte[] publicKey, string text, byte[] signature) => VerifiesBytes(publicKey, Encoding.UTF8.GetBytes(text), signature);
    }

    private sealed class TimedEd25519 : NoteAlgorithm
    {
        public override ReadOnlySpan<byte> Type => [0x04];

        public override int PublicKeyLength => Curve25519.PublicKeySize;

        public override byte[] PublicKey(byte[] secret) => KeyOf(secret);

        public override byte[] Sign(byte[] secret, byte[] publicKey, string text, long seconds)
        {
            var signature = new byte[sizeof(long) + Curve25519.SignatureSize];
            BinaryPrimitives.WriteInt64BigEndian(signature, seconds);
            SignBytes(secret, publicKey, Message(text, seconds)).CopyTo(signature, sizeof(long));
            return signature;
        }

        public override bool Verifies(byte[] publicKey, string text, byte[] signature) => signature.Length > sizeof(long)
            && BinaryPrimitives.ReadInt64BigEndian(signature) is >= 0 and var seconds && VerifiesBytes(publicKey, Message(text, seconds), signature[sizeof(long)..]);

        private static byte[] Message(string text, long seconds) =>
            Encoding.UTF8.GetBytes($"cosignature/v1\ntime {seconds.ToString(CultureInfo.InvariantCulture)}\n{text}");
    }

    private sealed class PlainSm2 : NoteAlgorithm
    {
        private static readonly ECDomainParameters Curve = new(GMNamedCurves.GetByName("sm2p256v1"));

        public override ReadOnlySpan<byte> Type => [0xff, (byte)'S', (byte)'M', (byte)'3', (byte)'w', (byte)'i', (byte)'t', (byte)'h', (byte)'S', (byte)'M', (byte)'2'];

        /// <summary>The point in full: 4, x, y.</summary>
        public override int PublicKeyLength => 65;

        public override byte[] PublicKey(byte[] secret) => Curve.G.Multiply(Scalar(secret)).Normalize().GetEncoded(compressed: false);

        public override byte[] Sign(byte[] secret, byte[] publicKey, string text, long seconds)
        {
            var signer = Signer();
            signer.Init(forSigning: true, new ECPrivateKeyParameters(Scalar(secret), Curve));
            var message = Encoding.UTF8.GetBytes(text);
            signer.BlockUpdate(message, 0, message.Length);
            return signer.GenerateSignature();
        }

        public override bool Verifies(byte[] publicKey, string text, byte[] signature)
        {
            // r and s, 32 bytes each.
            if (signature.Length != 64) { return false; }
            var signer = Signer();
            try
            {
                signer.Init(forSigning: false, new ECPublicKeyParameters(Curve.Curve.DecodePoint(publicKey), Curve));
            }
            catch (ArgumentException)
            {
                // The bytes are no point of the curve: nobody can have signed with such a key.
                return false;
            }

            var message = Encoding.UTF8.GetBytes(text);
            signer.BlockUpdate(message, 0, message.Length);
            return signer.VerifySignature(signature);
        }

        private static SM2Signer Signer() => new(PlainDsaEncoding.Instance, new SM3Digest());

        private static BigInteger Scalar(byte[] secret)
        {
            var scalar = new BigInteger(1, secret);
            return scalar.SignValue > 0 && scalar.CompareTo(Curve.N.Subtract(BigInteger.One)) < 0
                ? scalar
                : throw new ArgumentException("An SM2 secret is a number from 1 to n − 2.", nameof(secret));
        }
    }

    private static byte[] KeyOf(byte[] seed)
    {
        var key = new byte[Curve25519.PublicKeySize];
        Curve25519.GeneratePublicKey(seed, 0, key, 0);
        return key;
    }

    private static byte[] SignBytes(byte[] seed, byte[] publicKey, byte[] message)
    {
        var signature = new byte[Curve25519.SignatureSize];
        // With the public key at hand it need not be made again: that would be half of the work.
        Curve25519.Sign(seed, 0, publicKey, 0, message, 0, message.Length, signature, 0);
        return signature;
    }

    private static bool VerifiesBytes(byte[] publicKey, byte[] message, byte[] signature) =>
        signature.Length == Curve25519.SignatureSize && Curve25519.Verify(signature, 0, publicKey, 0, message, 0, message.Length);
}
