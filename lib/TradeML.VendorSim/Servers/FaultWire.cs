using System.Globalization;
using Microsoft.AspNetCore.Http;
using TradeML.VendorSim.Faults;

namespace TradeML.VendorSim.Servers;

/// <summary>Carries out the faults that no protocol needs to know about.</summary>
internal static class FaultWire
{
    /// <summary>Answers in place of the protocol; false when the fault concerns the content and the protocol must answer first.</summary>
    public static async Task<bool> ReplaceAsync(
        HttpContext context, Reply reply, VendorRequest request, VendorServerOptions options, CancellationToken stopping)
    {
        var fault = request.Fault!;
        switch (fault.Kind)
        {
            case FaultKind.TooManyRequestsSeconds:
                reply.Headers.Add(("Retry-After", fault.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture)));
                reply.Error(429, "too many requests.");
                break;
            case FaultKind.TooManyRequestsDate:
                reply.Headers.Add(("Retry-After", request.Now.AddSeconds(fault.RetryAfterSeconds).ToString("R", CultureInfo.InvariantCulture)));
                reply.Error(429, "too many requests.");
                break;
            case FaultKind.TooManyRequestsBare:
                reply.Error(429, "too many requests.");
                break;
            case FaultKind.InternalError:
                reply.Error(500, "internal server error occurred");
                break;
            case FaultKind.BadGateway:
                reply.Page(502, "502 Bad Gateway");
                break;
            case FaultKind.Unavailable:
                reply.Error(503, "service unavailable");
                break;
            case FaultKind.GatewayTimeout:
                reply.Page(504, "504 Gateway Time-out");
                break;
            case FaultKind.WrongContentType:
                reply.Page(200, "Scheduled maintenance");
                break;
            case FaultKind.ErrorAsOk:
                reply.Error(200, "internal server error occurred");
                break;
            case FaultKind.Timeout:
                await HangAsync(context, options, stopping);
                return true;
            case FaultKind.Reset:
                context.Abort();
                return true;
            default:
                return false;
        }

        await VendorServer.SendAsync(context, reply, shortBody: false);
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
            System.Buffers.BuffersExtensions.Write(reply.Body, bytes.AsSpan(0, bytes.Length / 2));
            return;
        }

        // The colon after the first key becomes an equals sign.
        bytes[Array.IndexOf(bytes, (byte)':')] = (byte)'=';
        System.Buffers.BuffersExtensions.Write(reply.Body, bytes);
    }

    private static async Task HangAsync(HttpContext context, VendorServerOptions options, CancellationToken stopping)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        var delay = Task.Delay(options.HangTime, TimeProvider.System, linked.Token);
        await delay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }
}
