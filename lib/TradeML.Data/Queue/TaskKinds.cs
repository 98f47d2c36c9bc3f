using TradeML.Core.Errors;
using TradeML.Vendors.Datasets;

namespace TradeML.Data.Queue;

/// <summary>The stored names and the priorities of <see cref="TaskKind"/> (SSOT §2.4).</summary>
public static class TaskKinds
{
    private static readonly string[] Names = ["BOOTSTRAP", "GAP", "FORWARD", "QC_PROBE"];

    /// <summary>Every kind, in declaration order.</summary>
    public static IReadOnlyList<TaskKind> All { get; } = [TaskKind.Bootstrap, TaskKind.Gap, TaskKind.Forward,
        TaskKind.QcProbe];

    /// <summary>The name a kind is stored under, for example <c>QC_PROBE</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Text(TaskKind kind) => Names[(int)kind];

    /// <summary>The kind of a stored name.</summary>
    /// <param name="text">A name as <see cref="Text"/> gives it.</param>
    /// <exception cref="TradeMLException">Bad input: no kind has that name.</exception>
    public static TaskKind Parse(string text)
    {
        var index = Array.IndexOf(Names, text);
        return index >= 0 ? (TaskKind)index : throw new TradeMLException(
            ErrorKind.BadInput, $"'{text}' is not a task kind.", null, $"The kinds are {string.Join(", ", Names)}.");
    }

    /// <summary>
    /// The priority of a task: 0 and 1 inside the stage window, 2 for probes, 3 for older history, 5 for FORWARD;
    /// smaller goes first.
    /// </summary>
    /// <param name="kind">The kind.</param>
    /// <param name="insideStage">Whether the window lies in the current stage's window; matters for
    /// <see cref="TaskKind.Bootstrap"/> only.</param>
    public static int Priority(TaskKind kind, bool insideStage = true) => kind switch
    {
        TaskKind.Bootstrap => insideStage ? 0 : 3,
        TaskKind.Gap => 1,
        TaskKind.QcProbe => 2,
        _ => 5,
    };
}
