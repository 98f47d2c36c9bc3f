using NUnit.Framework;
using TradeML.Core.Errors;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Writing;

public sealed class BlobTests
{
    [Test]
    public async Task WriteBlob_NewFile_HoldsTheBytesAndReturnsTheirHash()
    {
        using var lake = new TemporaryLake();
        var sha = await lake.Lake.Writer.WriteBlobAsync("models/m/run/model.txt", "tree"u8.ToArray());
        Assert.That(File.ReadAllText(Path.Combine(lake.Root, "models/m/run/model.txt")), Is.EqualTo("tree"));
        Assert.That(sha, Is.EqualTo("dc9c5edb8b2d479e697b4b0b8ab874f32b325138598ce9e7b759eb8292110622"));
    }

    [TestCase("raw/x.txt")]
    [TestCase("models/../control/node.sqlite")]
    [TestCase("/models/x")]
    public void WriteBlob_PathElsewhere_IsRefused(string path)
    {
        using var lake = new TemporaryLake();
        Assert.That(async () => await lake.Lake.Writer.WriteBlobAsync(path, "x"u8.ToArray()),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.BadInput));
    }

    [Test]
    public async Task WriteBlob_CrashAtEveryStep_LeavesTheOldOrTheNewBytes()
    {
        var crash = new CrashAt();
        using var lake = new TemporaryLake(crash: crash);
        crash.Count();
        await lake.Lake.Writer.WriteBlobAsync("reports/r.json", "old"u8.ToArray());
        var steps = crash.Steps.Count;
        Assert.That(steps, Is.GreaterThan(3));
        for (var step = 1; step <= steps; step++)
        {
            crash.Arm(step);
            Assert.That(async () => await lake.Lake.Writer.WriteBlobAsync("reports/r.json", "new"u8.ToArray()),
                Throws.TypeOf<SimulatedCrash>());
            crash.Count();
            lake.Reopen(crash);
            Assert.That(File.ReadAllText(Path.Combine(lake.Root, "reports/r.json")),
                Is.EqualTo(step == steps ? "new" : "old"), $"step {step}");
            Assert.That(Directory.GetFiles(Path.Combine(lake.Root, "reports"), "*.tmp"), Is.Empty);
            await lake.Lake.Writer.WriteBlobAsync("reports/r.json", "old"u8.ToArray());
        }
    }
}
