using System.Globalization;
using Spectre.Console;
using TradeML.Proof.Outputs;
using TradeML.Proof.Perturbations;

namespace TradeML.Cli.Rendering;

/// <summary>How a point-in-time proof is shown.</summary>
internal static class PitViews
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>The report as it is serialised.</summary>
    /// <param name="report">The report.</param>
    public static object Document(ProofReport report) => new
    {
        holds = report.Holds, seed = report.Seed, tables = report.Tables,
        cuts = report.Cuts.Select(c => new { at = c.At, why = c.Why }),
        subjects = report.Subjects.Select(s => new
        {
            subject = s.Subject, holds = s.Holds, compared = s.Compared, unknown = s.Unknown,
            leaked = s.Leaks.Sum(l => l.Values),
            revealed_by = Kinds(s.RevealedBy), leaks = s.Leaks,
        }),
    };

    /// <summary>Draws it for people.</summary>
    /// <param name="console">Where.</param>
    /// <param name="report">The report.</param>
    /// <param name="seconds">How long it took.</param>
    public static void Draw(IAnsiConsole console, ProofReport report, double seconds)
    {
        var tables = report.Tables.Select(t => string.Create(Invariant, $"{t.Key} {t.Value:N0}"));
        Line(console, $"World: {string.Join(", ", tables)} rows. Seed {report.Seed}.");
        Line(console, "Cut at (UTC), all that became known later corrupted:");
        foreach (var cut in report.Cuts)
            Line(console, string.Create(Invariant, $"  {cut.At:yyyy-MM-dd HH:mm}  {cut.Why}"));
        var table = Tables.New("subject", "#values compared", "#known", "#leaked", "verdict");
        foreach (var s in report.Subjects)
            table.AddText([
                s.Subject, s.Compared.ToString("N0", Invariant), (s.Compared - s.Unknown).ToString("N0", Invariant),
                s.Leaks.Sum(l => l.Values).ToString("N0", Invariant), s.Holds ? "holds" : "LEAKS"]);
        console.Write(table);
        foreach (var s in report.Subjects.Where(s => !s.Holds)) Draw(console, s);
        Line(console,
            string.Create(Invariant,
                $"{(report.Holds ? "Nothing looks ahead" : "Something looks ahead")}: {report.Cuts.Count} cuts, "
                    + $"{report.Subjects.Count} subjects, {seconds:0.0} s."));
    }

    private static void Draw(IAnsiConsole console, SubjectVerdict subject)
    {
        Line(console, $"{subject.Subject} leaks; revealed by {string.Join(", ", Kinds(subject.RevealedBy))}.");
        var table = Tables.New("what", "#values", "#symbols", "#days", "#largest change", "#sessions before the cut");
        foreach (var leak in subject.Leaks)
            table.AddText([
                leak.Column, leak.Values.ToString("N0", Invariant), leak.Symbols.ToString("N0", Invariant),
                leak.Days.ToString("N0", Invariant),
                leak.LargestChange.ToString("G6", Invariant), $"{leak.NearestSessions} to {leak.FarthestSessions}"]);
        console.Write(table);
        var examples = Tables.New("what", "symbol", "day", "cut (UTC)", "happened", "#before", "#after", "#sessions");
        foreach (var leak in subject.Leaks.SelectMany(l => l.Examples))
            examples.AddText([
                leak.Column, leak.Key, leak.Date.ToString("yyyy-MM-dd", Invariant),
                leak.Cut.ToString("yyyy-MM-dd HH:mm", Invariant), leak.Kind.ToString().ToLowerInvariant(),
                Number(leak.Before), Number(leak.After), leak.Sessions.ToString(Invariant)]);
        console.Write(examples);
    }

    // Plain text of any width: the console would wrap it.
    private static void Line(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);

    private static string Number(double value) => double.IsNaN(value) ? "–" : value.ToString("G9", Invariant);

    private static string[] Kinds(PerturbationKind kinds) =>
        [.. Perturbation.Single.Where(k => kinds.HasFlag(k)).Select(Name)];

    private static string Name(PerturbationKind kind) =>
        string.Concat(
            kind.ToString()
                .Select((c, i) => char.IsUpper(c) ? (i > 0 ? " " : "") + char.ToLowerInvariant(c) : c.ToString()));
}
