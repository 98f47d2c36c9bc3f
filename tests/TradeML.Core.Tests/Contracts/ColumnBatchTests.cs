using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;

namespace TradeML.Core.Tests.Contracts;

[TestFixture]
public sealed class ColumnBatchTests
{
    private static readonly TableContract Table = new(
        "raw/things", "One thing.", 1,
        [
            new("name", ColumnType.Text, false, null, "Name."), new("size", ColumnType.Double, false, "USD", "Size."),
            new("fee", ColumnType.Decimal, true, "USD", "Fee."), new("day", ColumnType.Date, true, null, "Day."),
        ],
        ["name"], "", "Known at once.", "one");

    [Test]
    public void Create_ValidColumns_SharesTheArrays()
    {
        double[] size = [1, 2];
        var batch = new ColumnBatch(Table,
            Columns(("name", new[] { "a", "b" }), ("size", size), ("fee", new decimal?[] { 1.5m, null })), 2);
        Assert.That(batch.Get<double[]>("size"), Is.SameAs(size));
        Assert.That(batch["day"], Is.Null, "An absent nullable column reads as all null.");
    }

    [TestCaseSource(nameof(Faults))]
    public void Create_FaultyColumns_NamesColumnAndRow(Dictionary<string, Array> columns, string part)
    {
        var error = Assert.Throws<TradeMLException>(() => _ = new ColumnBatch(Table, columns, 2));
        Assert.That((error!.Kind, error.Place), Is.EqualTo((ErrorKind.BadInput, "raw/things")));
        Assert.That(error.Message, Does.Contain(part));
    }

    private static IEnumerable<object[]> Faults()
    {
        string[] name = ["a", "b"];
        double[] size = [1, 2];
        yield return [Columns(("name", name)), "'size' is missing"];
        yield return [Columns(("name", name), ("size", size), ("other", size)), "'other' is not in the contract"];
        yield return [Columns(("name", name), ("size", new double[] { 1 })), "'size' has 1 rows, expected 2"];
        yield return [Columns(("name", name), ("size", new float[2])), "the contract says Double"];
        yield return [Columns(("name", name), ("size", new[] { 1, double.NaN })), "'size' has no value in row 1"];
        yield return [Columns(("name", new[] { "a", null! }), ("size", size)), "'name' has no value in row 1"];
        yield return [Columns(("name", name), ("size", size), ("fee", size)), "the contract says Decimal"];
    }

    private static Dictionary<string, Array> Columns(params (string Name, Array Values)[] columns) =>
        columns.ToDictionary(c => c.Name, c => c.Values);
}
