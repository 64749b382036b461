using System.Buffers;
using Xiezhi.Ledger.Leaves;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Columns;

public sealed partial class ColumnStore
{
    /// <summary>Name of the block that says what the others are; it must be saved with them, in one transaction.</summary>
    public const string HeadName = "columns";

    private const int HeadFormat = 1;
    private const string ListsSuffix = "/acts";

    /// <summary>All blocks; the same bytes for the same log and plan, however the columns came to be.</summary>
    public IEnumerable<ColumnBlock> Blocks() => Blocks(all: true);

    /// <summary>The head, and those blocks that changed since <see cref="Saved"/> was last called.</summary>
    public IEnumerable<ColumnBlock> ChangedBlocks() => Blocks(all: false);

    /// <summary>Says that everything up to now has been saved.</summary>
    public void Saved()
    {
        using var held = Writing();
        foreach (var table in AllTables)
        {
            table.ListsChanged = false;
            foreach (var chunk in table.Chunks)
            {
                if (chunk is not null)
                {
                    chunk.Changed = false;
                }
            }
        }
    }

    /// <summary>Columns as they were saved, or null when they must be built anew from the log: nothing was saved, or under another plan or format.</summary>
    /// <param name="plan">The plan that is needed now.</param>
    /// <param name="read">Gives all blocks saved under a name, in ascending order of their numbers.</param>
    /// <exception cref="InvalidDataException">A block is broken.</exception>
    public static ColumnStore? Restore(ColumnPlan plan, Func<string, IReadOnlyList<ColumnBlock>> read)
    {
        var head = read(HeadName);
        if (head.Count == 0)
        {
            return null;
        }

        var reader = new BlockReader(head[0].Data.Span);
        if (reader.Int() != HeadFormat || !reader.Take(plan.Digest.Length).SequenceEqual(plan.Digest.Span))
        {
            return null;
        }

        var store = new ColumnStore(plan);
        var size = reader.Long();
        store.ReadDeclarations(ref reader);
        store.ReadOutOfLine(ref reader);
        var count = reader.Count();
        for (var i = 0; i < count; i++)
        {
            store.ReadTable(ref reader, read);
        }

        reader.End();
        store.Size = size;
        return store;
    }

    private IEnumerable<RegisterTable> AllTables => procedures.SelectMany(procedure => procedure.Tables);

    private IEnumerable<ColumnBlock> Blocks(bool all)
    {
        using var held = Reading();
        var buffer = new ArrayBufferWriter<byte>();
        yield return Block(HeadName, 0, buffer, WriteHead);
        foreach (var table in AllTables)
        {
            for (var n = 0; n < table.Chunks.Count; n++)
            {
                if (table.Chunks[n] is { } chunk && (all || chunk.Changed))
                {
                    yield return Block(table.Name, n, buffer, (ref BlockWriter writer) => chunk.Write(ref writer));
                }
            }

            if (table.Lists.Any(list => list.Count > 0) && (all || table.ListsChanged))
            {
                yield return Block(table.Name + ListsSuffix, 0, buffer, (ref BlockWriter writer) =>
                {
                    foreach (var list in table.Lists)
                    {
                        list.Write(ref writer);
                    }
                });
            }
        }
    }

    private delegate void Parts(ref BlockWriter writer);

    private ColumnBlock Block(string name, int number, ArrayBufferWriter<byte> buffer, Parts parts)
    {
        buffer.ResetWrittenCount();
        var writer = new BlockWriter(buffer);
        parts(ref writer);
        return new ColumnBlock(name, number, Size, buffer.WrittenSpan.ToArray());
    }

    private void WriteHead(ref BlockWriter writer)
    {
        writer.Int(HeadFormat);
        writer.Raw(Plan.Digest.Span);
        writer.Long(Size);
        writer.Int(declarations.Count);
        foreach (var (index, leaf) in declarations)
        {
            writer.Long(index);
            writer.Int(leaf.Length);
            writer.Raw(leaf);
        }

        writer.Int(outOfLine.Count);
        foreach (var entry in outOfLine)
        {
            writer.Int(Find(entry.Register.Procedure)!.Number);
            writer.Int(entry.Register.Organ);
            writer.Int(entry.Register.Year);
            writer.Int(entry.Ordinal);
            writer.Int(entry.Number);
            writer.Long(entry.Leaf);
        }

        // Registers that a closing leaf alone made are made again by it.
        var tables = AllTables.Where(table => table.Rows > 0).ToList();
        writer.Int(tables.Count);
        foreach (var table in tables)
        {
            writer.Int(table.Procedure.Number);
            writer.Int(table.Organ);
            writer.Int(table.Year);
        }
    }

    private void ReadDeclarations(ref BlockReader reader)
    {
        var count = reader.Count();
        for (var i = 0; i < count; i++)
        {
            Size = reader.Long();
            var leaf = reader.Take(reader.Count()).ToArray();
            Declare(leaf);
            declarations.Add((Size, leaf));
        }
    }

    private void ReadOutOfLine(ref BlockReader reader)
    {
        var count = reader.Count();
        for (var i = 0; i < count; i++)
        {
            var procedure = procedures[Below(reader.Int(), procedures.Count)].Id;
            outOfLine.Add(new Gap.EntryOutOfLine(new RegisterKey(procedure, reader.Int(), reader.Int()), reader.Int(), reader.Int(), reader.Long()));
        }
    }

    private void ReadTable(ref BlockReader reader, Func<string, IReadOnlyList<ColumnBlock>> read)
    {
        var procedure = procedures[Below(reader.Int(), procedures.Count)];
        var table = procedure.Table(Below(reader.Int(), organs.Count), ActLeaf.FirstYear + Below(reader.Int() - ActLeaf.FirstYear, DateOnly.MaxValue.Year));
        foreach (var block in read(table.Name))
        {
            table.Restore(block.Block, ColumnChunk.Read(procedure.Plan, block.Data.Span));
        }

        if (table.Lists.Length > 0 && read(table.Name + ListsSuffix) is [var lists, ..])
        {
            var items = new BlockReader(lists.Data.Span);
            foreach (var list in table.Lists)
            {
                list.Read(ref items, table.Rows);
            }

            items.End();
        }
    }

    private static int Below(int number, int limit) => (uint)number < (uint)limit ? number : throw BlockReader.Broken();
}
