using Npgsql;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace TradeML.Lake.Control;

/// <summary>
/// Reads DB_URI: <c>postgresql://user:password@host:port/database?sslmode=require</c>, or a connection string of
/// keywords. Never says what is in it.
/// </summary>
internal static class PostgresAddress
{
    public static NpgsqlConnectionStringBuilder Parse(Secret uri)
    {
        var text = uri.Reveal();
        try
        {
            return text.StartsWith("postgres://", StringComparison.Ordinal)
                || text.StartsWith("postgresql://", StringComparison.Ordinal)
                ? FromUri(text) : Checked(new NpgsqlConnectionStringBuilder(text));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or UriFormatException
            or KeyNotFoundException or OverflowException)
        {
            throw Malformed(); // Without the cause: its text may hold a part of the address.
        }
    }

    /// <summary>Server and database as people may read them.</summary>
    public static string Place(NpgsqlConnectionStringBuilder address) =>
        $"PostgreSQL "
            + $"{(address.Host!.StartsWith('/') ? $"socket {address.Host}" : $"{address.Host}:{address.Port}")}"
            + $"/{address.Database}";

    private static NpgsqlConnectionStringBuilder FromUri(string text)
    {
        // A Unix socket's folder travels as ?host=, with nothing between the slashes.
        var question = text.IndexOf('?', StringComparison.Ordinal);
        var main = question < 0 ? text : text[..question];
        var rest = main[(main.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (authority, database) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
        var at = authority.LastIndexOf('@');
        var address = new NpgsqlConnectionStringBuilder();
        if (at >= 0)
        {
            var user = authority[..at].Split(':', 2);
            if (user[0].Length > 0) address.Username = Uri.UnescapeDataString(user[0]);
            if (user.Length > 1) address.Password = Uri.UnescapeDataString(user[1]);
        }

        if (authority[(at + 1)..] is { Length: > 0 } server)
        {
            var uri = new Uri("tcp://" + server);
            address.Host = uri.Host.Trim('[', ']');
            if (uri.Port > 0) address.Port = uri.Port;
        }

        if (database.Length > 0) address.Database = Uri.UnescapeDataString(database);
        foreach (var pair in question < 0
            ? []
            : text[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = pair.Split('=', 2) is [var n, var v]
                ? (n, Uri.UnescapeDataString(v))
                : throw new FormatException();
            if (name == "sslmode")
                address.SslMode = Enum.Parse<SslMode>(value.Replace("-", "", StringComparison.Ordinal),
                    ignoreCase: true);
            else if (name == "user") address.Username = value;
            else if (name == "dbname") address.Database = value;
            else address[name.Replace('_', ' ')] = value;
        }

        return Checked(address);
    }

    private static NpgsqlConnectionStringBuilder Checked(NpgsqlConnectionStringBuilder address) =>
        string.IsNullOrEmpty(address.Host) || string.IsNullOrEmpty(address.Database) ? throw Malformed() : address;

    private static TradeMLException Malformed() => new(
        ErrorKind.BadInput, "DB_URI is no address of a PostgreSQL database.", "environment variable DB_URI",
        "Write postgresql://USER:PASSWORD@HOST:5432/DATABASE, with %XX for special characters of the password.");
}
