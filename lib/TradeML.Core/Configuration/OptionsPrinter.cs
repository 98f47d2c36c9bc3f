using System.Collections;
using System.Globalization;
using System.Text;
using TradeML.Core.Configuration.Binding;

namespace TradeML.Core.Configuration;

/// <summary>
/// Prints an options object as YAML; a secret setting, and any secret in a text, prints as <c>***</c>.
/// </summary>
public static class OptionsPrinter
{
    /// <summary>The object's settings, defaults included, one a line in the order of its class.</summary>
    /// <param name="options">An options object.</param>
    public static string Print(object options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var text = new StringBuilder();
        WriteObject(text, options, "");
        return text.ToString();
    }

    private static void WriteObject(StringBuilder text, object options, string indent)
    {
        foreach (var property in OptionsProperty.Of(options.GetType()))
        {
            text.Append(indent).Append(property.Key).Append(':');
            var value = property.Property.GetValue(options);
            if (property.IsSecret)
                text.Append(value is null or Secret { IsEmpty: true } ? " null\n" : $" \"{Secret.Mask}\"\n");
            else WriteValue(text, value, indent);
            indent = indent.Replace('-', ' ');
        }
    }

    private static void WriteValue(StringBuilder text, object? value, string indent)
    {
        var deeper = indent.Replace('-', ' ') + "  ";
        if (Scalar(value) is { } scalar)
        {
            text.Append(' ').Append(scalar).Append('\n');
        }
        else if (value is IDictionary map)
        {
            text.Append(map.Count == 0 ? " {}\n" : "\n");
            foreach (DictionaryEntry entry in map)
            {
                text.Append(deeper).Append(entry.Key).Append(':');
                WriteValue(text, entry.Value, deeper);
            }
        }
        else if (value is IList list)
        {
            WriteList(text, list, deeper);
        }
        else
        {
            text.Append('\n');
            WriteObject(text, value!, deeper);
        }
    }

    private static void WriteList(StringBuilder text, IList list, string indent)
    {
        if (list.Count == 0 || Scalar(list[0]) is not null)
        {
            text.Append(" [").AppendJoin(", ", list.Cast<object?>().Select(Scalar)).Append("]\n");
            return;
        }

        text.Append('\n');
        foreach (var item in list) WriteObject(text, item!, indent + "- ");
    }

    private static string? Scalar(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        Secret secret => $"\"{secret}\"",
        string text => Quote(SecretRedactor.ByShape.Redact(text)),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string Quote(string text) =>
        "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
