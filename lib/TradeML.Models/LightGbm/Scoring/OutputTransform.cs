using TradeML.Core.Errors;

namespace TradeML.Models.LightGbm.Scoring;

/// <summary>What an objective does to the sum of the leaves.</summary>
internal sealed record OutputTransform(OutputKind Kind, double Sigmoid = 1)
{
    /// <summary>Reads the model's objective line, such as "regression" or "binary sigmoid:1".</summary>
    public static OutputTransform Parse(string objective)
    {
        var parts = objective.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (parts.Length == 0 ? "" : parts[0]) switch
        {
            "" or "custom" or "regression_l1" or "huber" or "fair" or "quantile" or "mape" or "lambdarank"
                or "rank_xendcg" => new(OutputKind.Identity),
            "regression" => new(parts.Contains("sqrt") ? OutputKind.SignedSquare : OutputKind.Identity),
            "poisson" or "gamma" or "tweedie" => new(OutputKind.Exponential),
            "binary" => new(OutputKind.Logistic, Steepness(parts)),
            "cross_entropy" => new(OutputKind.Logistic),
            _ => new(OutputKind.Unknown),
        };
    }

    public void Apply(Span<double> scores)
    {
        switch (Kind)
        {
            case OutputKind.Logistic:
                foreach (ref var score in scores) score = 1 / (1 + Math.Exp(-Sigmoid * score));
                break;
            case OutputKind.Exponential:
                foreach (ref var score in scores) score = Math.Exp(score);
                break;
            case OutputKind.SignedSquare:
                foreach (ref var score in scores) score = Math.Sign(score) * score * score;
                break;
            case OutputKind.Unknown:
                throw new TradeMLException(ErrorKind.BadInput, "The model's objective is not known to the scorer.",
                    "model.txt", "Ask for raw scores, or score with the native library.");
            default:
                break;
        }
    }

    private static double Steepness(string[] parts)
    {
        const string name = "sigmoid:";
        var part = Array.Find(parts, p => p.StartsWith(name, StringComparison.Ordinal));
        return part is null
            ? 1
            : double.Parse(part.AsSpan(name.Length), System.Globalization.CultureInfo.InvariantCulture);
    }
}
