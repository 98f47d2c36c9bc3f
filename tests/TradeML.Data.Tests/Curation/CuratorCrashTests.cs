using NUnit.Framework;
using TradeML.Data.Tests.Quality;
using TradeML.Testing;

namespace TradeML.Data.Tests.Curation;

/// <summary>
/// The process dies at any step of a curation; the next run leaves exactly what an undisturbed one would have.
/// </summary>
public sealed class CuratorCrashTests
{
    private static readonly DateOnly Start = new(2022, 10, 3), End = new(2023, 2, 1);

    [Test]
    public async Task Curate_CrashAtAnyStep_RerunGivesTheSameFilesAndStatuses()
    {
        var crash = new CrashAt();
        int steps;
        IReadOnlyList<string> files, statuses;
        using (var calm = await LakeAsync(crash))
        {
            crash.Count();
            await calm.Curator.CurateIncrementalAsync();
            steps = crash.Steps.Count;
            (files, statuses) = (CuratorTests.Files(calm), CuratorTests.Statuses(calm));
        }

        Assert.That(steps, Is.GreaterThan(20));
        // Every sixth step, beginning with the first: the whole test stays within seconds, and every stage of the
        // protocol is hit.
        for (var step = 1; step <= steps; step += 6)
        {
            crash.Count();
            using var staged = await LakeAsync(crash);
            crash.Arm(step);
            try
            {
                await staged.Curator.CurateIncrementalAsync();
            }
            catch (SimulatedCrash)
            {
                // The process is gone; only the disk remains.
            }

            crash.Count();
            staged.Temporary.Reopen();
            await staged.Curator.CurateIncrementalAsync();
            Assert.That(CuratorTests.Files(staged), Is.EqualTo(files), $"after a crash at step {step}");
            Assert.That(CuratorTests.Statuses(staged), Is.EqualTo(statuses), $"after a crash at step {step}");
        }
    }

    private static async Task<StagedLake> LakeAsync(CrashAt crash)
    {
        var staged = new StagedLake(Start, End, crash, "AAA", "BBB");
        await staged.DeliverBarsAsync("AAA", Start, End, StagedLake.Path(Start, End));
        await staged.DeliverBarsAsync("BBB", Start, End, StagedLake.Path(Start, End, 2));
        await staged.DeliverActionsAsync("AAA", Start, End, ("SPLIT", new DateOnly(2022, 12, 1), 2, double.NaN));
        return staged;
    }
}
