namespace TradeML.Research.Labels;

/// <summary>Where the way of one label ends when nothing ends it before.</summary>
/// <param name="Row">Last panel row of the way; the row itself when none follows.</param>
/// <param name="Day">Session at which the label is known; −1 when it is not.</param>
/// <param name="End">How it ends, or why it is not known.</param>
/// <param name="Beyond">Simple return beyond the last close: 0 but for delistings.</param>
internal readonly record struct HorizonEnd(int Row, int Day, LabelEnd End, double Beyond);
