using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using System.Text;
using TradeML.Core.Errors;

namespace TradeML.Vendors.Http;

/// <summary>
/// The messages of one websocket of a vendor, as they come. The connection is watched by pings, so that a dead one ends
/// in an error; whoever listens connects again and asks for what came meanwhile. One listener at a time.
/// </summary>
public sealed class VendorStream : IAsyncDisposable
{
    private readonly ClientWebSocket socket;
    private readonly VendorHttpOptions options;
    private readonly VendorCredentials credentials;
    private readonly TimeProvider time;
    private readonly string place;

    internal VendorStream(
        ClientWebSocket socket, VendorHttpOptions options, VendorCredentials credentials, TimeProvider time,
        string place)
    {
        this.socket = socket;
        this.options = options;
        this.credentials = credentials;
        this.time = time;
        this.place = place;
    }

    /// <summary>Sends a text message, for example a subscription.</summary>
    /// <param name="text">The message.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TradeMLException">Vendor (<see cref="VendorFault.Unavailable"/>): the connection is gone or
    /// does not take it.</exception>
    public async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.AttemptTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true,
                both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken("it took no message in time", e);
        }
        catch (Exception e) when (e is WebSocketException or IOException or InvalidOperationException)
        {
            throw Broken(e.Message, e);
        }
    }

    /// <summary>The messages until the vendor ends the stream in good order.</summary>
    /// <param name="cancellationToken">Stops listening.</param>
    /// <exception cref="TradeMLException">Vendor: the connection broke, was closed with a reason, or sent too long a
    /// message or no text.</exception>
    public async IAsyncEnumerable<string> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var buffer = new byte[16 << 10];
        while (await NextAsync(cancellationToken).ConfigureAwait(false) is { } message) yield return message;

        async ValueTask<string?> NextAsync(CancellationToken token)
        {
            for (var length = 0; ;)
            {
                var part = await ReceiveAsync(buffer.AsMemory(length), token).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close) return Ended();
                length += part.Count;
                if (part.EndOfMessage) return Text(buffer.AsSpan(0, length));
                if (length >= options.MaxReplyBytes)
                    throw VendorFaultException.Wrap(
                        VendorFault.Refused,
                        $"{options.Vendor} sent a message of more than {options.MaxReplyBytes >> 10:N0} KiB.", place);
                if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            }
        }
    }

    /// <summary>Says good-bye where the connection still stands, and lets go of it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token)
                    .ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // It is gone already.
        }
        finally
        {
            socket.Dispose();
        }
    }

    private async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> into, CancellationToken token)
    {
        try
        {
            return await socket.ReceiveAsync(into, token).ConfigureAwait(false);
        }
        catch (Exception e) when (!token.IsCancellationRequested
            && e is WebSocketException or IOException or OperationCanceledException)
        {
            throw Broken(e.Message, e);
        }
    }

    // Some vendors send their JSON in binary messages.
    private string Text(ReadOnlySpan<byte> message) => System.Text.Unicode.Utf8.IsValid(message)
        ? Encoding.UTF8.GetString(message)
        : throw VendorFaultException.Wrap(VendorFault.BadReply, $"{options.Vendor} sent a message that is not UTF-8.",
            place, "Connect again.");

    private string? Ended() => socket.CloseStatus is WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.Empty
        ? null
        : throw Broken($"it was closed with {(int?)socket.CloseStatus} {socket.CloseStatusDescription}".TrimEnd(),
            null);

    private TradeMLException Broken(string why, Exception? inner) => VendorFaultException.Wrap(
        VendorFault.Unavailable,
        $"The stream of {options.Vendor} broke off: {credentials.Redactor.Redact(why).TrimEnd('.')}.", place,
        "Connect again and ask for what came meanwhile.", null, inner);
}
