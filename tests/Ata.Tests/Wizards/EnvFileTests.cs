using NUnit.Framework;
using TradeML.Cli.Wizards;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace Ata.Tests.Wizards;

public sealed class EnvFileTests
{
    private string folder = "";

    private string Path => System.IO.Path.Combine(folder, ".env");

    [SetUp]
    public void Make() => folder = Directory.CreateTempSubdirectory("trademl-env-").FullName;

    [TearDown]
    public void Remove() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Set_KnownAndNewVariables_OtherLinesStayAsTheyWere()
    {
        File.WriteAllText(Path, "# mine\nexport FMP_API_KEY='old'\n\nOTHER = \"a b\" \n");
        var file = EnvFile.Read(Path);
        file.Set("FMP_API_KEY", "new");
        file.Set("EDGE_NODE_ID", "pi-1");
        file.Write();
        Assert.That(File.ReadAllText(Path),
            Is.EqualTo("# mine\nFMP_API_KEY=new\n\nOTHER = \"a b\" \nEDGE_NODE_ID=pi-1\n"));
        Assert.That(Directory.GetFiles(folder), Is.EqualTo(new[] { Path }), "no temporary file stays");
    }

    [Test]
    public void Set_TheSameValue_ChangesNothing()
    {
        File.WriteAllText(Path, "A=\"1\"\n");
        var file = EnvFile.Read(Path);
        file.Set("A", "1");
        Assert.That(file.Changed, Is.False);
    }

    [TestCase("plain")]
    [TestCase("")]
    [TestCase("a b # c")]
    [TestCase("it's")]
    [TestCase("say \"hi\"")]
    [TestCase("TradeML node, me@example.org")]
    [TestCase("/mnt/my disk/data_layer")]
    public void Write_AnyValue_IsReadBackByTheTool(string value)
    {
        var file = EnvFile.Read(Path);
        file.Set("X", value);
        file.Write();
        Assert.That(ProcessEnvironment.Parse(File.ReadLines(Path), Path).Single(), Is.EqualTo(("X", value)));
    }

    [TestCase("two\nlines")]
    [TestCase("both ' and \"")]
    public void Set_ValueThatNoLineHolds_RefusedWithoutShowingIt(string value)
    {
        var error = Assert.Throws<TradeMLException>(() => EnvFile.Read(Path).Set("X", value));
        Assert.That((error!.Kind, error.ToUserText().Contains(value, StringComparison.Ordinal)),
            Is.EqualTo((ErrorKind.BadInput, false)));
    }

    [Test]
    public void Write_FileThatEveryoneCouldRead_IsItsOwnersOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("modes are those of Unix");
            return;
        }

        File.WriteAllText(Path, "A=1\n");
        File.SetUnixFileMode(Path,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var file = EnvFile.Read(Path);
        file.Set("A", "2");
        file.Write();
        Assert.That(File.GetUnixFileMode(Path), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
