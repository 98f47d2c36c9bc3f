using System.IO.Compression;
using System.Text;
using System.Text.Unicode;
using TradeML.Core.Errors;

namespace TradeML.Lake.Csv;

/// <summary>The text of a CSV file: unpacked, in UTF-8, and by what its cells are separated.</summary>
internal sealed class CsvSource(string path)
{
    private const string SaveAsUtf8 = "Save the file as UTF-8.";
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The file's name as errors show it.</summary>
    internal string Name { get; } = Path.GetFileName(path);

    /// <summary>A tab in a <c>.tsv</c>; else a comma, or what a header without a comma has instead.</summary>
    internal char Separator { get; private set; } = ',';

    /// <summary>Opens the text after a look at its beginning.</summary>
    /// <exception cref="TradeMLException">Bad input: empty, UTF-16, no text.</exception>
    internal TextReader Open()
    {
        var start = new byte[4096];
        int length;
        using (var stream = Stream()) length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        Look(start.AsSpan(0, length));
        return new StreamReader(Stream(), Strict, detectEncodingFromByteOrderMarks: true, 1 << 16);
    }

    /// <summary>The error for a file that is not UTF-8: where its first bad byte is.</summary>
    internal TradeMLException NotUtf8()
    {
        using var reader = new StreamReader(Stream(), Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        string? header = null;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            header ??= line;
            var bytes = Encoding.Latin1.GetBytes(line);
            if (Utf8.IsValid(bytes)) continue;
            var at = 0;
            while (Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out var taken) == System.Buffers.OperationStatus.Done)
                at += taken;
            var names = header.Split(Separator);
            var column = line.AsSpan(0, at).Count(Separator);
            var name = column < names.Length ? names[column].Trim().Trim('"') : $"{column + 1}";
            return new(
                ErrorKind.BadInput,
                $"The file is not UTF-8 (byte {bytes[at]:X2}), but Latin-1, Windows-1252 or the like.",
                $"{Name}, line {number}, column {name}", SaveAsUtf8);
        }

        return new(ErrorKind.BadInput, "The file is not UTF-8.", Name, SaveAsUtf8);
    }

    private Stream Stream()
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16,
            FileOptions.SequentialScan);
        return HasEnding(".gz") ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private void Look(ReadOnlySpan<byte> start)
    {
        if (start.IsEmpty) throw new TradeMLException(ErrorKind.BadInput, "The file is empty.", Name, CsvFile.Needed);
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, not 0, ..] or [not 0, 0, ..])
            throw new TradeMLException(ErrorKind.BadInput, "The file is UTF-16.", Name, SaveAsUtf8);
        if (start.Contains((byte)0))
            throw new TradeMLException(ErrorKind.BadInput, "The file is no text.", Name, CsvFile.Needed);
        var end = start.IndexOfAny((byte)'\n', (byte)'\r');
        var header = end < 0 ? start : start[..end];
        if (HasEnding(".tsv") || HasEnding(".tsv.gz")) Separator = '\t';
        else if (header.Contains((byte)',')) Separator = ',';
        else if (header.IndexOfAny((byte)';', (byte)'\t', (byte)'|') is >= 0 and var at) Separator = (char)header[at];
    }

    private bool HasEnding(string ending) => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
