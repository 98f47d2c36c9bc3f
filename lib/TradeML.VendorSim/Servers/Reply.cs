using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TradeML.VendorSim.Servers;

/// <summary>One answer under construction: status, headers and body in a reusable buffer.</summary>
internal sealed class Reply
{
    public const string Json = "application/json; charset=UTF-8";
    public const string Html = "text/html";

    public ArrayBufferWriter<byte> Body { get; } = new(64 * 1024);

    public int Status { get; set; } = 200;

    public string ContentType { get; set; } = Json;

    public List<(string Name, string Value)> Headers { get; } = [];

    public int Rows { get; set; }

    public Utf8JsonWriter Writer() => new(Body, new JsonWriterOptions { SkipValidation = true });

    /// <summary>Replaces what was written by an error object of the data API (no code) or the trading API (with one).</summary>
    public void Error(int status, string message, int? code = null)
    {
        Status = status;
        Rows = 0;
        ContentType = Json;
        Body.ResetWrittenCount();
        using var writer = Writer();
        writer.WriteStartObject();
        if (code is { } number) writer.WriteNumber("code", number);
        writer.WriteString("message", message);
        writer.WriteEndObject();
    }

    /// <summary>Replaces what was written by a page of a front proxy.</summary>
    public void Page(int status, string title)
    {
        Status = status;
        Rows = 0;
        ContentType = Html;
        Body.ResetWrittenCount();
        Body.Write(Encoding.ASCII.GetBytes(
            $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"));
    }

    public void Reset()
    {
        Body.ResetWrittenCount();
        Headers.Clear();
        Status = 200;
        ContentType = Json;
        Rows = 0;
    }
}
