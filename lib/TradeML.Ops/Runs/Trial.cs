namespace TradeML.Ops.Runs;

/// <summary>One configuration of a model family that was tried on one snapshot of the data.</summary>
/// <param name="Family">The model family, for example <c>equities_xs</c>.</param>
/// <param name="Config">Name of the configuration.</param>
/// <param name="ConfigHash">SHA-256 of everything that decides its result but the data.</param>
/// <param name="Snapshot">SHA-256 over the data it was tried on.</param>
/// <param name="RunId">The run that tried it first; its daily returns lie in <c>models/trial_returns</c>.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Observations">Daily returns.</param>
/// <param name="Sharpe">Sharpe ratio per day of the mean path, net; NaN when undefined.</param>
public sealed record Trial(
    string Family, string Config, string ConfigHash, string Snapshot, string RunId, int Seed, int Observations,
    double Sharpe);
