using System.Reflection;

namespace Xiezhi.Ledger.Sqlite;

/// <summary>The statements of <c>Sqlite/Sql/</c>, each in the file of its name.</summary>
internal static class SqlText
{
    public static string Of(string statement)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Sqlite/" + statement)
            ?? throw new ArgumentException($"There is no statement '{statement}'.", nameof(statement));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
