namespace TradeML.Core.Configuration;

/// <summary>
/// Options with rules that span several settings; the loader checks them after every single value is valid.
/// </summary>
public interface ICheckedOptions
{
    /// <summary>
    /// The rules that are broken: the YAML key to blame and a sentence that names the allowed values; empty when all
    /// hold.
    /// </summary>
    IEnumerable<(string Key, string Fault)> Check();
}
