using TradeML.Core.Configuration;
using TradeML.Core.Errors;

namespace TradeML.Lake.Control;

/// <summary>The server of a control store that several nodes share.</summary>
public static class ControlServer
{
    /// <summary>
    /// Asks it who it is, and changes nothing: <c>PostgreSQL host:port/database, version 15.18, schema 9</c>.
    /// </summary>
    /// <param name="uri">As for <see cref="ControlStore.OpenShared"/>.</param>
    /// <exception cref="TradeMLException">Bad input: no such address. Storage: the server can't be reached or
    /// refuses.</exception>
    public static string Probe(Secret uri) => new PostgresEngine(uri, "doctor").Probe();
}
