using System.Globalization;
using System.Security;

namespace TradeML.VendorSim.Servers.Fred;

/// <summary>FRED's refusals: JSON when the query asks for it, else XML.</summary>
internal static class FredError
{
    public const string Xml = "text/xml; charset=UTF-8";

    /// <summary>Answers 400 and returns null.</summary>
    public static FredQuery? Refuse(VendorRequest request, Reply reply, string message)
    {
        Write(request, reply, 400, $"Bad Request.  {message}");
        return null;
    }

    public static void Write(VendorRequest request, Reply reply, int status, string message, int? code = null)
    {
        var number = code ?? status;
        if (request.Query("file_type") == "json")
        {
            reply.Object(status, ("error_code", number), ("error_message", message));
            return;
        }

        var text = number.ToString(CultureInfo.InvariantCulture);
        reply.Text(status, Xml,
            $"<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n<error code=\"{text}\" "
                + $"message=\"{SecurityElement.Escape(message)}\" />\n");
    }
}
