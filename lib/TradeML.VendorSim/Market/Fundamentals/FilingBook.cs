using System.Globalization;
using TradeML.VendorSim.Market.Macro;

namespace TradeML.VendorSim.Market.Fundamentals;

/// <summary>Takes in the filings of one company and gives each its number and its filing date.</summary>
internal sealed class FilingBook(int cik, string symbol)
{
    private static readonly TimeOnly EndOfDay = new(17, 30);
    private readonly HashSet<string> numbers = new(StringComparer.Ordinal);
    private readonly List<Filing> filings = [];

    /// <summary>All filings in order of acceptance.</summary>
    public IReadOnlyList<Filing> InOrder() =>
        [.. filings.OrderBy(f => f.AcceptedUtc).ThenBy(f => f.Accession, StringComparer.Ordinal)];

    /// <summary>Files a form on a business day at a time of day in New York.</summary>
    /// <param name="form">The form.</param>
    /// <param name="day">A business day.</param>
    /// <param name="time">Time of acceptance.</param>
    /// <param name="reportDate">End of the period reported on.</param>
    /// <param name="items">Items of an 8-K.</param>
    /// <param name="filer">Who files: the company itself unless given.</param>
    public Filing File(
        string form, DateOnly day, TimeOnly time, DateOnly? reportDate = null, string items = "", int? filer = null)
    {
        var accepted = BusinessDays.Instant(day, time);
        var number = (day.DayOfYear * 1440) + (time.Hour * 60) + time.Minute;
        string accession;
        do accession = string.Create(CultureInfo.InvariantCulture,
            $"{filer ?? cik:0000000000}-{day.Year % 100:00}-{number++:000000}");
        while (!numbers.Add(accession));
        var filed = time > EndOfDay ? BusinessDays.Next(day) : day;
        var stem = symbol.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();
        var document = form.StartsWith("25", StringComparison.Ordinal) ? "primary_doc.xml"
            : form == "4"
                ? "form4.xml"
                : string.Create(CultureInfo.InvariantCulture, $"{stem}-{reportDate ?? day:yyyyMMdd}.htm");
        var filing = new Filing(accession, form, accepted, filed, reportDate, items, document);
        filings.Add(filing);
        return filing;
    }
}
