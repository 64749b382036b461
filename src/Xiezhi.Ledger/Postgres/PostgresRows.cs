using Npgsql;

namespace Xiezhi.Ledger.Postgres;

internal static class PostgresRows
{
    public static byte[] Bytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    /// <summary>The first row, or the default when there is none.</summary>
    public static T? First<T>(this PostgresSession session, string statement, Func<NpgsqlDataReader, T?> read, params ReadOnlySpan<NpgsqlParameter> values)
    {
        T? first = default;
        session.Each(statement, row =>
        {
            first = read(row);
            return false;
        }, values);
        return first;
    }

    public static bool Is(this PostgresSession session, string statement) => session.First(statement, static row => row.GetBoolean(0));
}
