namespace TradeML.Models.LightGbm.Scoring;

/// <summary>The shapes of output transformation.</summary>
internal enum OutputKind
{
    /// <summary>The sum itself.</summary>
    Identity,

    /// <summary>1 / (1 + exp(-s·x)).</summary>
    Logistic,

    /// <summary>exp(x).</summary>
    Exponential,

    /// <summary>sign(x)·x², of reg_sqrt.</summary>
    SignedSquare,

    /// <summary>An objective this scorer does not know: raw scores only.</summary>
    Unknown,
}
