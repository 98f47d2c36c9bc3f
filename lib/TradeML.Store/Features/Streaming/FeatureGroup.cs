using TradeML.Research.Features;

namespace TradeML.Store.Features.Streaming;

/// <summary>The values of one row group while they are gathered, symbol after symbol.</summary>
internal sealed class FeatureGroup
{
    private readonly float[]?[] values;

    internal FeatureGroup(SymbolFeatures features) => values =
        [.. features.Names
            .Select((_, column) =>
                features.IsMissing(column) ? null : GC.AllocateUninitializedArray<float>(FeatureFileWriter.GroupRows))];

    /// <summary>Number of the group in the file.</summary>
    internal int Index { get; set; }

    /// <summary>Row of the file that the group begins with.</summary>
    internal int FirstRow => Index * FeatureFileWriter.GroupRows;

    /// <summary>Session of each row.</summary>
    internal int[] Day { get; } = new int[FeatureFileWriter.GroupRows];

    /// <summary>A column that is not missing.</summary>
    internal Span<float> Column(int column) => values[column];
}
