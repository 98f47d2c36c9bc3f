using System.Diagnostics;
using NUnit.Framework;

namespace EndToEnd.Tests;

/// <summary>A disk of its own with a chosen size, held in memory. Needs the right to mount.</summary>
public sealed class SmallDisk : IDisposable
{
    private SmallDisk(string root) => Root = root;

    /// <summary>Where it is mounted.</summary>
    public string Root { get; }

    /// <summary>Mounts one; where that isn't allowed the test is skipped with the reason.</summary>
    public static SmallDisk Mount(int kilobytes)
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("A disk of a chosen size is mounted on Linux only.");
        var root = Directory.CreateTempSubdirectory("trademl-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "none", root) is var (code, error) && code != 0)
        {
            Directory.Delete(root);
            Assert.Ignore($"A disk of a chosen size could not be mounted here: {error}");
        }

        return new SmallDisk(root);
    }

    /// <summary>Makes it larger or smaller, or read-only.</summary>
    public void Remount(string options)
    {
        var (code, error) = Run("mount", "-o", "remount," + options, Root);
        Assert.That(code, Is.Zero, error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", "-l", Root);
        Directory.Delete(Root);
    }

    private static (int Code, string Error) Run(string program, params string[] args)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, args) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error.Trim());
    }
}
