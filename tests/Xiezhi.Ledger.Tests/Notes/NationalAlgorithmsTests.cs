using System.Text;
using Org.BouncyCastle.Crypto.Digests;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Tests.Notes;

public sealed class NationalAlgorithmsTests
{
    // GB/T 32918.5, the example of signing on the recommended curve: user 1234567812345678, text "message digest".
    private const string Secret = "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8";
    private const string PublicKey = "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13";
    private const string Signature = "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA";

    private static readonly NoteSigner Ed25519 = NoteSigner.FromSeed("log.example", new byte[32]);
    private static readonly NoteSigner Sm2 = NoteSigner.Sm2FromSecret("log.example", Convert.FromHexString(Secret));

    [Theory]
    [InlineData("abc", "66C7F0F462EEEDD9D1F2D46BDC10E4E24167C4875CF2F7A2297DA02B8F4BA8E0")]
    [InlineData("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", "DEBE9FF92275B8A138604889C18E5A4D6FDB70E5387E5765293DCBA39C0C5732")]
    public void SM3_gives_the_hashes_of_the_standard(string text, string hash)
    {
        var digest = new SM3Digest();
        var bytes = Encoding.ASCII.GetBytes(text);
        digest.BlockUpdate(bytes, 0, bytes.Length);
        var given = new byte[digest.GetDigestSize()];
        digest.DoFinal(given, 0);

        Assert.Equal(hash, Convert.ToHexString(given));
    }

    [Fact]
    public void The_key_of_the_standard_follows_from_its_secret() => Assert.Equal(PublicKey, Convert.ToHexString(Sm2.Verifier.PublicKey));

    [Fact]
    public void The_signature_of_the_standard_verifies_and_none_that_differs_does()
    {
        var (key, signature) = (Convert.FromHexString(PublicKey), Convert.FromHexString(Signature));

        Assert.True(NoteAlgorithm.Sm2.Verifies(key, "message digest", signature));
        Assert.False(NoteAlgorithm.Sm2.Verifies(key, "message digesu", signature));
        for (var at = 0; at < signature.Length; at += 7)
        {
            signature[at] ^= 1;
            Assert.False(NoteAlgorithm.Sm2.Verifies(key, "message digest", signature));
            signature[at] ^= 1;
        }

        Assert.False(NoteAlgorithm.Sm2.Verifies(key, "message digest", new byte[64]));
        Assert.False(NoteAlgorithm.Sm2.Verifies(new byte[65], "message digest", signature));
    }

    [Fact]
    public void An_SM2_line_stands_beside_the_Ed25519_line_of_the_same_note()
    {
        var note = SignedNote.Parse(new Checkpoint("log.example", 0, TreeHash.Empty).Sign(Ed25519, Sm2).ToString());

        // A reader who knows the one key sees a plain C2SP checkpoint; who knows the other, the same
        Assert.Equal(0, Checkpoint.Open(note, Ed25519.Verifier).Size);
        Assert.Equal(0, Checkpoint.Open(note, NoteVerifier.Parse(Sm2.Verifier.ToString())).Size);
        Assert.Throws<NoteUntrustedException>(() => Checkpoint.Open(SignedNote.Parse(note.ToString().Replace("\n0\n", "\n1\n")), Sm2.Verifier));
    }

    [Fact]
    public void Keys_are_read_as_they_were_written()
    {
        Assert.Equal(0xFF, Convert.FromBase64String(Sm2.Verifier.ToString().Split('+', 3)[2])[0]);
        Assert.Equal(Sm2.Verifier.ToString(), NoteSigner.ParsePrivateText(Sm2.ToPrivateText()).Verifier.ToString());
        Assert.True(NoteVerifier.Parse(NoteSigner.GenerateSm2("another").Verifier.ToString()).IsSm2);
        Assert.Throws<ArgumentException>(() => NoteSigner.Sm2FromSecret("n", new byte[32]));
        Assert.Throws<ArgumentException>(() => NoteSigner.Sm2FromSecret("n", [.. Enumerable.Repeat((byte)0xFF, 32)]));
    }
}
