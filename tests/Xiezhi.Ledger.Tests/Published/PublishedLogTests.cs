using CsCheck;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;
using Xiezhi.Ledger.Published;

namespace Xiezhi.Ledger.Tests.Published;

public sealed class PublishedLogTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("xiezhi-log-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1_000)]
    [InlineData(20_000)]
    public void What_was_exported_is_read_again_leaf_by_leaf(int size)
    {
        var log = PublishedLog.Open(new FolderFiles(Export(new MemoryLog(size))));

        Assert.Equal(size, log.Checkpoint.Size);
        Assert.Equal([.. Enumerable.Range(0, size).Select(MemoryLog.Leaf)], Read(log));
    }

    [Fact]
    public void An_export_has_the_files_that_the_specification_names_and_no_others()
    {
        var folder = Export(new MemoryLog(600));

        Assert.Equal(
            [
                "checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2",
                "tile/entries/000", "tile/entries/001", "tile/entries/002.p/88", "vkey",
            ],
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder, file))
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Tiles_hold_the_hashes_of_their_bundle()
    {
        var folder = Export(new MemoryLog(600));

        var expected = Enumerable.Range(256, 256).SelectMany(i => TreeHash.OfLeaf(MemoryLog.Leaf(i)).ToArray());
        Assert.Equal(expected, File.ReadAllBytes(Path.Combine(folder, "tile/0/001")));
    }

    [Fact]
    public void Only_what_the_checkpoint_covers_is_exported()
    {
        var log = PublishedLog.Open(new FolderFiles(Export(new MemoryLog(size: 700, signed: 300))));

        Assert.Equal(300, Read(log).Count);
    }

    [Fact]
    public void A_store_that_has_grown_beyond_its_checkpoint_is_read_up_to_it()
    {
        var source = new MemoryLog(size: 700, signed: 300);

        Assert.Equal(300, Read(VerifiedLog.Open(source, source.Tree, MemoryLog.Signer.Verifier)).Count);
    }

    [Fact]
    public void An_export_into_a_folder_with_files_is_refused()
    {
        var folder = Export(new MemoryLog(1));

        Assert.Throws<IOException>(() => LogExport.Write(new MemoryLog(1), MemoryLog.Signer.Verifier, folder, witnessed: null, progress: null, ct: CancellationToken.None));
    }

    [Fact]
    public void A_changed_store_is_not_exported_as_a_log()
    {
        var folder = Path.Combine(root, "changed");

        Assert.Throws<BrokenLogException>(() =>
            LogExport.Write(new MemoryLog(600).Tampered(300), MemoryLog.Signer.Verifier, folder, witnessed: null, progress: null, ct: CancellationToken.None));

        Assert.Throws<BrokenLogException>(() => PublishedLog.Open(new FolderFiles(folder)));
    }

    [Fact]
    public void A_changed_leaf_of_a_store_is_named_by_its_bundle()
    {
        var source = new MemoryLog(20_000).Tampered(17_000);

        var broken = Assert.Throws<BrokenLogException>(() => Read(VerifiedLog.Open(source, source.Tree, MemoryLog.Signer.Verifier)));

        Assert.Contains("leaves 16896 to 17151", broken.Message);
    }

    [Fact]
    public void Every_flipped_bit_that_a_reader_relies_on_is_found()
    {
        var folder = Export(new MemoryLog(600));
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            // Full tiles of leaf hashes follow from the bundles, which are what is read.
            .Where(file => !file.EndsWith("tile/0/000", StringComparison.Ordinal) && !file.EndsWith("tile/0/001", StringComparison.Ordinal))
            .ToArray();
        Gen.Select(Gen.Int[0, files.Length - 1].Select(i => files[i]), Gen.Int[0, 1_000_000], Gen.Int[0, 7]).Sample((file, where, bit) =>
        {
            var good = File.ReadAllBytes(file);
            var bad = (byte[])good.Clone();
            bad[where % bad.Length] ^= (byte)(1 << bit);
            File.WriteAllBytes(file, bad);
            Assert.Throws<BrokenLogException>(() => Read(PublishedLog.Open(new FolderFiles(folder))));
            File.WriteAllBytes(file, good);
        }, iter: 300, threads: 1);
    }

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("tile/entries/000")]
    [InlineData("tile/entries/002.p/88")]
    [InlineData("tile/1/000.p/2")]
    [InlineData("tile/0/002.p/88")]
    public void A_file_that_is_cut_or_lengthened_or_missing_is_found(string name)
    {
        var folder = Export(new MemoryLog(600));
        var file = Path.Combine(folder, name);
        var good = File.ReadAllBytes(file);

        File.WriteAllBytes(file, good[..^1]);
        Assert.Throws<BrokenLogException>(() => Read(PublishedLog.Open(new FolderFiles(folder))));
        File.WriteAllBytes(file, [.. good, 1]);
        Assert.Throws<BrokenLogException>(() => Read(PublishedLog.Open(new FolderFiles(folder))));
        File.Delete(file);
        Assert.Contains(name, Assert.Throws<BrokenLogException>(() => Read(PublishedLog.Open(new FolderFiles(folder)))).Message);
    }

    [Fact]
    public void An_upper_tile_that_does_not_follow_from_the_lower_ones_is_refused()
    {
        // Given a log with a hash in level 2, which no reader of leaves needs
        var folder = Export(new MemoryLog(65_600));
        var file = Path.Combine(folder, "tile/2/000.p/1");
        File.WriteAllBytes(file, new byte[TreeHash.Length]);

        Assert.Contains("tile/2/000.p/1", Assert.Throws<BrokenLogException>(() => PublishedLog.Open(new FolderFiles(folder))).Message);
    }

    [Fact]
    public void A_checkpoint_of_more_leaves_than_are_there_is_refused()
    {
        // Given the folder of a shorter log under the genuine checkpoint of the longer one
        var folder = Export(new MemoryLog(600));
        File.WriteAllText(Path.Combine(folder, "checkpoint"), new MemoryLog(700).Checkpoint.ToString());

        Assert.Throws<BrokenLogException>(() => PublishedLog.Open(new FolderFiles(folder)));
    }

    [Fact]
    public void A_log_of_another_key_is_refused_by_a_reader_who_knows_the_right_one()
    {
        var folder = Export(new MemoryLog(600));

        PublishedLog.Open(new FolderFiles(folder), MemoryLog.Signer.Verifier);
        Assert.Throws<BrokenLogException>(() => PublishedLog.Open(new FolderFiles(folder), NoteSigner.FromSeed("log.example/yibin", [.. Enumerable.Repeat((byte)9, 32)]).Verifier));
    }

    [Fact]
    public void A_visitor_that_fails_ends_the_reading_with_its_own_error()
    {
        var source = new MemoryLog(20_000);

        Assert.Throws<InvalidOperationException>(() =>
            VerifiedLog.Open(source, source.Tree, MemoryLog.Signer.Verifier).Read((_, _) => throw new InvalidOperationException()));
    }

    private string Export(MemoryLog log)
    {
        var folder = Path.Combine(root, Guid.NewGuid().ToString());
        LogExport.Write(log, MemoryLog.Signer.Verifier, folder, witnessed: null, progress: null, ct: CancellationToken.None);
        return folder;
    }

    private static List<byte[]> Read(VerifiedLog log)
    {
        var leaves = new List<byte[]>();
        log.Read((index, leaf) =>
        {
            Assert.Equal(leaves.Count, index);
            leaves.Add(leaf.ToArray());
        });
        return leaves;
    }
}
