namespace Xiezhi.Ledger.Stores;

/// <summary>Something in the store that is not as it was written.</summary>
/// <param name="Table">The table that holds it; "file" for the file around them.</param>
/// <param name="Row">The row, in the words of the domain; empty for the table as a whole.</param>
public sealed record StoreFault(string Table, string Row, string What)
{
    public override string ToString() => Row.Length == 0 ? $"{Table}: {What}" : $"{Table} {Row}: {What}";
}
