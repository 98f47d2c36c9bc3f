using TradeML.Core.Contracts;
using TradeML.Lake.Control;

namespace TradeML.Lake.Partitions;

/// <summary>
/// The columns of a page of the exported ledger. Filled again they keep their arrays: fresh ones cost more than the
/// values.
/// </summary>
internal sealed class ExportColumns
{
    private static readonly string[] States = ["RED", "AMBER", "GREEN"];

    private string[] id = [], source = [], table = [], status = [];
    private string?[] symbol = [], key = [], code = [];
    private DateOnly?[] day = [];
    private double[] score = [];
    private long[] rows = [];
    private long?[] expected = [];
    private DateTime[] first = [], last = [];

    /// <summary>Fills them with a page. They are the batch's until the next call.</summary>
    public ColumnBatch Fill(TableContract contract, StatusPage page, Func<int, PartitionExport.SeriesRow> ownerOf)
    {
        Resize(page.Count);
        PartitionExport.SeriesRow? owner = null;
        for (var i = 0; i < page.Count; i++)
        {
            if (owner is null || page.Series[i] != owner.Id) owner = ownerOf(page.Series[i]);
            (source[i], table[i], symbol[i], key[i]) = (owner.Source, owner.TableName, owner.Symbol,
                owner.PartitionKey);
            id[i] = IdOf(page.Series[i], page.Day[i] - UnixDay.Undated);
            day[i] = page.Day[i] == UnixDay.Undated ? null : UnixDay.ToDate(page.Day[i]);
            (status[i], score[i], rows[i]) = (States[page.Status[i]], page.Score[i], page.Rows[i]);
            (expected[i], code[i]) = (page.Expected[i], page.Code[i]);
            (first[i], last[i]) = (InstantText.FromMicros(page.First[i]), InstantText.FromMicros(page.Last[i]));
        }

        return new ColumnBatch(
            contract,
            new Dictionary<string, Array>
            {
                ["id"] = id, ["source_name"] = source, ["table_name"] = table, ["symbol"] = symbol, ["dt"] = day,
                ["partition_key"] = key,
                ["status"] = status, ["qc_score"] = score, ["row_count"] = rows, ["expected_rows"] = expected,
                ["qc_code"] = code,
                ["first_observed_at"] = first, ["last_observed_at"] = last,
            },
            page.Count);
    }

    private void Resize(int count)
    {
        if (id.Length == count) return;
        (id, source, table, status) = (new string[count], new string[count], new string[count], new string[count]);
        (symbol, key, code) = (new string?[count], new string?[count], new string?[count]);
        (day, score, rows, expected) = (new DateOnly?[count], new double[count], new long[count], new long?[count]);
        (first, last) = (new DateTime[count], new DateTime[count]);
    }

    // As the view partition_status writes it, a UUID of version 8; millions of them, so by hand.
    private static string IdOf(int series, int day) => string.Create(36, (series, day), static (text, id) =>
    {
        const string digits = "0123456789abcdef";
        "00000000-0000-8000-8000-000000000000".CopyTo(text);
        for (var i = 7; id.series != 0; i--, id.series = (int)((uint)id.series >> 4)) text[i] = digits[id.series & 15];
        for (var i = 35; id.day != 0; i--, id.day = (int)((uint)id.day >> 4)) text[i] = digits[id.day & 15];
    });
}
