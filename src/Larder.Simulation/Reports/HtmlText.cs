using System.Net;

namespace Larder.Simulation.Reports;

/// <summary>Text from outside, such as the name of a file, made harmless in a page.</summary>
internal static class HtmlText
{
    public static string Encode(string text) => WebUtility.HtmlEncode(text);
}
