using NUnit.Framework;
using TradeML.Cli.Wizards;
using TradeML.Testing;

namespace Ata.Tests.Wizards;

public sealed class ServiceStepTests
{
    [Test]
    public void Render_ThePackagedUnit_HasThePathsOfTheMachine()
    {
        var template = File.ReadAllText(Path.Combine(TestPaths.RepositoryRoot, "packaging", "ata-node.service"));
        var unit = ServiceStep.Render(template, "/mnt/my ssd/lake", "/home/me/node", "/opt/trademl/ata", "me");
        Assert.Multiple(() =>
        {
            Assert.That(unit,
                Does.Contain("\nRequiresMountsFor=/mnt/my\\x20ssd/lake\n").And.Contain(
                    "\nReadWritePaths=/mnt/my\\x20ssd/lake\n"));
            Assert.That(unit,
                Does.Contain("\nExecStart=/opt/trademl/ata node run\n").And.Contain(
                    "\nWorkingDirectory=/home/me/node\n").And.Contain("\nUser=me\n"));
            Assert.That(unit.Split('\n'), Has.Length.EqualTo(template.Split('\n').Length), "nothing else differs");
        });
    }
}
