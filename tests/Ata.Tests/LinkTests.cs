using System.Diagnostics;
using NUnit.Framework;

namespace Ata.Tests;

/// <summary>The real program, started through real links as an installation makes them.</summary>
public sealed class LinkTests
{
    private readonly string root = Directory.CreateTempSubdirectory("trademl-link-").FullName;

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(root, recursive: true);

    [TestCase("ata-audit", "gaps")]
    [TestCase("ata-train", "equities_xs")]
    public async Task Link_WithoutALake_AnswersAsItsVerb(string name, string argument)
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("making a link needs rights there");
        var link = Path.Combine(root, name);
        File.CreateSymbolicLink(link, Path.Combine(AppContext.BaseDirectory, "ata"));
        using var process = Process.Start(new ProcessStartInfo(link, [argument, "--lake", Path.Combine(root, "none")])
        {
            WorkingDirectory = root, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Multiple(() =>
        {
            Assert.That(process.ExitCode, Is.EqualTo(4), error);
            Assert.That(error, Does.Contain("There is no lake here yet"));
        });
        Assert.That(await output, Is.Empty);
    }
}
