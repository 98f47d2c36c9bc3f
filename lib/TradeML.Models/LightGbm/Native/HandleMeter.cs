using System.Diagnostics.Metrics;

namespace TradeML.Models.LightGbm.Native;

/// <summary>Counts live native objects, so that a leak shows in any metrics listener.</summary>
internal static class HandleMeter
{
    /// <summary>The meter's name.</summary>
    public const string Name = "TradeML.Models.LightGbm";

    private static readonly Meter Source = new(Name);
    private static readonly UpDownCounter<int> Datasets = Source.CreateUpDownCounter<int>("lightgbm.datasets", null,
        "Native data sets alive");
    private static readonly UpDownCounter<int> Boosters = Source.CreateUpDownCounter<int>("lightgbm.boosters", null,
        "Native boosters alive");

    public static void Dataset(int change) => Datasets.Add(change);

    public static void Booster(int change) => Boosters.Add(change);
}
