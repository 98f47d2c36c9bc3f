namespace TradeML.Vendors.Http;

/// <summary>
/// Reads the bytes of one complete answer; called anew for each attempt, so it must not add to shared state before it
/// succeeds.
/// </summary>
/// <typeparam name="T">What the answer holds.</typeparam>
/// <param name="json">UTF-8 JSON, complete.</param>
/// <exception cref="Core.Errors.TradeMLException">Vendor (<see cref="VendorFault.BadReply"/>): the JSON is not of the
/// shape that was asked for.</exception>
/// <exception cref="System.Text.Json.JsonException">It is not JSON.</exception>
public delegate T ReplyParser<out T>(ReadOnlySpan<byte> json);
