using System.Collections.Concurrent;
using System.Reflection;

namespace Xiezhi.Ledger.Postgres;

/// <summary>The statements of <c>Postgres/Sql/</c>, each in the file of its name.</summary>
internal static class PostgresSql
{
    private static readonly ConcurrentDictionary<string, string> Texts = [];

    public static string Of(string statement) => Texts.GetOrAdd(statement, static name =>
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Postgres/" + name)
            ?? throw new ArgumentException($"There is no statement '{name}'.", nameof(statement));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    });
}
