using System.CommandLine;
using System.Globalization;
using System.Text;
using TradeML.Cli.Rendering;
using TradeML.Core.Errors;
using TradeML.Core.Files;
using TradeML.Ops.Reports.Profiles;
using TradeML.Research.Features;
using TradeML.Research.Features.Intraday;

namespace TradeML.Cli.Commands.Features;

/// <summary>
/// <c>ata features profile</c>: how much of each column of a file is known and how it is distributed, with a picture a
/// family.
/// </summary>
internal static class FeatureProfileCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var file = new Argument<string>("FILE") { Description = "Parquet file that ata features or ata labels wrote" };
        var into = new Option<string?>("--out")
        {
            Description = "Write a picture a family into this folder",
            HelpName = "FOLDER"
        };
        var command = new Command("profile",
            "Show how much of each feature is known and how it is distributed; with --out, draw it by month") { file,
                into }.WithExamples(
                    "ata features profile features.parquet", "ata features profile features.parquet --out profile");
        AtaContext.SetAction(command, host, async (context, parse, token) =>
        {
            var profiles = FeatureProfiler.Measure([context.Absolute(parse.GetValue(file)!)], FamilyOf,
                context.LoadEngine().EffectiveThreads, token);
            var pictures = parse.GetValue(into) is { } folder
                ? await DrawAsync(context.Absolute(folder), profiles, token)
                : [];
            context.Emit(new { profiles, pictures }, console =>
            {
                var table = Tables.New("family", "feature", "unknown", "first known", "mean", "deviation", "1 %",
                    "median", "99 %");
                foreach (var p in profiles)
                    table.AddText([
                        p.Family, p.Name, (p.UnknownShare * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %",
                        p.FirstKnown?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "never", Number(p.Mean),
                        Number(p.Deviation), Number(p.P1), Number(p.P50), Number(p.P99)]);
                console.Write(table);
                foreach (var picture in pictures) console.Profile.Out.Writer.WriteLine(picture);
            });
            return ExitCodes.Done;
        });
        return command;
    }

    private static async Task<IReadOnlyList<string>> DrawAsync(
        string folder, IReadOnlyList<FeatureProfile> profiles, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var written = new List<string>();
        foreach (var family in profiles.GroupBy(p => p.Family))
        {
            var path = Path.Combine(folder, family.Key.Replace(' ', '-') + ".svg");
            ct.ThrowIfCancellationRequested();
            OutputFile.Write(path, Encoding.UTF8.GetBytes(ProfilePicture.Draw(family.Key, [.. family])));
            written.Add(path);
        }

        return written;
    }

    private static string FamilyOf(string column)
    {
        try
        {
            return FeatureSpec.Parse(column).Definition.Family;
        }
        catch (TradeMLException e) when (e.Kind == ErrorKind.BadInput)
        {
            var name = column.StartsWith("feat_", StringComparison.Ordinal) ? column[5..] : column;
            return IntradayCatalog.PerMinute.Concat(IntradayCatalog.PerDay).FirstOrDefault(f => f.Name == name)?.Family
                ?? "other";
        }
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "–" : value.ToString("G4", CultureInfo.InvariantCulture);
}
