using System.Globalization;
using TradeML.Models.LightGbm.Native;

namespace TradeML.Models.LightGbm;

/// <summary>How to predict.</summary>
public sealed record PredictOptions
{
    /// <summary>Column-major, transformed output, all rounds, one thread.</summary>
    public static PredictOptions Default { get; } = new();

    /// <summary>How the matrix lies in memory. Default <see cref="MatrixOrder.ColumnMajor"/>.</summary>
    public MatrixOrder Order { get; init; } = MatrixOrder.ColumnMajor;

    /// <summary>
    /// Whether to give raw scores instead of the objective's output (a probability for "binary"). Default false.
    /// </summary>
    public bool RawScore { get; init; }

    /// <summary>The first round to use. Default 0.</summary>
    public int StartRound { get; init; }

    /// <summary>Rounds to use; 0 = all. Default 0.</summary>
    public int Rounds { get; init; }

    /// <summary>Threads; 0 = one a core. Default 1.</summary>
    public int Threads { get; init; } = 1;

    internal int IsRowMajor => Order == MatrixOrder.RowMajor ? 1 : 0;

    internal PredictType NativeType => RawScore ? PredictType.RawScore : PredictType.Normal;

    internal int NativeRounds => Rounds == 0 ? -1 : Rounds;

    internal string ToText() => string.Create(CultureInfo.InvariantCulture, $"num_threads={Threads} verbosity=-1");
}
