using System.Reflection;

namespace TradeML.Lake.Lineage;

/// <summary>
/// The version of TradeML that computes, with the revision it was built from where the build knew it.
/// </summary>
public static class CodeVersion
{
    /// <summary>The version in force, for example <c>0.1.0+2f6d</c>.</summary>
    public static string Current { get; } =
        typeof(CodeVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? "0";
}
