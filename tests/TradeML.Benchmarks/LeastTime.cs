using System.Diagnostics;
using System.Reflection;
using System.Runtime;
using BenchmarkDotNet.Attributes;

namespace TradeML.Benchmarks;

/// <summary>
/// Several runs of each benchmark: the median, its spread, and the least processor time, which is what a shared machine
/// can still tell where means measure the neighbours. A run counts only when nothing is compiled any more. Started with
/// <c>-- least [part of a class's name] [part of methods' names]</c>; with the latter the methods run in turn, so that
/// they can be compared with each other.
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

    internal static void Run(string part, string? method)
    {
        foreach (var type in typeof(LeastTime).Assembly.GetTypes()
            .Where(type => type.IsPublic && type.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            var methods = type.GetMethods().Where(m => m.GetCustomAttribute<BenchmarkAttribute>() is not null
                && m.Name.Contains(method ?? "", StringComparison.OrdinalIgnoreCase)).ToArray();
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
                var series = methods.Select(m => new Series(
                    $"{type.Name}.{m.Name}{(parameter is null ? "" : $" {parameter.Name}={value}")}",
                    () => Await(m.Invoke(subject, null)))).ToArray();
                if (method is null)
                    foreach (var one in series) Measure([one]);
                else Measure(series);
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

    private static void Measure(Series[] all)
    {
        foreach (var series in all) series.IsWarm = WarmUp(series.Action);
        var begun = Stopwatch.GetTimestamp();
        for (var run = 0; run < MostRuns
            && (run < LeastRuns || Stopwatch.GetElapsedTime(begun) < Measured * all.Length); run++)
            foreach (var series in all) series.Measure();
        foreach (var series in all) Console.WriteLine(series);
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

    private sealed class Series(string name, Action action)
    {
        private readonly List<double> walls = [];
        private double cpu = double.MaxValue;

        internal Action Action => action;

        internal bool IsWarm { get; set; }

        internal void Measure()
        {
            var (used, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            action();
            walls.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        public override string ToString()
        {
            walls.Sort();
            double At(double share) => walls[(int)Math.Round(share * (walls.Count - 1))];
            return $"{name}: median {At(0.5):F2} ms, quartiles {At(0.25):F2} to {At(0.75):F2}, least {walls[0]:F2}, "
                + $"most {walls[^1]:F2} of {walls.Count} runs; "
                + $"least processor time {cpu:F2} ms{(IsWarm ? "" : "; still compiling after the warm-up")}";
        }
    }
}
