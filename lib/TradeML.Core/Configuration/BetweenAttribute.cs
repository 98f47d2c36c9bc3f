namespace TradeML.Core.Configuration;

/// <summary>
/// Declares the range of a number in the configuration; both ends are allowed. On a list or map it holds for every
/// element.
/// </summary>
/// <param name="minimum">Least value allowed.</param>
/// <param name="maximum">Greatest value allowed.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BetweenAttribute(double minimum, double maximum) : Attribute
{
    /// <summary>Least value allowed.</summary>
    public double Minimum { get; } = minimum;

    /// <summary>Greatest value allowed.</summary>
    public double Maximum { get; } = maximum;
}
