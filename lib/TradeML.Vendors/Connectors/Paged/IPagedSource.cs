using TradeML.Core.Errors;
using TradeML.Vendors.Datasets;
using TradeML.Vendors.Http;

namespace TradeML.Vendors.Connectors.Paged;

/// <summary>
/// What is peculiar to one dataset of one vendor: which addresses to ask and how to read an answer. Everything else,
/// paging, retries, sorting, duplicates, quarantine and metadata, is the work of <see cref="PagedFetcher"/>.
/// Implementations hold no state of a fetch and are safe for concurrent use.
/// </summary>
public interface IPagedSource
{
    /// <summary>The vendor, for example <c>fred</c>.</summary>
    string Vendor { get; }

    /// <summary>
    /// The logical dataset; its table, key and completeness stand in <see cref="Datasets.DatasetCatalog"/>.
    /// </summary>
    string Dataset { get; }

    /// <summary>Name that the rows carry; the vendor's, unless the feed is part of it.</summary>
    string SourceName => Vendor;

    /// <summary>Version of the vendor's API, for the rows.</summary>
    string ApiVersion { get; }

    /// <summary>What an answer looks like and how this vendor says no.</summary>
    ReplyRules Rules => ReplyRules.Json;

    /// <summary>How long after its close a session's rows are final. Default none.</summary>
    TimeSpan FinalAfter => TimeSpan.Zero;

    /// <summary>
    /// Whether the vendor is asked for exactly the window, so that a row outside it is set aside; otherwise it is left
    /// out.
    /// </summary>
    bool AsksExactly => false;

    /// <summary>Most pages of one question. Default 2,000.</summary>
    int MaxPages => 2_000;

    /// <summary>How many requests like this one are best asked together. Default 1.</summary>
    /// <param name="request">The first of them.</param>
    int BatchSize(FetchRequest request) => 1;

    /// <summary>
    /// How many questions (each with pages of its own) answer a window; 0 when the vendor can't know anything of it.
    /// Default 1.
    /// </summary>
    /// <param name="window">What is asked for.</param>
    int Questions(PageWindow window) => 1;

    /// <summary>The address of a page; it holds no key.</summary>
    /// <param name="window">What is asked for.</param>
    /// <param name="question">Index of the question, from 0.</param>
    /// <param name="cursor">What <see cref="Parse"/> gave for the page before; null for the first page.</param>
    Uri Request(PageWindow window, int question, string? cursor);

    /// <summary>
    /// Reads one page into rows; called anew for each attempt, after the rows of a failed attempt were taken back.
    /// </summary>
    /// <param name="body">The whole answer; empty when <see cref="ReplyRules.Judge"/> said
    /// <see cref="ReplyVerdict.Empty"/>.</param>
    /// <param name="page">Which page it is.</param>
    /// <param name="sink">Takes the rows.</param>
    /// <returns>Cursor of the next page, or null at the end.</returns>
    /// <exception cref="TradeMLException">Vendor (<see cref="VendorFault.BadReply"/>): the answer is not what was asked
    /// for.</exception>
    /// <exception cref="System.Text.Json.JsonException">The answer is malformed.</exception>
    string? Parse(ReadOnlySpan<byte> body, in PagePlace page, RowSink sink);

    /// <summary>
    /// The symbol that a refusal blames, so that the others can be asked for without it; null when it blames none.
    /// </summary>
    /// <param name="refusal">The error of a question for several symbols.</param>
    string? BlamedSymbol(TradeMLException refusal) => null;
}
