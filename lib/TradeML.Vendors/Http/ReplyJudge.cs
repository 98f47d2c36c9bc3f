using System.Net;

namespace TradeML.Vendors.Http;

/// <summary>
/// Says how a vendor means an answer where the status alone does not tell: an error inside a 200, a plan's limit behind
/// a 403, a 404 that only means "none".
/// </summary>
/// <param name="status">HTTP status.</param>
/// <param name="mediaType">Content type without parameters, or null.</param>
/// <param name="body">The whole answer.</param>
/// <returns>The verdict, or null to go by the status.</returns>
public delegate ReplyVerdict? ReplyJudge(HttpStatusCode status, string? mediaType, ReadOnlySpan<byte> body);
