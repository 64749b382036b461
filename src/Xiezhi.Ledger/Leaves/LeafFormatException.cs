namespace Xiezhi.Ledger.Leaves;

/// <summary>These bytes are no leaf of docs/leaf-format.md. The message names the offset and what was expected there.</summary>
public sealed class LeafFormatException(int offset, string problem) : FormatException($"Leaf byte {offset}: {problem}")
{
    /// <summary>Index of the first byte that cannot be right, counted from the start of the leaf.</summary>
    public int Offset { get; } = offset;
}
