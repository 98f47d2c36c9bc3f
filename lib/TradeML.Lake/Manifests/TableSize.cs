namespace TradeML.Lake.Manifests;

/// <summary>How much a table holds.</summary>
/// <param name="Table">Full name.</param>
/// <param name="Files">Number of files.</param>
/// <param name="Rows">Number of rows, all versions counted.</param>
/// <param name="Bytes">Size on disk in bytes.</param>
public sealed record TableSize(string Table, long Files, long Rows, long Bytes);
