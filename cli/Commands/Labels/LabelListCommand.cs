using System.CommandLine;
using System.Globalization;
using TradeML.Cli.Rendering;
using TradeML.Research.Labels;

namespace TradeML.Cli.Commands.Labels;

/// <summary><c>ata labels list</c>: the named sets of labels with what they assume.</summary>
internal static class LabelListCommand
{
    /// <summary>Builds the command.</summary>
    /// <param name="host">The surroundings.</param>
    public static Command Create(AtaHost host)
    {
        var command = new Command("list", "Show the label sets, and the returns assumed when a listing ends")
            .WithExamples("ata labels list", "ata labels list --json");
        AtaContext.SetAction(command, host, (context, _, _) =>
        {
            var sets = context.LoadConfiguration().LabelSets;
            context.Emit(sets.Select(s => new { name = s.Key, settings = s.Value }), console =>
            {
                var table = Tables.New("set", "kind", "#horizon", "return", "barriers", "when a listing ends");
                foreach (var (name, set) in sets)
                    table.AddText(
                        [name, set.Kind, $"{set.Horizon} {(set.Anchor == "session" ? "sessions" : "rows")}",
                            $"{set.Return}, {set.Form}", Barriers(set), Ends(set)]);
                console.Write(table);
            });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    /// <summary>The assumed delisting returns as a sentence.</summary>
    /// <param name="set">The settings.</param>
    public static string Ends(LabelSetOptions set) => set.Ended == "unknown"
        ? "no label"
        : "last close and "
            + string.Join(", ",
                set.DelistingReturns.Values()
                    .Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Reason} {100 * v.Value:0.##} %"))) +
          (set.DelistingReturns.Unknown is null ? "; unknown reason: no label" : "");

    private static string Barriers(LabelSetOptions set) => set.Kind == "forward" ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"+{set.Barriers.ProfitTake} −{set.Barriers.StopLoss} × volatility (span {set.Barriers.VolSpan}), "
            + $"{set.Barriers.Path}");
}
