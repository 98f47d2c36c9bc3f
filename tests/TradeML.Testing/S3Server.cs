using System.Diagnostics;
using NUnit.Framework;

namespace TradeML.Testing;

/// <summary>
/// An S3 server on loopback: npm's <c>s3rver</c>, installed once below the temporary folder. It ends with the test
/// process, however that ends.
/// </summary>
public sealed class S3Server : IDisposable
{
    /// <summary>How a test says that it was skipped for want of a server; the whole check looks for it.</summary>
    public const string Absent = "The S3 server s3rver is not there and can't be installed";

    private const string Script =
        """
        const S3rver = require(process.argv[1] + '/node_modules/s3rver');
        new S3rver({ address: '127.0.0.1', port: 0, silent: true, directory: process.argv[2] }).run()
            .then(a => console.log(a.port)).catch(e => { console.error(e.message); process.exit(1); });
        process.stdin.on('end', () => process.exit(0)).resume();
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("trademl-s3-");
    private readonly Process process;

    private S3Server(string package)
    {
        process = Process.Start(new ProcessStartInfo("node", ["-e", Script, package, folder.FullName])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        Endpoint = "http://127.0.0.1:"
            + (process.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException(process.StandardError.ReadToEnd()));
    }

    /// <summary>Its address.</summary>
    public string Endpoint { get; }

    /// <summary>The only key pair it knows.</summary>
    public const string Key = "S3RVER";

    /// <summary>The folder that holds its objects, one folder a bucket.</summary>
    public string Objects => folder.FullName;

    /// <summary>
    /// Starts a server; ignores the test, with a reason, where there is no node, no npm or no network to get it from.
    /// </summary>
    public static S3Server Start() => new(Package.Value ?? Ignore());

    private static readonly Lazy<string?> Package = new(() =>
    {
        var target = Path.Combine(Path.GetTempPath(), "trademl-s3rver-3.7.1");
        try
        {
            if (!Directory.Exists(target))
            {
                var fresh = target + "." + Guid.NewGuid().ToString("N");
                Directory.CreateDirectory(fresh);
                if (Run("npm", "install", "--prefix", fresh, "--no-audit", "--no-fund", "--ignore-scripts",
                    "s3rver@3.7.1") != 0) return null;
                if (!Directory.Exists(target)) Directory.Move(fresh, target);
            }

            return Run("node", "--version") == 0 ? target : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // no node or npm
        }
    });

    public void Dispose()
    {
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static string Ignore()
    {
        Assert.Ignore($"{Absent} (npm install s3rver).");
        return "";
    }

    private static int Run(string command, params string[] args)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command, args) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
