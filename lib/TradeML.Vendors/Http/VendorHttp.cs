using System.Buffers;
using System.Net;
using System.Text.Json;
using Polly;
using Polly.Retry;
using TradeML.Core.Configuration;
using TradeML.Core.Errors;
using TradeML.Vendors.Datasets;

namespace TradeML.Vendors.Http;

/// <summary>
/// Requests with everything a vendor needs from us: pooled connections, compression, a budget, a limit on time and size
/// of an answer, and retries with backoff and jitter on 429, 5xx, time-outs, resets and broken answers where a
/// repetition does no harm. Safe for concurrent use.
/// </summary>
public sealed class VendorHttp : IDisposable
{
    private const string AskFirst = "The vendor may have taken it: ask for its state before it is sent again.";

    private readonly HttpClient client;
    private readonly IRequestGate gate;
    private readonly VendorHttpOptions options;
    private readonly TimeProvider time;
    private readonly VendorCredentials credentials;
    private readonly ResiliencePipeline pipeline;
    private readonly Random jitter;
    private readonly Lock jitterLock = new();
    private long requests;
    private int waiting;

    /// <summary>Creates a client.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="credentials">Keys and headers of every request, and the hosts that may get them.</param>
    /// <param name="gate">The vendor's budget.</param>
    /// <param name="time">Clock of waits and of Retry-After dates.</param>
    /// <param name="handler">Transport, for tests; null makes a pooled socket transport.</param>
    public VendorHttp(
        VendorHttpOptions options, VendorCredentials credentials, IRequestGate gate, TimeProvider time,
        HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(time);
        this.options = options;
        this.credentials = credentials;
        this.gate = gate;
        this.time = time;
        jitter = new Random(options.JitterSeed);
        client = new HttpClient(handler ?? options.NewTransport(),
            disposeHandler: true)
        { Timeout = Timeout.InfiniteTimeSpan };
        pipeline = NewPipeline();
    }

    /// <summary>Requests sent so far, retries included.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <summary>Takes this vendor's keys out of a text.</summary>
    public SecretRedactor Redactor => credentials.Redactor;

    /// <summary>Questions that wait for their next attempt right now.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Asks for JSON and parses it; a failed attempt is asked again as a whole.</summary>
    /// <typeparam name="T">What the answer holds.</typeparam>
    /// <param name="address">Where; holds no secret.</param>
    /// <param name="kind">Kind of the task that asks.</param>
    /// <param name="parse">Reads the answer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TradeMLException">Vendor: refused, or still failing after the last retry; the inner
    /// <see cref="VendorFaultException"/> says how.</exception>
    public Task<T> GetAsync<T>(Uri address, TaskKind kind, ReplyParser<T> parse, CancellationToken cancellationToken) =>
        GetAsync(address, kind, ReplyRules.Json, parse, cancellationToken);

    /// <summary>
    /// Asks, judges the answer by a vendor's own rules and parses it; a failed attempt is asked again as a whole.
    /// </summary>
    /// <typeparam name="T">What the answer holds.</typeparam>
    /// <param name="address">Where; holds no secret.</param>
    /// <param name="kind">Kind of the task that asks.</param>
    /// <param name="rules">What an answer looks like and how the vendor says no.</param>
    /// <param name="parse">Reads the answer; gets an empty one when the rules say that it holds nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TradeMLException">Vendor: refused, or still failing after the last retry; the inner
    /// <see cref="VendorFaultException"/> says how.</exception>
    public Task<T> GetAsync<T>(
        Uri address, TaskKind kind, ReplyRules rules, ReplyParser<T> parse, CancellationToken cancellationToken) =>
        SendAsync(new VendorRequest(HttpMethod.Get, address, kind), rules, parse, cancellationToken);

    /// <summary>
    /// Sends a request, judges the answer and parses it; a failed attempt is sent again where it is repeatable.
    /// </summary>
    /// <typeparam name="T">What the answer holds.</typeparam>
    /// <param name="request">What is sent.</param>
    /// <param name="rules">What an answer looks like and how the vendor says no.</param>
    /// <param name="parse">Reads the answer; gets an empty one for 204 and where the rules say that it holds
    /// nothing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TradeMLException">Vendor: refused, or still failing after the last retry; the inner
    /// <see cref="VendorFaultException"/> says how.</exception>
    public async Task<T> SendAsync<T>(
        VendorRequest request, ReplyRules rules, ReplyParser<T> parse, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(parse);
        var wire = Wire(request.Address);
        var pause = new Pause(this);
        try
        {
            return await (request.Repeatable ? pipeline : ResiliencePipeline.Empty).ExecuteAsync(
                static (state, token) =>
                    state.self.AttemptAsync(state.wire, state.request, state.rules, state.parse, state.pause, token),
                (self: this, wire, request, rules, parse, pause), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            pause.Set(false);
        }
    }

    /// <summary>
    /// Opens a websocket with the vendor's keys; the budget counts it as one request. A failure is the caller's to
    /// repeat.
    /// </summary>
    /// <param name="address">Where (ws or wss); holds no secret.</param>
    /// <param name="kind">Kind of the task that listens.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TradeMLException">Vendor: refused, or not there; the inner <see cref="VendorFaultException"/>
    /// says how.</exception>
    public async Task<VendorStream> ConnectAsync(Uri address, TaskKind kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var wire = Wire(address);
        await gate.EnterAsync(kind, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref requests);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.AttemptTimeout);
        var socket = wire.NewSocket(options.AttemptTimeout);
        try
        {
            await socket.ConnectAsync(wire.Uri, client, limit.Token).ConfigureAwait(false);
            return new VendorStream(socket, options, credentials, time, wire.Place);
        }
        catch (Exception e)
        {
            using (socket)
            {
                if (e is OperationCanceledException && cancellationToken.IsCancellationRequested) throw;
                if (socket.HttpStatusCode is not 0 and var status && ReplyGuard.OfStatus(status) is { } fault)
                {
                    gate.Observe(new RateSignal(status == HttpStatusCode.TooManyRequests, null, null));
                    throw ReplyGuard.Refusal(options.Vendor, wire.Place, status, fault, null, null, null);
                }

                throw e is OperationCanceledException ? TimedOut(wire.Place, e) : ConnectionFailed(wire.Place, e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private ResiliencePipeline NewPipeline()
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxRetries > 0)
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                MaxDelay = null,
                ShouldHandle = args => ValueTask.FromResult(
                    VendorFaultException.Of(args.Outcome.Exception) is { Retryable: true } fault
                        && !(fault.RetryAfter > options.MaxRetryAfter)),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(
                    VendorFaultException.Of(args.Outcome.Exception)?.RetryAfter ?? NextDelay(args.AttemptNumber + 1)),
            });
        return builder.Build();
    }

