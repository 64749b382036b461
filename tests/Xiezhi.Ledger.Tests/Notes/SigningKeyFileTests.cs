using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Tests.Notes;

public sealed class SigningKeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string folder = Directory.CreateTempSubdirectory("xiezhi-key-").FullName;

    private string KeyPath => Path.Combine(folder, "signing.key");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_created_key_is_loaded_again_and_open_to_its_owner_alone()
    {
        var signer = NoteSigner.Generate("log.example/yibin");

        SigningKeyFile.Create(KeyPath, signer);

        Assert.Equal(signer.Verifier.ToString(), SigningKeyFile.Load(KeyPath).Verifier.ToString());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(KeyPath));
    }

    [Fact]
    public void A_key_is_never_overwritten()
    {
        SigningKeyFile.Create(KeyPath, NoteSigner.Generate("a.example"));

        Assert.Throws<IOException>(() => SigningKeyFile.Create(KeyPath, NoteSigner.Generate("a.example")));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_key_that_others_may_open_is_refused_with_a_way_out(UnixFileMode more)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        SigningKeyFile.Create(KeyPath, NoteSigner.Generate("a.example"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(KeyPath, OwnerOnly | more);

        var refusal = Assert.Throws<UnauthorizedAccessException>(() => SigningKeyFile.Load(KeyPath));

        Assert.Contains($"chmod 600 {KeyPath}", refusal.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a4+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n")]
    [InlineData("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr\n")]
    public void A_file_that_holds_no_key_is_refused(string text)
    {
        SigningKeyFile.Create(KeyPath, NoteSigner.Generate("a.example"));
        File.WriteAllText(KeyPath, text);

        Assert.Throws<NoteFormatException>(() => SigningKeyFile.Load(KeyPath));
    }
}
