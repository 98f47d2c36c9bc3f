using TradeML.Lake.Partitions;

namespace TradeML.Data.Quality;

/// <summary>
/// The short codes of <c>partition_status.qc_code</c> and the one table of what each means for the partition. AMBER
/// rows stay in the lake and enter curation; RED rows do not: a bar with a RED code belongs in quarantine.
/// </summary>
public static class QcCodes
{
    /// <summary>The partition is there and passes every check.</summary>
    public const string Ok = "OK";

    /// <summary>A vendor confirmed that the symbol had no event on the day.</summary>
    public const string NoEvent = "NO_EVENT";

    /// <summary>Two securities claim one ticker at the same time; <c>ata reference conflicts</c> names them.</summary>
    public const string TickerOverlap = "TICKER_OVERLAP";

    /// <summary>A large move that a corporate action of the day explains.</summary>
    public const string JumpExplained = "JUMP_EXPLAINED";

    /// <summary>The bar repeats the one before in every price and in volume.</summary>
    public const string Stale = "STALE";

    /// <summary>No share was traded.</summary>
    public const string ZeroVolume = "ZERO_VOLUME";

    /// <summary>The close moved beyond the limit and no corporate action of the day is known.</summary>
    public const string JumpUnexplained = "JUMP_UNEXPLAINED";

    /// <summary>High or low lies farther from open and close than the limit.</summary>
    public const string BadRange = "BAD_RANGE";

    /// <summary>The volume-weighted average price lies outside low and high by more than the tolerance.</summary>
    public const string VwapOutside = "VWAP_OUTSIDE";

    /// <summary>A price is missing, not positive or beyond the believed limits, or the volume is.</summary>
    public const string BadValue = "BAD_VALUE";

    /// <summary>Not low ≤ open, close ≤ high.</summary>
    public const string OhlcInconsistent = "OHLC_INCONSISTENT";

    /// <summary>Two different bars came for one day.</summary>
    public const string Duplicate = "DUPLICATE";

    /// <summary>The exchange did not trade on the day.</summary>
    public const string OffSession = "OFF_SESSION";

    /// <summary>The partition is expected and nobody has asked for it, or the answer is not complete yet.</summary>
    public const string MissingRows = "MISSING_ROWS";

    /// <summary>The partition is expected and the vendor answered completely without it.</summary>
    public const string VendorHasNone = "VENDOR_HAS_NONE";

    /// <summary>No vendor has confirmed what is so: whether there was an event, or what a list holds.</summary>
    public const string Unconfirmed = "UNCONFIRMED";

    /// <summary>The raw partition is there, the curated one is not built yet.</summary>
    public const string NotCurated = "NOT_CURATED";

    /// <summary>The answer that makes the partition complete is older than it may be.</summary>
    public const string StaleConfirmation = "STALE_CONFIRMATION";

    /// <summary>Only the moment itself could have been asked for, and it has passed.</summary>
    public const string SnapshotMissed = "SNAPSHOT_MISSED";

    /// <summary>Fewer rows than a whole session has, but within bounds.</summary>
    public const string ShortSession = "SHORT_SESSION";

    /// <summary>Too few rows for the session to be of use.</summary>
    public const string Incomplete = "INCOMPLETE";

    /// <summary>More rows than tolerable were refused; the others are there.</summary>
    public const string BadRows = "BAD_ROWS";

    /// <summary>A bar that does not begin with a full minute.</summary>
    public const string Misaligned = "MISALIGNED";

    /// <summary>Volume that is far from what it was before and after, or has changed its scale for good.</summary>
    public const string VolumeSuspect = "VOLUME_SUSPECT";

    /// <summary>A price that comes back the next session: one bad bar.</summary>
    public const string LoneBar = "LONE_BAR";

    /// <summary>A corporate action without the price move it should have, or with the move of another.</summary>
    public const string EventMismatch = "EVENT_MISMATCH";

    /// <summary>A value outside the configured range.</summary>
    public const string OutOfRange = "OUT_OF_RANGE";

    /// <summary>A date that should come later comes earlier.</summary>
    public const string DateOrder = "DATE_ORDER";

    /// <summary>Offers below bids.</summary>
    public const string CrossedQuotes = "CROSSED_QUOTES";

    /// <summary>Sums of a statement that don't add up.</summary>
    public const string Unbalanced = "UNBALANCED";

    /// <summary>A list that has lost much of what it held.</summary>
    public const string Shrunk = "SHRUNK";

    /// <summary>The minutes of a session don't add up to its daily bar of the same feed.</summary>
    public const string MinuteDailyMismatch = "MINUTE_DAILY_MISMATCH";

    /// <summary>The file is missing or is not the one that was written.</summary>
    public const string ChecksumMismatch = "CHECKSUM_MISMATCH";

    /// <summary>A second vendor says something else.</summary>
    public const string ProbeMismatch = "PROBE_MISMATCH";

    private static readonly Dictionary<string, (PartitionState State, double Score)> Table = new(StringComparer.Ordinal)
    {
        [Ok] = (PartitionState.Green, 1),
        [NoEvent] = (PartitionState.Green, 1),
        [JumpExplained] = (PartitionState.Green, 1),
        [Stale] = (PartitionState.Amber, 0.5),
        [ZeroVolume] = (PartitionState.Amber, 0.5),
        [JumpUnexplained] = (PartitionState.Amber, 0.5),
        [BadRange] = (PartitionState.Amber, 0.5),
        [VwapOutside] = (PartitionState.Amber, 0.5),
        [BadValue] = (PartitionState.Red, 0),
        [OhlcInconsistent] = (PartitionState.Red, 0),
        [Duplicate] = (PartitionState.Red, 0),
        [OffSession] = (PartitionState.Red, 0),
        [MissingRows] = (PartitionState.Red, 0),
        [VendorHasNone] = (PartitionState.Red, 0),
        [Unconfirmed] = (PartitionState.Red, 0),
        [NotCurated] = (PartitionState.Red, 0),
        [StaleConfirmation] = (PartitionState.Amber, 0.5),
        [SnapshotMissed] = (PartitionState.Red, 0),
        [ShortSession] = (PartitionState.Amber, 0.5),
        [BadRows] = (PartitionState.Amber, 0.5),
        [VolumeSuspect] = (PartitionState.Amber, 0.5),
        [LoneBar] = (PartitionState.Amber, 0.5),
        [EventMismatch] = (PartitionState.Amber, 0.5),
        [CrossedQuotes] = (PartitionState.Amber, 0.5),
        [Unbalanced] = (PartitionState.Amber, 0.5),
        [Shrunk] = (PartitionState.Amber, 0.5),
        [MinuteDailyMismatch] = (PartitionState.Amber, 0.5),
        [ProbeMismatch] = (PartitionState.Amber, 0.5),
        [DateOrder] = (PartitionState.Amber, 0.5),
        [Incomplete] = (PartitionState.Red, 0),
        [Misaligned] = (PartitionState.Red, 0),
        [OutOfRange] = (PartitionState.Red, 0),
        [ChecksumMismatch] = (PartitionState.Red, 0),
        [TickerOverlap] = (PartitionState.Red, 0),
    };

    /// <summary>All codes, ordinal order.</summary>
    public static IEnumerable<string> All => Table.Keys.Order(StringComparer.Ordinal);

    /// <summary>The status of a partition with this code.</summary>
    /// <param name="code">One of the codes above.</param>
    public static PartitionState StateOf(string code) => Table[code].State;

    /// <summary>The quality score of a partition with this code, 0 to 1.</summary>
    /// <param name="code">One of the codes above.</param>
    public static double ScoreOf(string code) => Table[code].Score;
}
