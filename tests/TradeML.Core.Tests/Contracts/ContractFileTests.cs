using NUnit.Framework;
using TradeML.Core.Contracts;
using TradeML.Core.Errors;

namespace TradeML.Core.Tests.Contracts;

[TestFixture]
public sealed class ContractFileTests
{
    private const string Valid = """
        table: raw/things
        meaning: One thing.
        version: 2
        key: [name]
        partitioning: source=
        time: Known at once.
        expected_rows: one
        columns:
          - { name: name, type: text, meaning: Name. }
          - { name: size, type: double, nullable: true, unit: USD, min: 0, meaning: Size. }
        """;

    [Test]
    public void Parse_ValidFile_GivesEveryPart()
    {
        var table = ContractFile.Parse(Valid, "things.yml");
        Assert.That((table.Name, table.Version, table.Partitioning), Is.EqualTo(("raw/things", 2, "source=")));
        Assert.That(table.Key, Is.EqualTo(new[] { "name" }));
        Assert.That(table.Find("size"),
            Is.EqualTo(new ColumnContract("size", ColumnType.Double, true, "USD", "Size.", null, 0)));
    }

    [TestCase("version: 2", "version: two", "things.yml:3", "whole number")]
    [TestCase("version: 2", "version: 2\nowner: me", "things.yml:4", "Unknown key 'owner'")]
    [TestCase("type: double", "type: money", "things.yml:10", "decimal")] // The allowed types are named.
    [TestCase("key: [name]", "key: [nam]", "things.yml:4", "'nam'")]
    [TestCase("name: size", "name: name", "things.yml:9", "2 times")]
    [TestCase("nullable: true", "nullable: yes", "things.yml:10", "true or false")]
    [TestCase("min: 0", "min: low", "things.yml:10", "a number")]
    [TestCase("time: Known at once.\n", "", "things.yml:1", "'time' is missing")]
    [TestCase("key: [name]", "key: [name", "things.yml:4", "not valid YAML")]
    public void Parse_FaultyFile_NamesFileLineAndFault(string text, string replacement, string place, string part)
    {
        var yaml = Valid.Replace("\r", "", StringComparison.Ordinal)
            .Replace(text, replacement, StringComparison.Ordinal);
        var error = Assert.Throws<TradeMLException>(() => ContractFile.Parse(yaml, "things.yml"));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.Place, Is.EqualTo(place), error.Message);
        Assert.That(error.Message, Does.Contain(part));
    }

    [TestCase("")]
    [TestCase("- a\n- b")]
    public void Parse_NoContractAtAll_IsBadInput(string yaml) =>
        Assert.That(() => ContractFile.Parse(yaml, "x.yml"),
            Throws.TypeOf<TradeMLException>().With.Property("Kind").EqualTo(ErrorKind.BadInput));
}
