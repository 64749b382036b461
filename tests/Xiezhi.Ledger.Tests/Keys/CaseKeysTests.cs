using CsCheck;
using Xiezhi.Ledger.Bodies;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;

namespace Xiezhi.Ledger.Tests.Keys;

public sealed class CaseKeysTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string KeyFile => folder["keys"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Keys_are_read_back_before_and_after_they_are_flushed() =>
        Gen.Long[0, 6000].Array[1, 400].Sample(slots =>
        {
            File.Delete(KeyFile);
            using (var keys = CaseKeys.OpenForWriting(KeyFile))
            {
                foreach (var slot in slots) keys.Write(slot, Key(slot));
                Holds(keys, slots);
                keys.Flush();
            }
            using (var keys = CaseKeys.OpenForReading(KeyFile))
            {
                Holds(keys, slots);
                Assert.Equal(slots.Max() + 1, keys.Slots);
            }
        }, iter: 10, threads: 1);

    [Fact]
    public void A_long_run_of_neighbouring_keys_is_kept_whole()
    {
        using var keys = CaseKeys.OpenForWriting(KeyFile);
        for (var slot = 0L; slot < 10_000; slot++) keys.Write(slot, Key(slot));
        keys.Flush();
        Holds(keys, [.. Enumerable.Range(0, 10_000).Select(slot => (long)slot)]);
        Assert.Equal(32 + 10_000 * 32, new FileInfo(KeyFile).Length);
    }

    [Fact]
    public void A_slot_that_was_never_written_is_empty()
    {
        using var keys = CaseKeys.OpenForWriting(KeyFile);
        keys.Write(9, Key(9));
        keys.Flush();
        Assert.False(keys.Read(4, new byte[32]));
        Assert.False(keys.Read(10, new byte[32]));
    }

    [Fact]
    public void A_destroyed_key_is_gone_from_the_file_and_opens_nothing_any_more()
    {
        byte[] seal = new byte[2 + BodySeal.Overhead], commitment = new byte[32], read = new byte[32];
        BodySeal.Seal(Key(1), 1, new byte[8], [5, 5], seal, commitment);
        using (var keys = CaseKeys.OpenForWriting(KeyFile))
        {
            for (var slot = 0; slot < 3; slot++) keys.Write(slot, Key(slot));
            keys.Destroy(1);
            Assert.False(keys.Read(1, read));
        }
        Assert.Equal(-1, File.ReadAllBytes(KeyFile).AsSpan().IndexOf(Key(1)));

        using var reopened = CaseKeys.OpenForReading(KeyFile);
        Assert.False(reopened.Read(1, read));
        Assert.False(BodySeal.Open(read, 1, commitment, seal, new byte[2]));
        Holds(reopened, [0, 2]);
    }

    [Fact]
    public void Only_the_owner_may_read_the_file()
    {
        CaseKeys.OpenForWriting(KeyFile).Dispose();
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));

        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var refused = Assert.Throws<FolderException>(() => CaseKeys.OpenForReading(KeyFile));
        Assert.Contains("chmod 600", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_key_file_is_refused()
    {
        PrivateFile.Create(KeyFile, new byte[100]);
        Assert.Throws<FolderException>(() => CaseKeys.OpenForWriting(KeyFile));
    }

    [Fact]
    public void A_key_of_zeros_is_refused_because_it_would_look_destroyed()
    {
        using var keys = CaseKeys.OpenForWriting(KeyFile);
        Assert.Throws<ArgumentException>(() => keys.Write(0, new byte[32]));
    }

    private static void Holds(CaseKeys keys, long[] slots)
    {
        var read = new byte[32];
        foreach (var slot in slots)
        {
            Assert.True(keys.Read(slot, read));
            Assert.Equal(Key(slot), read);
        }
    }

    private static byte[] Key(long slot)
    {
        var key = new byte[32];
        key.AsSpan().Fill(0xA5);
        BitConverter.TryWriteBytes(key, slot);
        return key;
    }
}
