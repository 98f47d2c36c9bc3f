using TradeML.Core.Files;
using TradeML.Lake.Parquet.Columns;

namespace TradeML.Store.Features;

/// <summary>
/// Appends row groups to a Parquet file of features: <c>symbol</c>, <c>date</c>, then a float column a feature, NaN as
/// NULL. Each column is encoded in a buffer of its own, so that threads share a group, and the group is written in one
/// call.
/// </summary>
internal sealed class FeatureFileWriter : IDisposable
{
    /// <summary>Rows of a full row group, as DuckDB cuts them.</summary>
    internal const int GroupRows = 122_880;

    /// <summary>Columns before the features: symbol and date.</summary>
    internal const int Keys = 2;

    private readonly IReadOnlyList<string> names;
    private readonly OutputFile file;
    private readonly List<(int, long, WrittenColumn[])> groups = [];
    private readonly WrittenGroup[] encoded;
    private int rows;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="names">Names of the features.</param>
    internal FeatureFileWriter(string path, IReadOnlyList<string> names)
    {
        this.names = names;
        encoded = [.. Enumerable.Range(0, names.Count + Keys).Select(_ => new WrittenGroup(256))];
        Unknown = new long[names.Count];
        file = new(path);
        file.Append("PAR1"u8.ToArray());
    }

    /// <summary>Number of unknown values of each feature.</summary>
    internal long[] Unknown { get; }

    /// <summary>Begins a row group.</summary>
    internal void Begin(int count)
    {
        rows = count;
        foreach (var column in encoded) column.Reset(count);
    }

    /// <summary>The buffer of a column; different ones may be filled side by side.</summary>
    /// <param name="column">0 <c>symbol</c>, 1 <c>date</c>, then the features.</param>
    internal WrittenGroup Column(int column) => encoded[column];

    /// <summary>Writes the row group.</summary>
    internal void End()
    {
        var (columns, bytes, at) = (new WrittenColumn[encoded.Length], new ReadOnlyMemory<byte>[encoded.Length], 0);
        for (var c = 0; c < encoded.Length; c++)
        {
            columns[c] = encoded[c].Columns[0].Behind(at);
            bytes[c] = encoded[c].Bytes;
            at += bytes[c].Length;
            if (c >= Keys) Unknown[c - Keys] += columns[c].Unknown;
        }

        groups.Add((rows, file.Length, columns));
        file.Append(bytes);
    }

    /// <summary>Writes the end of the file and gives it its name.</summary>
    /// <param name="notes">Keys and values that go with the file.</param>
    internal void Finish(IReadOnlyList<(string, string)> notes)
    {
        file.Append(ParquetFooter.Of(names, groups, notes));
        file.Commit();
    }

    public void Dispose() => file.Dispose();
}
