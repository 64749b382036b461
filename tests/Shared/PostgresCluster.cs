using System.Diagnostics;
using Xiezhi.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresCluster))]

namespace Xiezhi.Tests;

/// <summary>
/// A real PostgreSQL for the tests of an assembly: a cluster of its own in a temporary folder, on a socket in it, as the machine's ordinary user for it. Started when the first
/// test asks for it; each test has a schema of its own.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    private const string Install = "apt-get install -y --no-install-recommends postgresql-15";
    private readonly Lock starting = new();
    private string? folder, user;
    private Process? server;
    private int schemas;

    /// <summary>The address of a schema that nobody has used.</summary>
    /// <remarks>Skips the test where PostgreSQL is not installed.</remarks>
    public string NewAddress()
    {
        lock (starting)
        {
            if (server is null) { Make(); }
        }

        return $"Host={folder};Database=postgres;Username=postgres;Search Path=t{Interlocked.Increment(ref schemas)}";
    }

    /// <summary>Kills the server and all its children at once, as a loss of power would.</summary>
    public void Kill()
    {
        var pid = server!.Id;
        var children = File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var id in children.Select(int.Parse).Prepend(pid))
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
                process.WaitForExit();
            }
            catch (ArgumentException)
            {
                // It had ended already.
            }
        }
    }

    /// <summary>Starts the server, again when it was killed, and returns when it answers.</summary>
    public void Start()
    {
        server?.Dispose();
        server = AsUser("postgres", "-D", $"{folder}/data", "-k", folder!, "-c", "listen_addresses=", "-c", "shared_buffers=64MB", "-c", "max_connections=100", "-c", "max_wal_size=1GB");
        _ = server.StandardError.ReadToEndAsync();
        while (Ended(AsUser("pg_isready", "-q", "-h", folder!)) != 0)
        {
            if (server.HasExited) { throw new InvalidOperationException($"PostgreSQL did not start; see {folder}."); }
        }
    }

    public void Dispose()
    {
        if (server is { HasExited: false }) { Kill(); }
        server?.Dispose();
        if (folder is not null) { Directory.Delete(folder, recursive: true); }
    }

    private void Make()
    {
        if (ProgramOf("initdb") is null) { Assert.Skip($"PostgreSQL is not installed. As root: {Install}"); }
        folder = Directory.CreateTempSubdirectory("pg-").FullName;
        if (Environment.UserName == "root")
        {
            // PostgreSQL does not run as root.
            user = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
            if (Ended(Run("chown", [user, folder])) != 0) { throw new InvalidOperationException($"{folder} cannot be given to {user}."); }
        }

        if (Ended(AsUser("initdb", "-D", $"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--data-checksums")) is not 0 and var code)
        {
            throw new InvalidOperationException($"initdb ended with {code}; see {folder}.");
        }

        Start();
    }

    private Process AsUser(string program, params string[] arguments) => user is null
        ? Run(ProgramOf(program)!, arguments)
        : Run("setpriv", ["--reuid", user, "--clear-groups", ProgramOf(program)!, .. arguments]);

    private Process Run(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;

    private static int Ended(Process process)
    {
        using (process)
        {
            _ = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode;
        }
    }

    private static string? ProgramOf(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => $"{version}/bin") : [])
        .Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists);
}
