using System.Net;
using TradeML.Vendors.Connectors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Tests.Connectors.Conformance;

/// <summary>
/// One connector with recorded answers: what the conformance suite asks of it and what must come out.
/// </summary>
public sealed record ConnectorCase
{
    /// <summary>Stands in for every key; it must be seen on the wire and nowhere else.</summary>
    public const string Canary = "CANARY-7f3a91";

    /// <summary>Vendor and dataset, for example <c>massive equities_eod</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Builds the fetcher.</summary>
    public required Func<VendorHttp, VendorContext, IDatasetFetcher> Create { get; init; }

    /// <summary>Keys, made of <see cref="Canary"/>; none for vendors without.</summary>
    public required VendorCredentials Credentials { get; init; }

    /// <summary>What is asked for.</summary>
    public required FetchRequest Task { get; init; }

    /// <summary>When it is asked.</summary>
    public DateTimeOffset Now { get; init; } = new(2024, 6, 3, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// A complete sound answer in the order of the requests; several pages where the vendor has pages.
    /// </summary>
    public required IReadOnlyList<Recorded> Pages { get; init; }

    /// <summary>
    /// Values of some columns in the order of the rows; says how many rows there are. Days and instants must be among
    /// them.
    /// </summary>
    public required IReadOnlyDictionary<string, object?[]> Values { get; init; }

    /// <summary>Complete answers without a row, in each shape the vendor uses.</summary>
    public required IReadOnlyList<IReadOnlyList<Recorded>> Empties { get; init; }

    /// <summary>The sound answer with fields nobody knows; null where there can be none.</summary>
    public IReadOnlyList<Recorded>? UnknownFields { get; init; }

    /// <summary>
    /// The sound answer with one row that is not sound; empty where an answer has no rows of its own.
    /// </summary>
    public IReadOnlyList<Recorded> BadRow { get; init; } = [];

    /// <summary>Words of the reason for which it is set aside.</summary>
    public string BadReason { get; init; } = "";

    /// <summary>An error inside a 200.</summary>
    public required Recorded ErrorAsOk { get; init; }

    /// <summary>What that error is.</summary>
    public VendorFault ErrorFault { get; init; } = VendorFault.BadReply;

    /// <summary>The vendor's words in it.</summary>
    public required string ErrorWords { get; init; }

    /// <summary>How the vendor refuses keys.</summary>
    public IReadOnlyList<Recorded> KeysRefused { get; init; } = [Recorded.Html(HttpStatusCode.Unauthorized)];

    /// <summary>How the vendor says that the plan does not cover the question; null when it never does.</summary>
    public Recorded? NotInPlan { get; init; }

    /// <summary>How the vendor says that it was asked too often.</summary>
    public required IReadOnlyList<Recorded> Busy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