    private TimeSpan NextDelay(int attempt)
    {
        lock (jitterLock) return options.Backoff.Delay(attempt, jitter);
    }

    private async ValueTask<T> AttemptAsync<T>(
        WireAddress wire, VendorRequest request, ReplyRules rules, ReplyParser<T> parse, Pause pause,
        CancellationToken cancellationToken)
    {
        pause.Set(false);
        try
        {
            return await AskAsync(wire, request, rules, parse, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            pause.Set(true);
            throw;
        }
    }

    private async Task<T> AskAsync<T>(
        WireAddress wire, VendorRequest what, ReplyRules rules, ReplyParser<T> parse,
        CancellationToken cancellationToken)
    {
        await gate.EnterAsync(what.Kind, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref requests);
        var place = wire.Place;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.AttemptTimeout);
        try
        {
            using var request = wire.NewRequest(what, rules.Accept);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token)
                .ConfigureAwait(false);
            gate.Observe(RateSignal.Of(response));
            var (buffer, length) = await ReplyBody.ReadAsync(response, options, place, limit.Token)
                .ConfigureAwait(false);
            try
            {
                return Judge(response, place, buffer.AsSpan(0, length), rules, parse);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw TimedOut(place, e, what.Repeatable);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw ConnectionFailed(place, e, what.Repeatable);
        }
        catch (JsonException e)
        {
            throw VendorFaultException.Wrap(
                VendorFault.BadReply,
                $"{options.Vendor} sent JSON that is cut short or malformed (line {e.LineNumber}, byte "
                    + $"{e.BytePositionInLine}).", place, "Try again later.", null, e);
        }
        catch (TradeMLException e) when (VendorFaultException.Of(e) is { } fault
            && Redactor.Redact(e.Message) != e.Message)
        {
            // a vendor quoted our key
            throw VendorFaultException.Wrap(fault.Fault, Redactor.Redact(e.Message), place, e.Remedy, fault.RetryAfter);
        }
    }

    private T Judge<T>(
        HttpResponseMessage response, string place, ReadOnlySpan<byte> body, ReplyRules rules, ReplyParser<T> parse)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        var verdict = rules.Judge?.Invoke(response.StatusCode, type, body);
        if (verdict == ReplyVerdict.Empty || (verdict is null && response.StatusCode == HttpStatusCode.NoContent))
            return parse([]);
        var fault = verdict is null ? ReplyGuard.OfStatus(response.StatusCode) : verdict.Fault;
        if (fault is { } failure)
            throw ReplyGuard.Refusal(
                options.Vendor, place, response.StatusCode, failure, verdict?.Words ?? ReplyGuard.Words(body),
                verdict?.Remedy,
                RetryAfter.Read(response.Headers, time.GetUtcNow()) ?? verdict?.RetryAfter);
        ReplyGuard.CheckBody(options.Vendor, place, rules.Format, type, body);
        return parse(body);
    }

    private WireAddress Wire(Uri address)
    {
        var wire = new WireAddress(address, credentials);
        return wire.IsAllowed ? wire : throw VendorFaultException.Wrap(
            VendorFault.BadReply, $"{options.Vendor} led to the host {address.Authority}, which gets no keys.",
            wire.Place,
            "If that host is the vendor's, set its address.");
    }

    private TradeMLException TimedOut(string place, Exception e, bool repeatable = true) => VendorFaultException.Wrap(
        VendorFault.Unavailable, $"{options.Vendor} did not answer within {options.AttemptTimeout.TotalSeconds:0.#} s.",
        place,
        repeatable ? "Try again later." : AskFirst, null, e);

    private TradeMLException ConnectionFailed(string place, Exception e, bool repeatable = true) =>
        VendorFaultException.Wrap(
            VendorFault.Unavailable, $"The connection to {options.Vendor} failed: {Redactor.Redact(e.Message)}", place,
            repeatable ? "Check the network and the vendor's address." : AskFirst, null, e);

    // One question between two attempts.
    private sealed class Pause(VendorHttp http)
    {
        private bool on;

        public void Set(bool now)
        {
            if (on == now) return;
            on = now;
            Interlocked.Add(ref http.waiting, now ? 1 : -1);
        }
    }
}
