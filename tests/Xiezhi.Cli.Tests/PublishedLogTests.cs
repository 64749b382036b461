using System.Text.Json.Nodes;

namespace Xiezhi.Cli.Tests;

/// <summary>What a stranger's recount says of a published log in which somebody changed something. One file is changed at a time, and put back.</summary>
public sealed class PublishedLogTests(ReplayedCity city, PublishedLogTests.Log log) : IClassFixture<PublishedLogTests.Log>
{
    /// <summary>A published log of this class alone.</summary>
    public sealed class Log : IDisposable
    {
        private readonly TemporaryFolder temporary = new();

        public Log(ReplayedCity city) => Answer.Done("log", "export", "--data", city.Data, "--out", Path);

        public string Path => temporary["log"];

        public void Dispose() => temporary.Dispose();
    }

    [Fact]
    public void A_changed_leaf_is_found_by_its_bundle()
    {
        using var changed = Changed("tile/entries/002", bytes => bytes[700] ^= 1);

        Recounts(code: 1, "leaves 512 to 767");
    }

    [Fact]
    public void A_bundle_that_is_missing_or_cut_is_named()
    {
        using (Changed("tile/entries/003", bytes => null)) { Recounts(code: 1, "tile/entries/003"); }
        using (Changed("tile/entries/003", bytes => bytes[..^40])) { Recounts(code: 1, "Leaves 768 to 1023"); }
        using (Changed("tile/entries/003", bytes => [.. bytes, 0, 1, 7])) { Recounts(code: 1, "3 bytes follow", "1023"); }
    }

    [Fact]
    public void A_changed_tile_does_not_lead_to_the_signed_root()
    {
        using (Changed("tile/1/000", bytes => bytes[100] ^= 1)) { Recounts(code: 1, "root"); }
        using (Changed(Last("tile/2"), bytes => bytes[5] ^= 1)) { Recounts(code: 1, "tile/2"); }
    }

    [Fact]
    public void A_changed_head_is_not_trusted()
    {
        using (Changed("checkpoint", bytes => bytes[IndexOf(bytes, '\n') + 1]++)) { Recounts(code: 1, "cannot be trusted"); }
        using (Changed("checkpoint", bytes => bytes[^8] = bytes[^8] == (byte)'A' ? (byte)'B' : (byte)'A')) { Recounts(code: 1, "cannot be trusted"); }
        using (Changed("checkpoint", bytes => null)) { Recounts(code: 1, "'checkpoint'"); }
        using (Changed("vkey", bytes => bytes[^4] = bytes[^4] == (byte)'A' ? (byte)'B' : (byte)'A')) { Recounts(code: 1, "cannot be trusted"); }
    }

