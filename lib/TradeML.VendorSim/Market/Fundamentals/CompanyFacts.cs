namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>
/// The companies behind a market's securities; the same market has the same companies. Each is made at first use.
/// Thread-safe.
/// </summary>
internal sealed class CompanyFacts
{
    private readonly Lazy<Company>[] companies;
    private readonly Dictionary<int, int> byCik = [];
    private readonly int[] ciks;

    public CompanyFacts(IMarketSource market)
    {
        var factory = new Lazy<CompanyFactory>(() => new CompanyFactory(market));
        companies = new Lazy<Company>[market.Securities.Count];
        ciks = new int[companies.Length];
        foreach (var security in market.Securities)
        {
            var cik = 700_000 + (int)((uint)StableId.Seed(security.Id) % 1_200_000);
            while (!byCik.TryAdd(cik, security.Index)) cik++;
            ciks[security.Index] = cik;
            companies[security.Index] = new Lazy<Company>(() => factory.Value.Create(security, cik));
        }
    }

    /// <summary>All companies in the order of the securities; makes those that nobody has asked for.</summary>
    public IEnumerable<Company> All => companies.Select(company => company.Value);

    /// <summary>The company of a security.</summary>
    /// <param name="securityIndex">Position in <see cref="IMarketSource.Securities"/>.</param>
    public Company Of(int securityIndex) => companies[securityIndex].Value;

    /// <summary>The Central Index Key of a security's company, without making it.</summary>
    public int CikOf(int securityIndex) => ciks[securityIndex];

    /// <summary>The company of a Central Index Key, or null.</summary>
    public Company? Find(int cik) => byCik.TryGetValue(cik, out var index) ? Of(index) : null;
}
