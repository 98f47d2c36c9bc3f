using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TradeML.Core.Contracts;
using TradeML.Lake;
using TradeML.Lake.Control;

namespace TradeML.Data.Reference;

/// <summary>
/// Writes a reference table that was computed in memory, and only when its content is another than before.
/// </summary>
internal static class ReferenceFile
{
    /// <summary>Replaces the table, unless it holds exactly these rows.</summary>
    /// <param name="lake">The lake.</param>
    /// <param name="batch">All rows of the table.</param>
    /// <param name="inputs">Tables it was made from.</param>
    /// <param name="alongside">What becomes visible with it, or null.</param>
    /// <param name="ct">Stops before it is written.</param>
    /// <returns>Whether it was written.</returns>
    public static async Task<bool> WriteAsync(
        DataLake lake, ColumnBatch batch, IEnumerable<string> inputs, Action<ControlTransaction>? alongside,
        CancellationToken ct)
    {
        var spec = ReferenceTables.Spec(lake, batch.Contract.Name, HashOf(batch),
            inputs.Where(t => lake.Manifest.Files(t).Count > 0));
        if (ReferenceTables.IsCurrent(lake, spec)
            || (batch.RowCount == 0 && lake.Manifest.Files(spec.Table.Name).Count == 0)) return false;
        await lake.Writer.WriteAsync(spec, batch, alongside is null ? null : (tx, _) => alongside(tx), ct)
            .ConfigureAwait(false);
        return true;
    }

    private static string HashOf(ColumnBatch batch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var column in batch.Contract.Columns)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(column.Name + '\n'));
            if (batch[column.Name] is not { } values) continue;
            var text = new StringBuilder();
            foreach (var value in values)
                text.Append(value switch
                {
                    null => "∅",
                    double number => number.ToString("R", CultureInfo.InvariantCulture),
                    DateTime instant => instant.Ticks.ToString(CultureInfo.InvariantCulture),
                    DateOnly day => day.DayNumber.ToString(CultureInfo.InvariantCulture),
                    _ => Convert.ToString(value, CultureInfo.InvariantCulture),
                }).Append('\n');
            hash.AppendData(Encoding.UTF8.GetBytes(text.ToString()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
