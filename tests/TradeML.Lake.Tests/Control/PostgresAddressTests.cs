using NUnit.Framework;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Lake.Control;

namespace TradeML.Lake.Tests.Control;

[TestFixture]
public sealed class PostgresAddressTests
{
    [TestCase("postgresql://ann:p%40ss@db.example:5433/lake?sslmode=require", "db.example", 5433, "lake", "ann",
        "p@ss")]
    [TestCase("postgres://ann@db.example/lake", "db.example", 5432, "lake", "ann", null)]
    [TestCase("postgresql:///lake?host=/run/postgresql&user=ann", "/run/postgresql", 5432, "lake", "ann", null)]
    [TestCase("postgresql://ann:a:b@[::1]:6000/lake", "::1", 6000, "lake", "ann", "a:b")]
    [TestCase("Host=db.example;Port=5433;Database=lake;Username=ann;Password=p@ss", "db.example", 5433, "lake", "ann",
        "p@ss")]
    public void Parse_Address_IsUnderstood(
        string uri, string host, int port, string database, string user, string? password)
    {
        var address = PostgresAddress.Parse(new Secret(uri));
        Assert.That((address.Host, address.Port, address.Database, address.Username, address.Password),
            Is.EqualTo((host, port, database, user, password)));
    }

    [TestCase("postgresql://ann:CANARY@db.example:port/lake")]
    [TestCase("postgresql://ann:CANARY@db.example")]
    [TestCase("postgresql://ann:CANARY@db.example/lake?sslmode=CANARY")]
    [TestCase("postgresql://ann:CANARY@db.example/lake?nonsense")]
    [TestCase("mysql://ann:CANARY@db.example/lake")]
    [TestCase("Host=db.example;Pass=CANARY")]
    [TestCase("CANARY")]
    public void Parse_Malformed_IsRefusedWithoutSayingWhatItIs(string uri)
    {
        var error = Assert.Throws<TradeMLException>(() => PostgresAddress.Parse(new Secret(uri)));
        Assert.That(error!.Kind, Is.EqualTo(ErrorKind.BadInput));
        Assert.That(error.ToString() + error.Remedy, Does.Not.Contain("CANARY"));
    }

    [Test]
    public void Place_WithPassword_NamesServerAndDatabaseAlone() =>
        Assert.That(
            PostgresAddress.Place(PostgresAddress.Parse(new Secret("postgresql://ann:CANARY@db.example/lake"))),
            Is.EqualTo("PostgreSQL db.example:5432/lake"));

    [Test]
    public void OpenShared_ServerThatIsNotThere_IsStorageWithoutThePassword()
    {
        var error = Assert.Throws<TradeMLException>(() => ControlStore.OpenShared(
            new Secret("postgresql://ann:CANARY@127.0.0.1:1/lake"), "node", readOnly: false, TimeProvider.System)
            .Dispose());
        Assert.That((error!.Kind, error.Place), Is.EqualTo((ErrorKind.Storage, "PostgreSQL 127.0.0.1:1/lake")));
        Assert.That(error.ToString(), Does.Not.Contain("CANARY"));
    }
}