    [Fact]
    public void A_reader_who_brings_another_key_is_told_that_it_did_not_sign_this_log()
    {
        var key = File.ReadAllText(Path.Combine(log.Path, "vkey")).Trim();
        var other = Ledger.Notes.NoteSigner.Generate(key[..key.IndexOf('+')]).Verifier;

        Assert.Equal(0, Answer.To("recount", log.Path, "--key", key).ExitCode);
        var ran = Answer.To("recount", log.Path, "--key", $"{other}");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("no signature of key", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_published_figure_that_the_log_does_not_count_is_called_different()
    {
        using var changed = Changed("figures.json", bytes =>
        {
            var json = JsonNode.Parse(bytes)!;
            var figure = json["figures"]!.AsArray().Single(f => (string?)f!["id"] == "reconsideration_accepted")!;
            figure["unrounded"] = 173;
            figure["printed"] = "173件";
            return System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
        });

        var ran = Answer.To("recount", log.Path);

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(@"reconsideration_accepted +173件 +172件 +DIFFERENT", ran.Output);
        Assert.Equal(20, ran.Output.Split('\n').Count(line => line.EndsWith("equal", StringComparison.Ordinal)));
    }

    [Fact]
    public void Definitions_that_were_exchanged_are_found()
    {
        using var changed = Changed("definitions.json", bytes => System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(bytes).Replace("\"register\"", "\"close\"", StringComparison.Ordinal)));

        Recounts(code: 1, "definitions.json", "other definitions");
    }

    [Fact]
    public void A_second_reader_in_another_language_counts_the_same_figures()
    {
        var ours = Answer.Done("recount", log.Path);
        var second = SecondReader();

        Assert.Equal((0, ""), (second.ExitCode, second.Errors));
        Assert.Equal(ours.Output.Split('\n')[1..], second.Output.Split('\n')[1..]);
        Assert.Equal(21, second.Output.Split('\n').Count(line => line.EndsWith(" equal", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_second_reader_finds_what_was_changed_cut_or_signed_by_another()
    {
        var key = File.ReadAllText(Path.Combine(log.Path, "vkey")).Trim();
        var other = Ledger.Notes.NoteSigner.Generate(key[..key.IndexOf('+')]).Verifier;
        using (Changed(Last("tile/entries"), bytes => bytes[^1] ^= 1)) { Refuses("do not lead to the signed root"); }
        using (Changed(Last("tile/entries"), bytes => null)) { Refuses("tile/entries"); }
        using (Changed("checkpoint", bytes => bytes[IndexOf(bytes, '\n') + 1]++)) { Refuses("no signature of key"); }
        Refuses("no signature of key", $"{other}");

        void Refuses(string says, params string[] key)
        {
            var answer = SecondReader(key);
            Assert.Equal(1, answer.ExitCode);
            Assert.StartsWith("recount.py: ", answer.Errors, StringComparison.Ordinal);
            Assert.Contains(says, answer.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Fsck_ends_with_1_and_names_what_was_changed()
    {
        using var temporary = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(city.Data)) { File.Copy(file, temporary[Path.GetFileName(file)]); }
        var keys = File.ReadAllBytes(temporary["keys"]);
        keys[32 * 100] ^= 1;
        File.WriteAllBytes(temporary["keys"], keys);

        var changed = Answer.To("fsck", "--data", temporary.Path);
        keys[5] ^= 1;
        File.WriteAllBytes(temporary["keys"], keys);
        var unreadable = Answer.To("fsck", "--data", temporary.Path);

        Assert.Equal((1, 1), (changed.ExitCode, unreadable.ExitCode));
        Assert.Contains("segment, body", changed.Output, StringComparison.Ordinal);
        Assert.Contains("keys", unreadable.Output, StringComparison.Ordinal);
    }

    private void Recounts(int code, params string[] says)
    {
        var ran = Answer.To("recount", log.Path);

        Assert.Equal(code, ran.ExitCode);
        Assert.StartsWith("xiezhi: ", ran.ErrorLines[0], StringComparison.Ordinal);
        Assert.All(says, words => Assert.Contains(words, ran.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    private Answer SecondReader(params string[] key) => Answer.Of("python3", [Path.Combine(Answer.Root, "verify", "recount.py"), log.Path, .. key]);

    private string Last(string folder) => Path.GetRelativePath(log.Path,
        Directory.EnumerateFiles(Path.Combine(log.Path, folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last());

    private static int IndexOf(byte[] bytes, char c) => Array.IndexOf(bytes, (byte)c);

    private Restored Changed(string file, Action<byte[]> change) => Changed(file, bytes =>
    {
        change(bytes);
        return bytes;
    });

    private Restored Changed(string file, Func<byte[], byte[]?> change)
    {
        var path = Path.Combine(log.Path, file);
        var bytes = File.ReadAllBytes(path);
        if (change([.. bytes]) is { } changed) { File.WriteAllBytes(path, changed); }
        else { File.Delete(path); }
        return new Restored(path, bytes);
    }

    private sealed record Restored(string Path, byte[] Bytes) : IDisposable
    {
        public void Dispose() => File.WriteAllBytes(Path, Bytes);
    }
}
