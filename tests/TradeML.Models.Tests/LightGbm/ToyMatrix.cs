namespace TradeML.Models.Tests.LightGbm;

/// <summary>A seeded column-major matrix with a learnable label and, when asked for, unknown values.</summary>
public sealed class ToyMatrix
{
    public ToyMatrix(int rows, int columns, double unknownShare = 0, int seed = 7)
    {
        var random = new Random(seed);
        Rows = rows;
        Columns = columns;
        Values = new float[rows * columns];
        Labels = new float[rows];
        for (var i = 0; i < Values.Length; i++)
            Values[i] = random.NextDouble() < unknownShare ? float.NaN : (float)(random.NextDouble() * 4) - 2;
        for (var row = 0; row < rows; row++)
        {
            var first = float.IsNaN(Values[row]) ? 1.5 : Values[row];
            var second = float.IsNaN(Values[rows + row]) ? -1 : Values[rows + row];
            Labels[row] = (float)(Math.Sin(2 * first) + (first * second) + (0.1 * random.NextDouble()));
        }
    }

    public int Rows { get; }

    public int Columns { get; }

    public float[] Values { get; }

    public float[] Labels { get; }

    public float[] RowMajor()
    {
        var result = new float[Values.Length];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
                result[(row * Columns) + column] = Values[(column * Rows) + row];
        }

        return result;
    }
}
