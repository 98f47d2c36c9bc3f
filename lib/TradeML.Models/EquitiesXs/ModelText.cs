namespace TradeML.Models.EquitiesXs;

/// <summary>Edits of LightGBM's text model.</summary>
internal static class ModelText
{
    /// <summary>
    /// Writes 0 for the thread count in the parameter section, the one line that differs between one thread and many.
    /// </summary>
    public static string WithoutThreads(string model)
    {
        const string name = "[num_threads: ";
        var at = model.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return model;
        var end = model.IndexOf(']', at);
        return string.Concat(model.AsSpan(0, at + name.Length), "0", model.AsSpan(end));
    }
}
