namespace TradeML.Research.Validation;

/// <summary>
/// Rows whose session lies in [First, Last] and whose label ends before <paramref name="LabelEndBefore"/>.
/// </summary>
/// <param name="First">First session index.</param>
/// <param name="Last">Last session index, included.</param>
/// <param name="LabelEndBefore">Session index that no label may reach.</param>
internal readonly record struct SessionWindow(int First, int Last, int LabelEndBefore);
