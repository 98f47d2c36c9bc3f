using System.Globalization;
using System.Text.Json;
using TradeML.VendorSim.Faults;
using TradeML.VendorSim.Market;

namespace TradeML.VendorSim.Servers.Alpaca;

/// <summary>Writes one corporate action with the fields of its type.</summary>
internal static class AlpacaActionWriter
{
    public static void Write(Utf8JsonWriter writer, CorporateAction action, string symbol, Fault? fault)
    {
        var sign = fault?.Kind == FaultKind.AbsurdPrices ? -1 : 1;
        writer.WriteStartObject();
        writer.WriteString("id", action.Id);
        switch (action.Kind)
        {
            case CorporateActionKind.ForwardSplit:
                writer.WriteString("symbol", symbol);
                writer.WriteString("cusip", Cusip(action.SecurityIndex));
                WriteRates(writer, action, sign);
                break;
            case CorporateActionKind.ReverseSplit:
                writer.WriteString("symbol", symbol);
                writer.WriteString("old_cusip", Cusip(action.SecurityIndex));
                writer.WriteString("new_cusip", Cusip(action.SecurityIndex));
                WriteRates(writer, action, sign);
                break;
            case CorporateActionKind.CashDividend:
                writer.WriteString("symbol", symbol);
                writer.WriteString("cusip", Cusip(action.SecurityIndex));
                writer.WriteNumber("rate", sign * action.Cash);
                writer.WriteBoolean("special", action.Special);
                writer.WriteBoolean("foreign", false);
                break;
            case CorporateActionKind.NameChange:
                writer.WriteString("old_symbol", symbol);
                writer.WriteString("old_cusip", Cusip(action.SecurityIndex));
                writer.WriteString("new_symbol", action.NewSymbol);
                writer.WriteString("new_cusip", Cusip(action.SecurityIndex));
                break;
            case CorporateActionKind.CashMerger:
                writer.WriteString("acquiree_symbol", symbol);
                writer.WriteString("acquiree_cusip", Cusip(action.SecurityIndex));
                writer.WriteNumber("rate", sign * action.Cash);
                WriteDay(writer, "effective_date", action.ExDate);
                break;
            default:
                writer.WriteString("symbol", symbol);
                writer.WriteString("cusip", Cusip(action.SecurityIndex));
                break;
        }

        WriteDay(writer, "process_date", action.ProcessDate);
        if (action.Kind is CorporateActionKind.ForwardSplit or CorporateActionKind.ReverseSplit
            or CorporateActionKind.CashDividend)
            WriteDay(writer, "ex_date", action.ExDate);
        if (action.RecordDate is { } record) WriteDay(writer, "record_date", record);
        if (action.PayableDate is { } payable) WriteDay(writer, "payable_date", payable);
        if (fault?.Kind == FaultKind.UnknownFields) writer.WriteString("xq", "field nobody documented");
        writer.WriteEndObject();
    }

    /// <summary>A made-up CUSIP of nine digits.</summary>
    public static string Cusip(int securityIndex) =>
        (100_000_000 + (securityIndex * 37L)).ToString(CultureInfo.InvariantCulture);

    private static void WriteRates(Utf8JsonWriter writer, CorporateAction action, int sign)
    {
        writer.WriteNumber("new_rate", sign * action.NewRate);
        writer.WriteNumber("old_rate", action.OldRate);
    }

    private static void WriteDay(Utf8JsonWriter writer, string name, DateOnly day) =>
        writer.WriteString(name, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
