using System.Diagnostics;
using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace TradeML.Benchmarks;

/// <summary>
/// The least processor time of several runs of each benchmark: what a shared machine can still tell, where means measure the
/// neighbours. Started with <c>-- least [part of a name]</c>.
/// </summary>
internal static class LeastTime
{
    internal static void Run(string part)
    {
        foreach (var type in typeof(LeastTime).Assembly.GetTypes().Where(type => type.IsPublic && type.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))
        {
            var methods = type.GetMethods().Where(method => method.GetCustomAttribute<BenchmarkAttribute>() is not null).ToArray();
            if (methods.Length == 0) continue;
            var parameter = type.GetProperties().FirstOrDefault(property => property.GetCustomAttribute<ParamsAttribute>() is not null);
            foreach (var value in parameter?.GetCustomAttribute<ParamsAttribute>()!.Values ?? [null])
            {
                var subject = Activator.CreateInstance(type)!;
                parameter?.SetValue(subject, value);
                Await(type.GetMethods().FirstOrDefault(method => method.GetCustomAttribute<GlobalSetupAttribute>() is not null)?.Invoke(subject, null));
                foreach (var method in methods) Measure($"{type.Name}.{method.Name}{(parameter is null ? "" : $" {parameter.Name}={value}")}", () => Await(method.Invoke(subject, null)));
                Await(type.GetMethods().FirstOrDefault(method => method.GetCustomAttribute<GlobalCleanupAttribute>() is not null)?.Invoke(subject, null));
            }
        }
    }

    private static void Await(object? result)
    {
        if (result is Task task) task.GetAwaiter().GetResult();
    }

    private static void Measure(string name, Action action)
    {
        var (walls, cpu, begun) = (new List<double>(), double.MaxValue, Stopwatch.GetTimestamp());
        for (var run = 0; run < 200 && (run < 8 || Stopwatch.GetElapsedTime(begun).TotalSeconds < 5); run++)
        {
            var (used, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            action();
            walls.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            cpu = Math.Min(cpu, (Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        Console.WriteLine($"{name}: wall least {walls.Min():F2} ms, median {walls.Order().ElementAt(walls.Count / 2):F2} ms, least processor time {cpu:F2} ms");
    }
}
