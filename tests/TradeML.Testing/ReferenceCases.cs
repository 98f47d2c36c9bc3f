using System.Text.Json;
using NUnit.Framework;

namespace TradeML.Testing;

/// <summary>
/// The cases of the reference folder. What another folder of the same format lacks skips the tests on it, with the
/// reason; the repository's own folder must be whole.
/// </summary>
public static class ReferenceCases
{
    /// <summary>One test a case of a JSON list, named by its id; a skipped one where the folder holds none.</summary>
    /// <param name="file">Path below <see cref="TestPaths.Reference"/>.</param>
    /// <param name="section">Names of the properties that lead to the list.</param>
    public static IEnumerable<TestCaseData> Of(string file, params string[] section)
    {
        var found = Find(file, section);
        return found is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0
            ? list.EnumerateArray().Select(c => new TestCaseData(c).SetArgDisplayNames(Id(c))).ToList()
            : [Missing<JsonElement>(Where(file, section))];
    }

    /// <summary>A skipped test in the place of those that need what the folder lacks.</summary>
    /// <typeparam name="T">What the test takes.</typeparam>
    /// <param name="what">What it lacks.</param>
    /// <exception cref="InvalidOperationException">It is the repository's own folder, which must be whole.</exception>
    public static TestCaseData Missing<T>(string what) => TestPaths.OwnReference
        ? throw new InvalidOperationException(Reason(what))
        : new TestCaseData(default(T)).SetArgDisplayNames("none in the folder").Ignore(Reason(what));

    /// <summary>A part of a JSON file; skips the test where the folder lacks it.</summary>
    /// <param name="file">Path below <see cref="TestPaths.Reference"/>.</param>
    /// <param name="section">Names of the properties that lead to it.</param>
    public static JsonElement Section(string file, params string[] section)
    {
        if (Find(file, section) is { } found) return found;
        Skip(Where(file, section));
        throw new InvalidOperationException("A skipped test goes on.");
    }

    /// <summary>A part of a case; skips the test where the case lacks it.</summary>
    /// <param name="item">The case.</param>
    /// <param name="name">Name of the part.</param>
    public static JsonElement Part(JsonElement item, string name)
    {
        if (item.TryGetProperty(name, out var part)) return part;
        Skip($"'{name}' of case {Id(item)}");
        throw new InvalidOperationException("A skipped test goes on.");
    }

    /// <summary>
    /// Ends a test whose cases the folder lacks: skipped, or failed if the folder is the repository's own.
    /// </summary>
    /// <param name="what">What it lacks.</param>
    public static void Skip(string what)
    {
        if (TestPaths.OwnReference) Assert.Fail(Reason(what));
        else Assert.Ignore(Reason(what));
    }

    private static JsonElement? Find(string file, string[] section)
    {
        var path = Path.Combine(TestPaths.Reference, file);
        if (!File.Exists(path)) return null;
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var found = document.RootElement;
        foreach (var name in section)
            if (!found.TryGetProperty(name, out found)) return null;
        return found.Clone();
    }

    private static string Id(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out var id)
            ? id.ToString()
            : item.GetRawText();

    private static string Where(string file, string[] section) =>
        section.Length == 0 ? $"'{file}'" : $"'{string.Join('.', section)}' of '{file}'";

    private static string Reason(string what) => $"The reference folder {TestPaths.Reference} has no {what}.";
}
