using System.Text;

namespace TradeML.Research.Features;

/// <summary>A sector or an industry that a dummy column stands for.</summary>
/// <param name="Name">Its name, for example <c>Health Care</c>.</param>
/// <param name="Also">Other names for it in data.</param>
public sealed record FeatureCategory(string Name, IReadOnlyList<string> Also)
{
    /// <summary>The name as part of a column's: lower case, every run of other characters an underscore.</summary>
    public string Slug => SlugOf(Name);

    /// <summary>Whether data mean this category: one of its names, upper and lower case alike.</summary>
    /// <param name="name">The name in the data.</param>
    public bool Covers(string name) =>
        name.Equals(Name, StringComparison.OrdinalIgnoreCase) || Also.Contains(name, StringComparer.OrdinalIgnoreCase);

    internal static string SlugOf(string name)
    {
        var slug = new StringBuilder(name.Length);
        foreach (var letter in name)
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[^1] != '_') slug.Append('_');
        return slug.ToString().TrimEnd('_');
    }
}
