using Xiezhi.Ledger.Casework;
using Xiezhi.Ledger.CrashingWriter;
using Xiezhi.Ledger.Folders;
using Xiezhi.Ledger.Keys;
using Xiezhi.Ledger.Published;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Stores;
using Xiezhi.Ledger.Tests.Casework;
using Xiezhi.Ledger.Verification;
using Xiezhi.Tests;

namespace Xiezhi.Ledger.Tests.Folders;

/// <summary>Backups that are taken while people act, and what becomes of them.</summary>
public sealed class FolderCopyTests(PostgresCluster postgres) : CaseworkTests
{
    [Fact]
    public async Task A_copy_that_is_taken_while_many_act_is_a_sound_folder_and_goes_back_into_either_store()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(n => Open($"before {n}")));
        var before = city.Ledger.Store.Size;
        var acting = Task.WhenAll(Enumerable.Range(0, 400).Select(n => Task.Run(() => Open($"beside {n}"))));
        Copy("city", "backup", null);
        await acting;

        Sound("backup", before);
        Copy("backup", "again", null);
        Copy("backup", "elsewhere", postgres.NewAddress());
        Sound("again", before);
        Sound("elsewhere", before);

        await city.DisposeAsync();
        city = LiveCity.Open(temporary["elsewhere"]);
        Assert.True(Recorded(await Open("before 7")).Repeated);
        Assert.False(Recorded(await Open("after")).Repeated);
    }

    [Fact]
    public async Task A_case_that_was_erased_since_the_backup_stays_erased_when_the_newer_keys_are_left()
    {
        var erased = Recorded(await Open("erased")).Case;
        Recorded(await Open("kept"));
        Copy("city", "backup", null);
        var slot = Row(erased).KeySlot;
        city.Ledger.Folder.Keys.Destroy(slot);
        Recorded(await Open("later"));

        Copy("backup", "restored", null, temporary["city/keys"]);

        using var keys = CaseKeys.OpenForReading(temporary["restored/keys"]);
        var key = new byte[CaseKeys.KeyLength];
        Assert.False(keys.Read(slot, key));
        Assert.True(keys.Read(slot + 1, key));
        // The log of the copy is older than the erasure: it has to be said in it again.
        using var folder = DataFolder.OpenForReading(temporary["restored"]);
        Assert.Contains(erased.ToString(), Assert.Single(FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken)).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_without_keys_is_read_by_nobody_and_takes_the_keys_of_its_own_cases_when_it_is_restored()
    {
        var kept = Recorded(await Open("kept"));
        using (var folder = DataFolder.OpenForReading(temporary["city"])) { FolderCopy.Write(folder, temporary["backup"], null, null, "test", withKeys: false); }
        var lost = Recorded(await Open("lost"));
        byte[] key = new byte[CaseKeys.KeyLength], other = new byte[CaseKeys.KeyLength];
        city.Ledger.Folder.Keys.Read(Row(kept.Case).KeySlot, key);

        Copy("backup", "restored", null, temporary["city/keys"]);

        Sound("backup", 1);
        Sound("restored", 1);
        using var without = CaseKeys.OpenForReading(temporary["backup/keys"]);
        Assert.Equal(0, without.Slots);
        using var keys = CaseKeys.OpenForReading(temporary["restored/keys"]);
        Assert.True(keys.Read(Row(kept.Case).KeySlot, other));
        Assert.Equal(key, other);
        Assert.False(keys.Read(Row(lost.Case).KeySlot, other));
    }

    [Fact]
    public async Task What_a_restored_folder_lacks_is_said_by_number_and_by_entry()
    {
        await Task.WhenAll(Enumerable.Range(0, 300).Select(n => Open($"kept {n}")));
        Copy("city", "backup", null);
        var size = city.Ledger.Store.Size;
        var lost = new[] { Recorded(await Open("lost")), Recorded(await Open("lost too")) };
        var key = city.Ledger.Signer.Verifier;
        LogExport.Write(new StoredLog(city.Ledger.Store), key, temporary["log"], witnessed: null, progress: null, TestContext.Current.CancellationToken);

        using var restored = DataFolder.OpenForReading(temporary["backup"]);
        var last = Checkpoint.Open(SignedNote.Parse(city.Ledger.Store.LatestCheckpoint()!.Note), key);
        var first = Checkpoint.Open(SignedNote.Parse(restored.Store.LatestCheckpoint()!.Note), key);
        Assert.Equal((null, 2L), (AgainstHead.Compare(restored.Store, last).Same, AgainstHead.Compare(restored.Store, last).Missing));
        Assert.Equal((true, 0L), (AgainstHead.Compare(restored.Store, first).Same, AgainstHead.Compare(restored.Store, first).Missing));
        Assert.Equal((true, 0L), (AgainstHead.Compare(city.Ledger.Store, first).Same, AgainstHead.Compare(city.Ledger.Store, first).Missing));
        Assert.False(AgainstHead.Compare(restored.Store, new Checkpoint(first.Origin, size - 1, first.Root)).Same);

        var missing = new List<long>();
        var compared = AgainstHead.Compare(restored.Store, PublishedLog.Open(new FolderFiles(temporary["log"]), key), (index, _) => missing.Add(index));
        Assert.Equal((true, 2L), (compared.Same, compared.Missing));
        Assert.Equal(lost.Select(l => l.Leaf), missing);
    }

    [Fact]
    public void A_copy_is_not_written_over_something()
    {
        Directory.CreateDirectory(temporary["mine"]);
        File.WriteAllText(temporary["mine/letter.txt"], "");
        Assert.Throws<FolderException>(() => Copy("city", "mine", null));
        Assert.Equal("letter.txt", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(temporary["mine"]))));
    }

    [Fact]
    public void A_copy_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows()) { return; }

        Copy("city", "backup", null);
        foreach (var file in new[] { "keys", "signing.key" }) { Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(temporary[$"backup/{file}"])); }
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(temporary["backup"]));
    }

    private void Copy(string from, string to, string? store, string? keys = null)
    {
        using var folder = DataFolder.OpenForReading(temporary[from]);
        FolderCopy.Write(folder, temporary[to], store, keys, "test");
    }

    private void Sound(string name, long atLeast)
    {
        using var folder = DataFolder.OpenForReading(temporary[name]);
        Assert.True(folder.Store.Size >= atLeast);
        Assert.Empty(FolderCheck.Run(folder, RealLaw.Book, RealLaw.Plan, null, TestContext.Current.CancellationToken));
    }
}
