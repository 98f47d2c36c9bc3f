using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using TradeML.Core.Errors;
using TradeML.Core.Files;
using TradeML.Core.Universe;
using TradeML.Research.Labels;
using TradeML.Research.Panels;
using TradeML.Store.Bars;

namespace TradeML.Store.Labels;

/// <summary>
/// Writes labels as one Parquet file: <c>symbol, date, label, label_end</c> (the session on which the label is known),
/// <c>end</c> (how it ended, or why there is none), and for a triple barrier <c>ret</c> and <c>target</c>; unknown is
/// NULL, rows are in the panel's order. The file appears under its name when it is complete, or not at all.
/// </summary>
internal static class LabelFile
{
    private const int GroupRows = 122_880;

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where to; an older file of that name is replaced.</param>
    /// <param name="panel">The panel that was labelled.</param>
    /// <param name="columns">The labels.</param>
    /// <param name="survivorship">Verdict on the panel's names, kept in the file as
    /// <c>trademl.survivorship</c>.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <exception cref="TradeMLException">Storage: the file can't be written; nothing is left.</exception>
    public static async Task WriteAsync(
        string path, Panel panel, LabelColumns columns, SurvivorshipVerdict survivorship,
        CancellationToken cancellationToken = default)
    {
        using var file = new OutputFile(path);
        await using (var stream = new BufferedStream(file.AsStream(), 1 << 16))
            await WriteAsync(stream, panel, columns, SurvivorshipNote.Of(survivorship), cancellationToken)
                .ConfigureAwait(false);
        file.Commit();
    }

    private static async Task WriteAsync(
        Stream stream, Panel panel, LabelColumns columns, (string Key, string Value) note, CancellationToken ct)
    {
        var numbers = new List<(DataField Field, double[] Values)> { (new("label", typeof(double), true),
            columns.Labels.Value) };
        if (columns.Return is { } returns) numbers.Add((new("ret", typeof(double), true), returns));
        if (columns.Target is { } target) numbers.Add((new("target", typeof(double), true), target));
        DataField symbol = new("symbol", typeof(string), false), date = new("date", typeof(DateOnly), false),
            end = new("end", typeof(string), false);
        var labelEnd = new DataField("label_end", typeof(DateOnly), true);
        var options = new ParquetOptions
        {
            CompressionMethod = CompressionMethod.Zstd,
            CompressionLevel = CompressionLevel.Fastest, UseDateOnlyTypeForDates = true
        };
        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema([symbol, date, numbers[0].Field, labelEnd, end, .. numbers.Skip(1).Select(n => n.Field)]),
            stream, options, cancellationToken: ct).ConfigureAwait(false);
        writer.CustomMetadata = new Dictionary<string, string> { [note.Key] = note.Value };
        var symbolOf = panel.SymbolOfRows();
        var ends = Enum.GetValues<LabelEnd>().Select(LabelSet.Text).ToArray();
        var labels = columns.Labels;
        for (var start = 0; start < panel.Rows; start += GroupRows)
        {
            var rows = Math.Min(GroupRows, panel.Rows - start);
            T[] Column<T>(Func<int, T> of)
            {
                var values = new T[rows];
                for (var i = 0; i < rows; i++) values[i] = of(start + i);
                return values;
            }

            Task WriteNumbers((DataField Field, double[] Values) column, ParquetRowGroupWriter to) =>
                to.WriteAsync<double>(column.Field,
                    Column(row => double.IsNaN(column.Values[row]) ? (double?)null : column.Values[row]),
                    cancellationToken: ct);

            using var group = writer.CreateRowGroup();
            await group.WriteAsync(symbol, Column(row => panel.Symbols[symbolOf[row]])).ConfigureAwait(false);
            await group.WriteAsync<DateOnly>(date, Column(row => panel.Sessions[panel.Day[row]]), cancellationToken: ct)
                .ConfigureAwait(false);
            await WriteNumbers(numbers[0], group).ConfigureAwait(false);
            await group.WriteAsync<DateOnly>(
                labelEnd, Column(row => labels.EndDay[row] < 0 ? (DateOnly?)null : panel.Sessions[labels.EndDay[row]]),
                cancellationToken: ct).ConfigureAwait(false);
            await group.WriteAsync(end, Column(row => ends[(int)labels.End[row]])).ConfigureAwait(false);
            foreach (var number in numbers.Skip(1)) await WriteNumbers(number, group).ConfigureAwait(false);
        }
    }
}
