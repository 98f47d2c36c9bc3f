using NUnit.Framework;
using TradeML.Testing;

namespace TradeML.Lake.Tests.Recovery;

[TestFixture]
public sealed class CrashTests
{
    private readonly List<string> digests = [];
    private TemporaryLake template = null!;
    private int stepCount;

    [OneTimeSetUp]
    public async Task RunCleanly()
    {
        template = new TemporaryLake();
        template.Lake.Dispose();
        var crash = new CrashAt();
        using var clean = template.Copy(crash);
        crash.Count();
        digests.Add(CrashScenario.Digest(clean.Lake));
        foreach (var stage in CrashScenario.Stages)
        {
            await stage(clean.Lake);
            digests.Add(CrashScenario.Digest(clean.Lake));
        }

        stepCount = crash.Steps.Count;
    }

    [OneTimeTearDown]
    public void Remove() => template.Dispose();

    [Test]
    public async Task Crash_AtEveryStepOfEveryWrite_LeavesTheOldStateOrTheNewAndARerunEndsTheSame()
    {
        Assert.That(stepCount, Is.GreaterThan(50), "the steps of the write protocol and of the control store are seen");
        for (var n = 1; n <= stepCount; n++)
        {
            var crash = new CrashAt();
            using var temporary = template.Copy(crash);
            crash.Arm(n);
            var done = 0;
            try
            {
                for (; done < CrashScenario.Stages.Count; done++) await CrashScenario.Stages[done](temporary.Lake);
                Assert.Fail($"Step {n} was not reached.");
            }
            catch (SimulatedCrash)
            {
                // As meant.
            }

            var step = $"crash at step {n}, {crash.Steps[^1]}, in stage {done}";
            var lake = temporary.Reopen();
            Assert.That(CrashScenario.Digest(lake), Is.AnyOf(digests[done], digests[done + 1]), step);
            Assert.That((await lake.Manifest.VerifyAsync()).IsClean, Is.True, step);
            Assert.That(Directory.EnumerateFiles(temporary.Root, "*.tmp", SearchOption.AllDirectories), Is.Empty, step);
            for (; done < CrashScenario.Stages.Count; done++) await CrashScenario.Stages[done](lake);
            Assert.That(CrashScenario.Digest(lake), Is.EqualTo(digests[^1]), step);
            Assert.That((await lake.Manifest.VerifyAsync()).IsClean, Is.True, step);
        }
    }

    [Test]
    public async Task Crash_DuringRecovery_RecoversAtTheNextOpen()
    {
        for (var n = 1; ; n++)
        {
            using var temporary = template.Copy(new CrashAt()) /* as after a crash: closing it tidies nothing */;
            foreach (var stage in CrashScenario.Stages) await stage(temporary.Lake);
            var expected = CrashScenario.Digest(temporary.Lake);
            LeaveTraces(temporary);

            var crash = new CrashAt();
            crash.Arm(n);
            var crashed = false;
            try
            {
                temporary.Reopen(crash);
            }
            catch (SimulatedCrash)
            {
                crashed = true;
                temporary.Reopen();
            }

            Assert.That(CrashScenario.Digest(temporary.Lake), Is.EqualTo(expected), $"step {n}");
            Assert.That((await temporary.Lake.Manifest.VerifyAsync()).IsClean, Is.True, $"step {n}");
            Assert.That(
                Directory.EnumerateFiles(Path.Combine(temporary.Root, "control", "strays"), "*.parquet",
                    SearchOption.AllDirectories).Count(), Is.EqualTo(1));
            if (crashed) continue;
            Assert.That(n, Is.GreaterThan(5));
            return;
        }
    }

    [Test]
    public async Task Recovery_FileNoCommitMadeVisible_IsSetAsideAndReported()
    {
        using var temporary = template.Copy(new CrashAt()) /* as after a crash: closing it tidies nothing */;
        await CrashScenario.Stages[0](temporary.Lake);
        LeaveTraces(temporary);
        var recovery = temporary.Reopen().Recovery;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(recovery.Unfinished, Is.EqualTo(["raw/equities_bars/left.1-1.tmp"]));
            Assert.That(recovery.Retired, Is.EqualTo(["raw/equities_bars/old.parquet"]));
            Assert.That(recovery.Strays, Is.EqualTo(["raw/equities_bars/stray.parquet"]));
            Assert.That(File.Exists(Path.Combine(temporary.Root, "control/strays/raw/equities_bars/stray.parquet")));
        }
    }

    private static void LeaveTraces(TemporaryLake temporary)
    {
        var folder = Path.Combine(temporary.Root, "raw", "equities_bars");
        File.WriteAllText(Path.Combine(folder, "left.1-1.tmp"), "half");
        File.WriteAllText(Path.Combine(folder, "stray.parquet"), "whole");
        File.WriteAllText(Path.Combine(folder, "old.parquet"), "old");
        temporary.Lake.Control
            .Write(tx =>
                tx.Execute("INSERT INTO retired_file (path, node) VALUES ('raw/equities_bars/old.parquet', '')"));
    }
}
