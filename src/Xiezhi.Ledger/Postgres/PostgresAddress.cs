using System.Text.RegularExpressions;
using Npgsql;
using Xiezhi.Ledger.Stores;

namespace Xiezhi.Ledger.Postgres;

/// <summary>
/// Which ledger of which PostgreSQL: server, database and, in it, a schema (<c>Search Path</c>; <c>xiezhi</c> when none is named). Written as Npgsql writes connections,
/// without a password: that lies in a passfile (<c>PGPASSFILE</c>, <c>Passfile=</c>, <c>~/.pgpass</c>), never in <c>folder.json</c>.
/// </summary>
public sealed partial class PostgresAddress
{
    // The statements are few and go by key; what follows from guesses about an empty table would stay for as long as a connection lives.
    private const string Settings = "-c synchronous_commit=on -c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off";
    private readonly NpgsqlConnectionStringBuilder builder;

    private PostgresAddress(string text, NpgsqlConnectionStringBuilder builder)
    {
        Text = text;
        this.builder = builder;
    }

    /// <summary>As it was given, and as <c>folder.json</c> keeps it.</summary>
    public string Text { get; }

    public string Schema => builder.SearchPath!;

    /// <exception cref="LedgerStoreException">It cannot be read, names no server or database, or holds a password.</exception>
    public static PostgresAddress Parse(string text)
    {
        NpgsqlConnectionStringBuilder read;
        try
        {
            read = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception unknown) when (unknown is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new LedgerStoreException($"The store's address cannot be read: {unknown.Message.Split('\n')[0].TrimEnd('.')}. Write it like: {Example}", unknown);
        }

        if (!string.IsNullOrEmpty(read.Password))
            throw new LedgerStoreException("The store's address holds a password, which would lie in folder.json. Put it into a passfile (PGPASSFILE or ~/.pgpass) and leave it out here.");
        if (string.IsNullOrEmpty(read.Host) || string.IsNullOrEmpty(read.Database))
            throw new LedgerStoreException($"The store's address names no {(string.IsNullOrEmpty(read.Host) ? "Host" : "Database")}. Write it like: {Example}");
        read.SearchPath = string.IsNullOrEmpty(read.SearchPath) ? "xiezhi" : read.SearchPath;
        if (!SchemaName().IsMatch(read.SearchPath))
            throw new LedgerStoreException($"Search Path={read.SearchPath} names no single schema. Use up to 63 small letters, digits and _, such as Search Path=yibin.");
        read.Options = string.IsNullOrEmpty(read.Options) ? Settings : $"{read.Options} {Settings}";
        read.ApplicationName ??= $"xiezhi, process {Environment.ProcessId}";
        read.MaxAutoPrepare = 100;
        read.AutoPrepareMinUsages = 2;
        if (!read.ContainsKey("Maximum Pool Size")) read.MaxPoolSize = 40;
        if (!read.ContainsKey("Command Timeout")) read.CommandTimeout = 120;
        if (!read.ContainsKey("GSS Encryption Mode")) read.GssEncryptionMode = GssEncryptionMode.Disable;
        read.TcpKeepAlive = true;
        read.NoResetOnClose = true;
        return new PostgresAddress(text, read);
    }

    /// <summary>Server, database and schema, for whoever reads a message.</summary>
    public override string ToString() => $"PostgreSQL {builder.Host}{(builder.Port == NpgsqlConnection.DefaultPort ? "" : $":{builder.Port}")}/{builder.Database}, schema {Schema}";

    internal NpgsqlDataSource Readers() => NpgsqlDataSource.Create(builder.ConnectionString);

    /// <summary>A connection of its own, which ends when it is disposed of and is given to nobody else.</summary>
    internal NpgsqlConnection Writer() => new(new NpgsqlConnectionStringBuilder(builder.ConnectionString) { Pooling = false }.ConnectionString);

    /// <summary>What PostgreSQL said, with what to do about it.</summary>
    internal LedgerStoreException Failed(Exception failure)
    {
        if (failure is not PostgresException said)
            return new($"{this}: {failure.Message.TrimEnd('.')}{(failure.InnerException is { } inner ? $" ({inner.Message.TrimEnd('.')})" : "")}. Check that the server runs and can be reached, then start again: what was acknowledged is safe.", failure);
        var next = said.SqlState switch
        {
            PostgresErrorCodes.DiskFull => "Free some space on the server's disk and try again.",
            PostgresErrorCodes.InsufficientPrivilege => "Let the owner of the schema grant it, or name another user in the store's address.",
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "Put the user's password into a passfile (PGPASSFILE or ~/.pgpass, mode 0600).",
            PostgresErrorCodes.InvalidCatalogName => "Make the database first: createdb NAME",
            PostgresErrorCodes.TooManyConnections => "Raise max_connections, or lower Maximum Pool Size in the store's address.",
            ['2', '3', ..] => "What was to be written contradicts what the store holds; nothing of it was kept.",
            ['5', '7', ..] => "The server ended the connection. When it runs again, start again: what was acknowledged is safe.",
            ['X', 'X', ..] => "The database is damaged: run fsck and restore the folder from a backup.",
            _ => "Start again; if it comes back, report it with these words.",
        };
        return new($"{this}: {said.MessageText.TrimEnd('.')} ({said.SqlState}). {next}", failure);
    }

    private const string Example = "Host=db.example.cn;Database=xiezhi;Username=xiezhi;Search Path=yibin";

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SchemaName();
}
