namespace Xiezhi.Office.Store;

/// <summary>The statements of <c>Store/Sql/</c>, each in the file of its name.</summary>
internal static class OfficeSql
{
    public static string Of(string statement)
    {
        using var stream = typeof(OfficeSql).Assembly.GetManifestResourceStream("Office/" + statement)
            ?? throw new ArgumentException($"There is no statement '{statement}'.", nameof(statement));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
