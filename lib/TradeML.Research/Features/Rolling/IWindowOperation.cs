using System.Numerics;

namespace TradeML.Research.Features.Rolling;

/// <summary>
/// An associative operation with a neutral element that windows are folded with; an unknown value makes the result
/// unknown.
/// </summary>
internal interface IWindowOperation
{
    static abstract double Neutral { get; }

    static abstract double Combine(double left, double right);

    static abstract Vector<double> Combine(Vector<double> left, Vector<double> right);
}
