using System.Buffers;
using TradeML.Core.Errors;

namespace TradeML.Vendors.Http;

/// <summary>Reads an answer into a rented buffer, and no further than a limit.</summary>
internal static class ReplyBody
{
    /// <summary>The whole answer; the buffer goes back to <see cref="ArrayPool{T}.Shared"/>.</summary>
    /// <exception cref="TradeMLException">Vendor (<see cref="VendorFault.Refused"/>): it is too long.</exception>
    public static async Task<(byte[] Buffer, int Length)> ReadAsync(
        HttpResponseMessage response, VendorHttpOptions options, string place, CancellationToken token)
    {
        if (response.Content.Headers.ContentLength > options.MaxReplyBytes) throw TooLong(options, place);
        var expected = (int)(response.Content.Headers.ContentLength ?? (256 << 10));
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expected + 1, 4096));
        var length = 0;
        try
        {
            using var stream = await response.Content.ReadAsStreamAsync(token).ConfigureAwait(false);
            while (true)
            {
                if (length == buffer.Length) buffer = Grow(buffer, length);
                var read = await stream.ReadAsync(buffer.AsMemory(length), token).ConfigureAwait(false);
                if (read == 0) return (buffer, length);
                length += read;
                if (length > options.MaxReplyBytes) throw TooLong(options, place);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    private static byte[] Grow(byte[] buffer, int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static TradeMLException TooLong(VendorHttpOptions options, string place) => VendorFaultException.Wrap(
        VendorFault.Refused,
        $"{options.Vendor} sent more than {options.MaxReplyBytes >> 20} MiB in one answer; it was not read.", place,
        "Ask for smaller windows or pages.");
}
