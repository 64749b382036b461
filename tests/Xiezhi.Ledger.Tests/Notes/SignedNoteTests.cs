using System.Text;
using CsCheck;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Tests.Notes;

public sealed class SignedNoteTests
{
    // The example of the package golang.org/x/mod/sumdb/note: keys, text and signature.
    private const string GoSigner = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string GoVerifier = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string GoText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string GoNote = GoText
        + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static readonly NoteSigner Log = NoteSigner.FromSeed("log.example/yibin", new byte[32]);
    private static readonly NoteSigner Other = NoteSigner.FromSeed("log.example/yibin", [.. Enumerable.Repeat((byte)7, 32)]);

    [Fact]
    public void A_note_of_the_Go_implementation_verifies_here() => SignedNote.Parse(GoNote).Verify(NoteVerifier.Parse(GoVerifier));

    [Fact]
    public void A_note_signed_here_is_byte_for_byte_that_of_the_Go_implementation()
    {
        var signer = NoteSigner.ParsePrivateText(GoSigner);

        Assert.Equal(GoVerifier, signer.Verifier.ToString());
        Assert.Equal(GoSigner, signer.ToPrivateText());
        Assert.Equal(GoNote, SignedNote.Sign(GoText, signer).ToString());
    }

    [Fact]
    public void The_key_of_RFC_8032_test_1_is_derived_from_its_seed()
    {
        var signer = NoteSigner.FromSeed("a", Convert.FromHexString("9D61B19DEFFD5A60BA844AF492EC2CC44449C5697B326919703BAC031CAE7F60"));

        Assert.Equal("D75A980182B10AB7D54BFED3C964073A0EE172F3DAA62325AF021A68F707511A", Convert.ToHexString(signer.Verifier.PublicKey));
    }

    [Fact]
    public void A_note_is_read_as_it_was_signed()
    {
        // Given a text with an empty line of its own, under two keys
        var note = SignedNote.Sign("one\n\ntwo\n", Log, NoteSigner.FromSeed("witness.example", new byte[32]));

        var read = SignedNote.Parse(Encoding.UTF8.GetBytes(note.ToString()));

        Assert.Equal("one\n\ntwo\n", read.Text);
        Assert.Equal(note.ToString(), read.ToString());
        Assert.Equal(["log.example/yibin", "witness.example"], read.Signatures.Select(signature => signature.Name));
        read.Verify(Log.Verifier);
    }

    [Fact]
    public void A_changed_text_is_not_trusted()
    {
        var note = SignedNote.Sign("100 cases\n", Log).ToString().Replace("100", "900");

        Assert.Throws<NoteUntrustedException>(() => SignedNote.Parse(note).Verify(Log.Verifier));
    }

    [Fact]
    public void A_note_of_another_key_with_the_same_name_is_not_trusted() =>
        Assert.Throws<NoteUntrustedException>(() => SignedNote.Sign("text\n", Other).Verify(Log.Verifier));

    [Fact]
    public void Signatures_of_unknown_keys_are_ignored_but_a_false_one_of_the_known_key_is_not()
    {
        var note = SignedNote.Sign("text\n", Log, Other);
        note.Verify(Log.Verifier);

        var false_ = new NoteSignature(Log.Name, Log.Verifier.KeyId, new byte[64]);
        Assert.Throws<NoteUntrustedException>(() => note.With(false_).Verify(Log.Verifier));
        Assert.Throws<NoteUntrustedException>(() => note.With(false_ with { Bytes = new byte[5] }).Verify(Log.Verifier));
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— a AAAAAAA=")]                  // no newline at the end
    [InlineData("text\n\n- a AAAAAAA=\n")]               // a hyphen is no em dash
    [InlineData("text\n\n— a AAAAAAA\n")]                // Base64 without its padding
    [InlineData("text\n\n— a AAAAAAB=\n")]               // Base64 with stray bits
    [InlineData("text\n\n— a AAAA AAA=\n")]
    [InlineData("text\n\n— a+b AAAAAAA=\n")]
    [InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— a AAAAAA==\n")]               // a key id and no signature
    [InlineData("te\rxt\n\n— a AAAAAAA=\n")]
    public void What_is_no_note_is_refused(string text) => Assert.Throws<NoteFormatException>(() => SignedNote.Parse(text));

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused() =>
        Assert.Throws<NoteFormatException>(() => SignedNote.Parse([0xFF, .. Encoding.UTF8.GetBytes(GoNote)]));

    [Theory]
    [InlineData("")]
    [InlineData("PeterNeumann")]
    [InlineData("PeterNeumann+c74f20a3")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T")]
    [InlineData("PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void What_is_no_verifier_key_is_refused(string text) => Assert.Throws<NoteFormatException>(() => NoteVerifier.Parse(text));

    [Fact]
    public void A_text_without_its_last_newline_or_with_control_characters_is_not_signed()
    {
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("text", Log));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("a\tb\n", Log));
        Assert.Throws<ArgumentException>(() => SignedNote.Sign("text\n"));
    }

    [Fact]
    public void A_note_with_one_changed_character_is_refused_or_not_trusted() =>
        Gen.Select(Gen.Int[0, GoNote.Length - 1], Gen.Char).Sample((where, character) =>
        {
            var changed = GoNote.Remove(where, 1).Insert(where, character.ToString());
            if (changed == GoNote)
                return;
            try
            {
                SignedNote.Parse(changed).Verify(NoteVerifier.Parse(GoVerifier));
                Assert.Fail($"A changed note was trusted: {changed}");
            }
            catch (Exception refusal) when (refusal is NoteFormatException or NoteUntrustedException)
            {
                // Refused, as it must be.
            }
        });
}
