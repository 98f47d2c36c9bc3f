using TradeML.Core.Contracts;
using TradeML.Core.Time;

namespace TradeML.Vendors.Connectors;

/// <summary>What every connector needs beside its vendor's own options.</summary>
/// <param name="Contracts">The tables' contracts.</param>
/// <param name="Calendar">Listing exchange.</param>
/// <param name="Time">Clock: when rows were fetched, and which sessions are over.</param>
public sealed record VendorContext(ContractCatalog Contracts, ExchangeCalendar Calendar, TimeProvider Time);
