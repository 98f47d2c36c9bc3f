using TradeML.Vendors.Datasets;

namespace TradeML.Data.Queue;

/// <summary>A dataset and a kind that may be leased now.</summary>
/// <param name="Dataset">Logical dataset.</param>
/// <param name="Kind">Task kind whose budget slice is open.</param>
public readonly record struct Lane(string Dataset, TaskKind Kind);
