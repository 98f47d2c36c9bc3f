using TradeML.Ops.Gate;
using TradeML.Ops.Reports;
using TradeML.Ops.Runs;

namespace TradeML.Cli.Commands.Demo;

/// <summary>What a demo run did and found.</summary>
/// <param name="Lake">The lake.</param>
/// <param name="Steps">The stages in order.</param>
/// <param name="GreenShare">GREEN share of the curated prices.</param>
/// <param name="Run">The training run.</param>
/// <param name="Verdict">The go/no-go bars.</param>
/// <param name="Promotion">What promotion said.</param>
/// <param name="Report">Where the report lies.</param>
/// <param name="Seconds">Wall time.</param>
internal sealed record DemoResult(
    string Lake, IReadOnlyList<DemoStep> Steps, double GreenShare, RunResult Run, GoNoGoVerdict Verdict,
    string Promotion, ReportFiles Report, double Seconds);
