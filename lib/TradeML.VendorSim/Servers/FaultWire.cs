using System.Buffers;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Servers;

/// <summary>Carries out the faults of the transport: refusals, hanging, cut connections and broken bytes.</summary>
internal static class FaultWire
{
    /// <summary>
    /// Answers in place of the protocol; false when the fault concerns the content and the protocol must answer first.
    /// </summary>
    public static async Task<bool> ReplaceAsync(
        HttpContext context, IVendorProtocol protocol, Reply reply, VendorRequest request, VendorServerOptions options,
        CancellationToken stopping)
    {
        var fault = request.Fault!;
        switch (fault.Kind)
        {
            case FaultKind.TooManyRequestsSeconds:
                reply.Headers.Add(("Retry-After", fault.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture)));
                protocol.Refuse(Refusal.PerMinute, request, reply);
                break;
            case FaultKind.TooManyRequestsDate:
                reply.Headers.Add(
                    ("Retry-After",
                        request.Now.AddSeconds(fault.RetryAfterSeconds).ToString("R", CultureInfo.InvariantCulture)));
                protocol.Refuse(Refusal.PerMinute, request, reply);
                break;
            case FaultKind.TooManyRequestsBare:
                protocol.Refuse(Refusal.PerMinute, request, reply);
                break;
            case FaultKind.InternalError:
                protocol.Refuse(Refusal.InternalError, request, reply);
                break;
            case FaultKind.BadGateway:
                reply.Page(502, "502 Bad Gateway");
                break;
            case FaultKind.Unavailable:
                protocol.Refuse(Refusal.Unavailable, request, reply);
                break;
            case FaultKind.GatewayTimeout:
                reply.Page(504, "504 Gateway Time-out");
                break;
            case FaultKind.WrongContentType:
                reply.Page(200, "Scheduled maintenance");
                break;
            case FaultKind.ErrorAsOk:
                protocol.Refuse(Refusal.ErrorAsOk, request, reply);
                break;
            case FaultKind.Timeout:
                reply.Status = 0;
                await HangAsync(context, options, stopping);
                return true;
            case FaultKind.Reset:
                reply.Status = 0;
                context.Abort();
                return true;
            default:
                return false;
        }

        await SendAsync(context, reply, shortBody: false);
        return true;
    }

    /// <summary>Damages the bytes of a finished answer.</summary>
    public static void Damage(Reply reply, Fault fault)
    {
        if (fault.Kind is not (FaultKind.TruncatedJson or FaultKind.MalformedJson)) return;
        var bytes = reply.Body.WrittenSpan.ToArray();
        reply.Body.ResetWrittenCount();
        if (fault.Kind == FaultKind.TruncatedJson)
        {
            reply.Body.Write(bytes.AsSpan(0, bytes.Length / 2));
            return;
        }

        // The colon after the first key becomes an equals sign; a list without objects and a table of text lose their
        // first comma.
        var at = Array.IndexOf(bytes, (byte)':');
        if (at < 0 || reply.ContentType != Reply.Json) at = Array.IndexOf(bytes, (byte)',');
        if (at >= 0) bytes[at] = (byte)'=';
        reply.Body.Write(at >= 0 ? bytes : bytes.AsSpan(0, bytes.Length / 2));
    }

    /// <summary>
    /// Sends status, headers and body; a short body announces all of it, sends half and resets the connection.
    /// </summary>
    public static async Task SendAsync(HttpContext context, Reply reply, bool shortBody)
    {
        var response = context.Response;
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength = reply.Body.WrittenCount;
        foreach (var (name, value) in reply.Headers) response.Headers[name] = value;
        var body = shortBody ? reply.Body.WrittenMemory[..(reply.Body.WrittenCount / 2)] : reply.Body.WrittenMemory;
        await response.Body.WriteAsync(body, context.RequestAborted);
        if (!shortBody) return;
        await response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    private static async Task HangAsync(HttpContext context, VendorServerOptions options, CancellationToken stopping)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var delay = Task.Delay(options.HangTime, TimeProvider.System, linked.Token);
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}
