namespace TradeML.Models.LightGbm;

/// <summary>
/// How LightGBM builds its histograms. It is fixed rather than timed, because a timed choice may differ from run to
/// run.
/// </summary>
public enum HistogramLayout
{
    /// <summary>
    /// Feature by feature (force_col_wise): one thread sums one feature, so the sums do not depend on the thread count.
    /// </summary>
    ColumnWise,

    /// <summary>Row by row (force_row_wise): faster for many rows and few features.</summary>
    RowWise,
}
