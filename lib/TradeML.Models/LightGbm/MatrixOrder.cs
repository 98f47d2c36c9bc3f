namespace TradeML.Models.LightGbm;

/// <summary>How a dense matrix lies in memory.</summary>
public enum MatrixOrder
{
    /// <summary>One column after the other: value (row, column) is at column × rows + row.</summary>
    ColumnMajor,

    /// <summary>One row after the other: value (row, column) is at row × columns + column.</summary>
    RowMajor,
}
