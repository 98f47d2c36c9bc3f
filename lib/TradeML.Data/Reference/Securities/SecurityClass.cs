namespace TradeML.Data.Reference.Securities;

/// <summary>What kind of security a listing is, as far as it decides whether it enters the universe.</summary>
internal enum SecurityClass
{
    /// <summary>An ordinary share of a company, its share classes, REITs included.</summary>
    Common,

    /// <summary>An exchange-traded product: fund, note or commodity pool.</summary>
    ExchangeTraded,

    /// <summary>A closed-end or other fund that is listed.</summary>
    Fund,

    /// <summary>A preferred or preference share, or a depositary share of one.</summary>
    Preferred,

    /// <summary>A warrant.</summary>
    Warrant,

    /// <summary>A unit: several securities that trade together, or a partnership's unit.</summary>
    Unit,

    /// <summary>A right.</summary>
    Right,

    /// <summary>A note, bond or debenture.</summary>
    Debt,

    /// <summary>A depositary receipt of a foreign share.</summary>
    DepositaryReceipt,

    /// <summary>Traded before it is issued or distributed.</summary>
    WhenIssued,

    /// <summary>A symbol with which an exchange tests its systems.</summary>
    Test,
}
