using System.Diagnostics;
using System.Reflection;
using System.Runtime;
using BenchmarkDotNet.Attributes;

namespace TradeML.Benchmarks;

/// <summary>
/// Several runs of each benchmark: the median, its spread, and the least processor time, which is what a shared machine
/// can still tell where means measure the neighbours. A run counts only when nothing is compiled any more. Started with
/// <c>-- least [part of a name]</c>.
/// </summary>
internal static class LeastTime
{
    private const int LeastRuns = 9;
    private const int MostRuns = 200;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MostWarmUp = TimeSpan.FromSeconds(60);

    /// <summary>
    /// The runtime waits this long after the last new method before it compiles what was called often at its last tier.
    /// </summary>
    private static readonly TimeSpan TierDelay = TimeSpan.FromMilliseconds(250);

    internal static void Run(string part)
    {
        foreach (var type in typeof(LeastTime).Assembly.GetTypes()
            .Where(type => type.IsPublic && type.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            var methods = type.GetMethods().Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null)
                .ToArray();
            if (methods.Length == 0) continue;
            var parameter = type.GetProperties()
                .FirstOrDefault(property => property.GetCustomAttribute<ParamsAttribute>() is not null);
            foreach (var value in parameter?.GetCustomAttribute<ParamsAttribute>()!.Values ?? [null])
            {
                var subject = Activator.CreateInstance(type)!;
                parameter?.SetValue(subject, value);
                Await(
                    type.GetMethods()
                        .FirstOrDefault(method => method.GetCustomAttribute<GlobalSetupAttribute>() is not null)
                        ?.Invoke(subject, null));
                foreach (var method in methods)
                    Measure($"{type.Name}.{method.Name}{(parameter is null ? "" : $" {parameter.Name}={value}")}",
                        () => Await(method.Invoke(subject, null)));
                Await(
                    type.GetMethods()
                        .FirstOrDefault(method => method.GetCustomAttribute<GlobalCleanupAttribute>() is not null)
                        ?.Invoke(subject, null));
            }
        }
    }

    private static void Await(object? result)
    {
        if (result is Task task) task.GetAwaiter().GetResult();
    }

    private static void Measure(string name, Action action)
    {
        var isWarm = WarmUp(action);
        var (walls, cpu, begun) = (new List<double>(), double.MaxValue, Stopwatch.GetTimestamp());
        while (walls.Count < MostRuns && (walls.Count < LeastRuns || Stopwatch.GetElapsedTime(begun) < Measured))
        {
            var (used, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            action();
            walls.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        walls.Sort();
        double At(double share) => walls[(int)Math.Round(share * (walls.Count - 1))];
        Console.WriteLine(
            $"{name}: median {At(0.5):F2} ms, quartiles {At(0.25):F2} to {At(0.75):F2}, least {walls[0]:F2}, most "
                + $"{walls[^1]:F2} of {walls.Count} runs; "
            + $"least processor time {cpu:F2} ms{(isWarm ? "" : "; still compiling after the warm-up")}");
    }

    /// <summary>
    /// Runs until runs of a tier's delay together, and three at least, made the runtime compile nothing; false when it
    /// never came to that.
    /// </summary>
    private static bool WarmUp(Action action)
    {
        var begun = Stopwatch.GetTimestamp();
        var (compiled, since, runs) = (-1L, begun, 0);
        while (Stopwatch.GetElapsedTime(begun) < MostWarmUp)
        {
            action();
            if (JitInfo.GetCompiledMethodCount() is var count && count != compiled)
                (compiled, since, runs) = (count, Stopwatch.GetTimestamp(), 0);
            else if (++runs >= 3 && Stopwatch.GetElapsedTime(since) >= TierDelay) return true;
        }

        return false;
    }
}
