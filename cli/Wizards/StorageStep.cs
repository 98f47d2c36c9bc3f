using Spectre.Console;

namespace TradeML.Cli.Wizards;

/// <summary>Where the lake lies: an external disk rather than the system's own.</summary>
internal static class StorageStep
{
    private const string Folder = "data_layer";

    /// <summary>Asks for the storage root.</summary>
    /// <param name="setup">The run.</param>
    /// <param name="ask">Whether a person is asked.</param>
    /// <param name="token">Gives up.</param>
    public static async Task RunAsync(NodeSetup setup, bool ask, CancellationToken token)
    {
        var disks = setup.Machine.Disks;
        if (ask && setup.Questions.Interactive)
        {
            var console = setup.Context.Host.Out;
            if (disks.Count == 0)
                console.WriteLine(
                    "No external disk is mounted under /mnt, /media or /srv; the system's own disk or "
                        + "card will wear out sooner.");
            foreach (var disk in disks)
                console.WriteLine(
                    $"  {disk.Path}  {disk.Device}, {disk.FileSystem}, {Machine.FreeSpace(disk.Path)}"
                        + $"{(disk.IsSuitable ? "" : " (unsuitable: format it as ext4)")}");
        }

        var suitable = disks.Where(d => d.IsSuitable).ToList();
        var question = new Question("--root", "Where shall the lake lie?", text => Fault(setup, text))
        {
            Default = suitable.Count == 1 ? Path.Combine(suitable[0].Path, Folder) : null,
        };
        var set = setup.Set("TRADEML_LAKE");
        if (await setup.Questions.AnswerAsync(question, setup.Answers.Root ?? setup.Context.NamedLake, set, ask,
            token) is not { } root) return;
        setup.Root = setup.Context.Absolute(root);
        setup.Env.Set("TRADEML_LAKE", setup.Root);
    }

    private static string? Fault(NodeSetup setup, string text)
    {
        if (text.Length == 0) return "A folder is needed.";
        var path = setup.Context.Absolute(text);
        return File.Exists(path) ? $"{path} is a file." : null;
    }
}
