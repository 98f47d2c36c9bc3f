namespace TradeML.Vendors.Http;

/// <summary>
/// How a vendor failed us; decides whether a request is retried, its task deferred, or the vendor frozen.
/// </summary>
public enum VendorFault
{
    /// <summary>429: too many requests. Retried, then the vendor is frozen for a while.</summary>
    RateLimited,

    /// <summary>401 or 403: keys missing or wrong. Never retried; the vendor is frozen.</summary>
    AuthRefused,

    /// <summary>5xx, time-out, reset or broken connection. Retried.</summary>
    Unavailable,

    /// <summary>
    /// An answer that is not what was asked for: cut short, malformed, another content type, an error inside a 200.
    /// Retried.
    /// </summary>
    BadReply,

    /// <summary>The keys are good, but their plan does not cover the dataset (402, some 403). Never retried; the
    /// dataset goes to another vendor, this one's others stay open. Where a plan leaves out one key or window, that is
    /// <see cref="Refused"/>.</summary>
    NotEntitled,

    /// <summary>400, 404, 422 or another final refusal. Never retried.</summary>
    Refused,

    /// <summary>Our own budget for the vendor allows no request of this kind until its reset.</summary>
    BudgetSpent,
}
