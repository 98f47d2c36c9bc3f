using System.Diagnostics;
using Npgsql;
using TradeML.Core.Configuration;

namespace TradeML.Testing;

/// <summary>
/// A PostgreSQL server of Debian's package in a temporary folder, reached through a socket there, with a locale whose
/// sort order is not that of bytes. It ends with the test process, however that ends, and its folder with it: its shell
/// waits for the end of its input.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    private readonly DirectoryInfo folder;
    private readonly string binaries;
    private Process process;
    private int databases;

    private PostgresServer(DirectoryInfo folder, string binaries)
    {
        this.folder = folder;
        this.binaries = binaries;
        process = Launch();
    }

    /// <summary>Starts a server, or returns null when PostgreSQL is not installed.</summary>
    public static PostgresServer? TryStart()
    {
        if (Binaries() is not { } binaries) return null;
        var folder = Directory.CreateTempSubdirectory("trademl-pg-");
        if (Environment.IsPrivilegedProcess) Run("chown", "postgres", folder.FullName);
        Run(
            [.. AsUser(), $"{binaries}/initdb", "-D", $"{folder.FullName}/data", "-A", "trust", "-U", "trademl", "-E",
                "UTF8", "--no-sync",
            "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US"]);
        return new PostgresServer(folder, binaries);
    }

    /// <summary>Creates a database; the address as a user would write it into DB_URI.</summary>
    /// <param name="template">The database it is a copy of; nobody may be connected to that. Null for an empty
    /// one.</param>
    public Secret NewDatabase(string? template = null)
    {
        var name = $"lake{Interlocked.Increment(ref databases)}";
        Execute($"CREATE DATABASE {name} TEMPLATE {template ?? "template1"}");
        return new Secret($"postgresql:///{name}?host={folder.FullName}&user=trademl");
    }

    /// <summary>The name of a database.</summary>
    public static string NameOf(Secret database) => database.Reveal()["postgresql:///".Length..].Split('?')[0];

    /// <summary>Runs a statement as the server's owner in the database <c>postgres</c>.</summary>
    public void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(
            $"Host={folder.FullName};Username=trademl;Database=postgres;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Stops the server at once, as when it is killed: every connection is lost.</summary>
    public void Stop() => End("keep");

    /// <summary>Starts the stopped server again.</summary>
    public void Restart() => process = Launch();

    public void Dispose()
    {
        End("");
        if (Directory.Exists(folder.FullName)) Directory.Delete(folder.FullName, recursive: true);
    }

    private void End(string word)
    {
        process.StandardInput.Write(word);
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private Process Launch()
    {
        const string Script =
            """
            "$0" -D "$1/data" -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
                -c shared_buffers=64MB -c max_connections=60 \
                -c listen_addresses= -c unix_socket_directories="$1" >"$1/log" 2>&1 </dev/null &
            word=$(cat)
            kill -INT $!
            wait
            [ "$word" = keep ] || rm -rf "$1"
            """;
        var started = Process.Start(Info([.. AsUser(), "sh", "-c", Script, $"{binaries}/postgres", folder.FullName]))!;
        var ready = Info([$"{binaries}/pg_isready", "-q", "-h", folder.FullName]);
        for (var attempt = 0; ; attempt++)
        {
            using var probe = Process.Start(ready)!;
            probe.WaitForExit();
            if (probe.ExitCode == 0) return started;
            if (attempt == 600 || started.HasExited)
                throw new InvalidOperationException(
                    "PostgreSQL did not start: " + File.ReadAllText($"{folder.FullName}/log"));
            Task.Delay(50).Wait();
        }
    }

    // PostgreSQL refuses to run as root; Debian's package has made a user for it.
    private static string[] AsUser() =>
        Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]
            : [];

    private static string? Binaries() =>
        !Directory.Exists("/usr/lib/postgresql") ? null : Directory.GetDirectories("/usr/lib/postgresql")
        .OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0)
        .Select(d => d + "/bin")
        .FirstOrDefault(d => File.Exists(d + "/initdb") && File.Exists(d + "/postgres"));

    private static void Run(params string[] command)
    {
        using var process = Process.Start(Info(command))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command[0]} failed: {output}");
    }

    private static ProcessStartInfo Info(string[] command) => new(command[0], command[1..])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/",
        Environment = { ["LC_ALL"] = "C.UTF-8" },
    };
}
