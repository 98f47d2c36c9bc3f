using System.Globalization;
using System.Text;

namespace EndToEnd.Tests.Docs;

/// <summary>The commands of a page as one bash script, which runs them in order in one shell.</summary>
public sealed class DocScript
{
    private const char Mark = '\u001e';

    // One step in the shell of the page; its beginning and end are marked in the output.
    // A server serves until the next one or the end of the page, a node until the end of its block; both as in another
    // terminal.
    private const string Prelude =
        """
        exec > page.log 2>&1 < /dev/null
        trap 'kill $(jobs -p) 2> none' EXIT
        step() { printf '\n\036%s\n' "$1"; eval "$2"; printf '\n\036%s %s\n' "$1" "$?"; }
        stop() {
          [ -n "${!1}" ] || return 0
          kill -TERM "${!1}"; wait "${!1}"; local code=$?; eval "$1="; return $code
        }
        await() { until grep -q "$1" "$2"; do kill -0 "$!" || { cat "$2"; return 1; }; sleep 0.1; done; }
        serve() {
          stop server
          eval "exec $1" > server.log &
          server=$!
          await 'SEC_USER_AGENT' server.log && cat server.log && eval "$(grep ^export server.log)"
        }
        node() {
          eval "exec $1" > node.log &
          node=$!
          await ' starts' node.log
        }
        # The demo has run once for all pages; this is what it printed.
        dotnet() { [ "$*" = 'run --project cli -c Release -- demo' ] && cat "$DEMO_PRINTED"; }
        cp -al "$DEMO_LAKE" lake
        for folder in control logs models reports; do rm -rf "lake/$folder"; cp -r "$DEMO_LAKE/$folder" lake; done
        mkdir bin home home/bin
        ln -s "$ATA" bin/ata
        export HOME="$PWD/home" TRADEML_LAKE="$PWD/lake" PATH="$PWD/bin:$PWD/home/bin:$PATH"
        """;

    private readonly List<DocStep> steps = [];
    private readonly StringBuilder text = new(Prelude + "\n");

    /// <summary>Writes the script.</summary>
    /// <param name="blocks">The page.</param>
    public DocScript(IEnumerable<DocBlock> blocks)
    {
        foreach (var block in blocks.Where(b => b.Note(DocNote.NotRun) is null)) Add(block);
        text.AppendLine("stop server");
    }

    /// <summary>What it does, in order.</summary>
    public IReadOnlyList<DocStep> Steps => steps;

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary>Reads exit codes and texts of the steps from the script's output.</summary>
    /// <param name="output">All of it.</param>
    public void Read(string output)
    {
        foreach (var part in output.Split(Mark).Skip(1))
        {
            var (head, rest) = part.IndexOf('\n', StringComparison.Ordinal) is var at && at < 0
                ? (part, "")
                : (part[..at], part[(at + 1)..]);
            var words = head.Split(' ');
            var step = steps[int.Parse(words[0], CultureInfo.InvariantCulture)];
            if (words.Length == 1) step.Printed = rest;
            else step.ExitCode = int.Parse(words[1], CultureInfo.InvariantCulture);
        }
    }

    private void Add(DocBlock block)
    {
        if (block.Note(DocNote.RunFirst) is { } first) AddAll(block, DocBlock.Commands(first.Split('\n')));
        if (block.HoldsCommands)
            AddAll(block, DocBlock.Commands(block.Lines).Where(line => block.WhyNotRun(line) is null));
        if (block.Note(DocNote.PrintedBy) is { } command) AddAll(block, [command]);
        if (block.Language == "sql") AddAll(block, [$"ata lake query {Quote(string.Join('\n', block.Lines))}"]);
    }

    private void AddAll(DocBlock block, IEnumerable<string> commands)
    {
        var node = false;
        foreach (var command in commands)
        {
            var serves = command.StartsWith("ata sim serve", StringComparison.Ordinal);
            var lasts = command.StartsWith("ata node run", StringComparison.Ordinal)
                && !command.Contains("--once", StringComparison.Ordinal);
            Add(block, command, serves ? $"serve {Quote(command)}" : lasts ? $"node {Quote(command)}" : command);
            node |= lasts;
        }

        if (node) Add(block, "the end of the node", "stop node");
    }

    private void Add(DocBlock block, string command, string run)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"step {steps.Count} {Quote(run)}");
        steps.Add(new DocStep(block, command));
    }

    private static string Quote(string value) => $"'{value.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
