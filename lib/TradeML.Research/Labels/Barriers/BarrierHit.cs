namespace TradeML.Research.Labels.Barriers;

/// <summary>The first bar at which a barrier was passed.</summary>
/// <param name="Row">Its index; −1 when none was.</param>
/// <param name="End"><see cref="LabelEnd.Upper"/> or <see cref="LabelEnd.Lower"/>.</param>
/// <param name="Exit">Price of the exit, in the entry's units.</param>
internal readonly record struct BarrierHit(int Row, LabelEnd End, double Exit)
{
    internal static BarrierHit None { get; } = new(-1, LabelEnd.Horizon, double.NaN);
}
