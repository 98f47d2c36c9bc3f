using System.Text;
using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Core.Files;

namespace TradeML.Core.Tests.Files;

/// <summary>A file is there whole or not at all, and nothing else is left beside it.</summary>
[TestFixture]
public sealed class OutputFileTests
{
    private string folder = null!;

    private string File => Path.Combine(folder, "out.txt");

    [SetUp]
    public void MakeFolder() => folder = Directory.CreateTempSubdirectory("trademl-output-").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Commit_AfterAppends_GivesTheFileItsNameAndContent()
    {
        using (var file = new OutputFile(File))
        {
            file.Append("one "u8.ToArray(), "two "u8.ToArray());
            using (var stream = file.AsStream()) stream.Write("three"u8);
            Assert.That(System.IO.File.Exists(File), Is.False, "not before it is whole");
            file.Commit();
            Assert.That(file.Length, Is.EqualTo(13));
        }

        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo("one two three"));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { File }));
    }

    [Test]
    public void Dispose_WithoutCommit_KeepsTheOldFileAndLeavesNothing()
    {
        System.IO.File.WriteAllText(File, "old");
        using (var file = new OutputFile(File)) file.Append("half of the new"u8.ToArray());
        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo("old"));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { File }));
    }

    [Test]
    public void Write_OverALongerFile_LeavesNothingOfIt()
    {
        System.IO.File.WriteAllText(File, new string('x', 100));
        System.IO.File.WriteAllText(File + ".tmp", "of a run that was killed, longer than what comes");
        OutputFile.Write(File, Encoding.UTF8.GetBytes("new"));
        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo("new"));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { File }));
    }

    [Test]
    public void Write_ForItsOwnerOnly_GivesNobodyElseARight()
    {
        System.IO.File.WriteAllText(File + ".tmp", "readable by all");
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no such rights.");
        OutputFile.Write(File, "secret"u8.ToArray(), ownerOnly: true);
        if (!OperatingSystem.IsWindows())
            Assert.That(System.IO.File.GetUnixFileMode(File),
                Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(System.IO.File.ReadAllText(File), Is.EqualTo("secret"));
    }

    [Test]
    public void Write_IntoAFolderThatIsNotThere_IsAStorageErrorThatNamesTheFile()
    {
        var error = Assert
            .Throws<TradeMLException>(() =>
                OutputFile.Write(Path.Combine(folder, "none", "out.txt"), "x"u8.ToArray()))!;
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Storage));
        Assert.That(error.Place, Does.EndWith("out.txt"));
    }

    [Test]
    public void Commit_OntoAFolder_IsAStorageErrorAndLeavesNothing()
    {
        Directory.CreateDirectory(File);
        Assert.That(Assert.Throws<TradeMLException>(() => OutputFile.Write(File, "x"u8.ToArray()))!.Kind,
            Is.EqualTo(ErrorKind.Storage));
        Assert.That(Directory.GetFiles(folder), Is.Empty);
    }
}
