namespace TradeML.Models.EquitiesXs;

/// <summary>What went into a final model.</summary>
/// <param name="Config">The configuration with the one trial that was trained.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Rows">Rows trained on.</param>
/// <param name="FirstSession">First session trained on (exchange-local).</param>
/// <param name="LastSession">Last session trained on (exchange-local).</param>
/// <param name="Engine">Library and version.</param>
public sealed record TrainingRecord(
    EquitiesXsConfig Config, int Seed, int Rows, DateOnly FirstSession, DateOnly LastSession, string Engine);
