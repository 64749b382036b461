using Xiezhi.Law.Time;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Merkle;
using Xiezhi.Ledger.Notes;

namespace Xiezhi.Ledger.Tests.Leaves;

/// <summary>What docs/leaf-format.md promises to strangers holds: its vectors are read from the document itself.</summary>
public sealed class LeafFormatDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(HouseFolder(), "docs", "leaf-format.md"));

    [Fact]
    public void The_leaves_of_the_document_are_those_that_are_written() =>
        Assert.Equal(DocumentedLog.Leaves.Select(leaf => (leaf.Name, Hex(leaf.Bytes))), Vectors("leaf"));

    [Fact]
    public void The_hashes_of_the_document_are_those_of_its_leaves() =>
        Assert.Equal(DocumentedLog.Leaves.Select(leaf => (leaf.Name, Hex(TreeHash.OfLeaf(leaf.Bytes).ToArray()))), Vectors("hash"));

    [Fact]
    public void The_root_of_the_document_is_that_of_its_leaves() =>
        Assert.Equal([("12-leaves", Hex(DocumentedLog.Tree.Root.ToArray()))], Vectors("root"));

    [Fact]
    public void The_key_and_the_checkpoint_of_the_document_are_those_of_its_log()
    {
        var plain = Document.Replace("\n    ", "\n");

        Assert.Contains($"\n{DocumentedLog.Signer.Verifier}\n", plain);
        Assert.Contains($"\n{DocumentedLog.Checkpoint}", plain);
        SignedNote.Parse(DocumentedLog.Checkpoint).Verify(DocumentedLog.Signer.Verifier);
    }

    [Fact]
    public void Leaves_that_the_document_shows_alone_are_written_and_read_so()
    {
        var calendar = new CalendarLeaf(0, [new CalendarYear(2024, "", [new NamedDay(new DateOnly(2024, 1, 1), "")], [new NamedDay(new DateOnly(2024, 2, 4), "")])], []);
        var outage = calendar with { Number = 1, Outages = [new Outage(FilingSystem.Named("online-filing"), new DateOnly(2024, 3, 11), new DateOnly(2024, 3, 12))] };
        var moved = new MovedLeaf(1, 0, 0, 2024, 1, 1, (new DateOnly(2024, 4, 1), new DateOnly(2024, 4, 2)));
        var erasure = new ErasureLeaf(0, 0, 2024, 1, new DateOnly(2030, 5, 6), By: 1, Officer: 12, Approver: 1, "period-over");
        var persons = new PersonsLeaf(2, "decided", 0, 1, Convert.FromHexString("0000000000000000000000000000000100000000000000000000000000000002"));

        Assert.Equal([("calendar", Hex(calendar.ToBytes())), ("outage", Hex(outage.ToBytes())), ("moved", Hex(moved.ToBytes())), ("erasure", Hex(erasure.ToBytes())), ("persons", Hex(persons.ToBytes()))], Vectors("alone"));
        Assert.Equal(persons.ToBytes(), PersonsLeaf.Read(persons.ToBytes()).ToBytes());
        Assert.Equal(erasure, ErasureLeaf.Read(erasure.ToBytes()));
        Assert.Throws<LeafFormatException>(() => ErasureLeaf.Read([.. erasure.ToBytes(), 0]));
        Assert.Equal(calendar.ToBytes(), CalendarLeaf.Read(calendar.ToBytes()).ToBytes());
        Assert.Equal(outage.ToBytes(), CalendarLeaf.Read(outage.ToBytes()).ToBytes());
        Assert.Throws<LeafFormatException>(() => CalendarLeaf.Read((outage with { Outages = [.. outage.Outages, .. outage.Outages] }).ToBytes()));
        Assert.Equal(moved, MovedLeaf.Read(moved.ToBytes()));
        Assert.Throws<LeafFormatException>(() => CalendarLeaf.Read([.. calendar.ToBytes(), 0]));
        Assert.Throws<LeafFormatException>(() => MovedLeaf.Read(moved.ToBytes().AsSpan(0, moved.ToBytes().Length - 1)));
    }

    [Fact]
    public void What_the_document_calls_refused_is_refused_at_the_byte_that_it_names()
    {
        var refused = Vectors("refused");

        Assert.NotEmpty(refused);
        foreach (var (offset, hex) in refused)
        {
            var refusal = Assert.Throws<LeafFormatException>(() => { ActLeaf.Read(Convert.FromHexString(hex)); });
            Assert.Equal((hex, offset), (hex, $"at-{refusal.Offset}"));
        }
    }

    /// <summary>Lines such as “    leaf genesis 10…”; a line indented further goes on with the value above it.</summary>
    private static List<(string Name, string Value)> Vectors(string word)
    {
        var found = new List<(string Name, string Value)>();
        var open = false;
        foreach (var line in Document.Split('\n'))
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (open && line.StartsWith("      ", StringComparison.Ordinal))
            {
                found[^1] = (found[^1].Name, found[^1].Value + parts[0]);
                continue;
            }
            open = parts.Length == 3 && line.StartsWith($"    {word} ", StringComparison.Ordinal);
            if (open)
                found.Add((parts[1], parts[2]));
        }
        return found;
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string HouseFolder()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Xiezhi.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("These tests run inside the house.");
        return folder;
    }
}
