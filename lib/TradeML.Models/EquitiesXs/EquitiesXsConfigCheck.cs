using TradeML.Core.Errors;

namespace TradeML.Models.EquitiesXs;

/// <summary>Checks a configuration once, naming every fault.</summary>
internal static class EquitiesXsConfigCheck
{
    public static void Demand(EquitiesXsConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var faults = new List<string>();
        if (config.Trials.Count == 0) faults.Add("there is no trial");
        if (config.Trials.Select(trial => trial.Name).Distinct(StringComparer.Ordinal).Count() != config.Trials.Count)
            faults.Add("two trials share a name");
        foreach (var trial in config.Trials)
        {
            if (trial.Rounds < 1) faults.Add($"trial {trial.Name} has {trial.Rounds} rounds, allowed is 1 or above");
            var binary = trial.Parameters.Objective == "binary";
            if (binary != (config.LabelTransform == LabelTransform.AboveMedian))
                faults.Add($"trial {trial.Name}: the objective \"binary\" and labels AboveMedian go together");
        }

        if (!(config.HalfLifeMonths >= 0 && double.IsFinite(config.HalfLifeMonths)))
            faults.Add($"the half-life is {config.HalfLifeMonths} months, allowed is 0 or above");
        if (config.SampleEverySessions < 1)
            faults.Add($"sample every {config.SampleEverySessions} sessions, allowed is 1 or above");
        if (faults.Count == 0) return;
        throw new TradeMLException(ErrorKind.BadInput,
            $"The training configuration of equities_xs is not valid: {string.Join("; ", faults)}.", null,
            "Correct training/equities_xs.yml.");
    }
}
