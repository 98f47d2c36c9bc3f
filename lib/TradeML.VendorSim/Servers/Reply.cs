using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
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

    /// <summary>Whether the protocol has carried out the faults that concern paging and order.</summary>
    public bool PagingFaultDone { get; set; }

    /// <summary>Whether the protocol has carried out the faults that concern values and fields.</summary>
    public bool ContentFaultDone { get; set; }

    public Utf8JsonWriter Writer() =>
        new(Body,
            new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>
    /// Replaces what was written by one JSON object of texts and whole numbers; null values are left out.
    /// </summary>
    public void Object(int status, params ReadOnlySpan<(string Name, object? Value)> members)
    {
        Status = status;
        Rows = 0;
        ContentType = Json;
        Body.ResetWrittenCount();
        using var writer = Writer();
        writer.WriteStartObject();
        foreach (var (name, value) in members)
        {
            if (value is int number) writer.WriteNumber(name, number);
            else if (value is string text) writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }

    /// <summary>Replaces what was written by a text.</summary>
    public void Text(int status, string contentType, string text)
    {
        Status = status;
        Rows = 0;
        ContentType = contentType;
        Body.ResetWrittenCount();
        Encoding.UTF8.GetBytes(text, Body);
    }

    /// <summary>Replaces what was written by a page of a front proxy.</summary>
    public void Page(int status, string title) => Text(
        status, Html,
        $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}"
            + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");

    public void Reset()
    {
        Body.ResetWrittenCount();
        Headers.Clear();
        Status = 200;
        ContentType = Json;
        Rows = 0;
        PagingFaultDone = false;
        ContentFaultDone = false;
    }
}
