namespace TradeML.Core.Configuration;

/// <summary>
/// A text that must not be seen: every way of printing it gives <c>***</c>; only <see cref="Reveal"/> hands it out.
/// </summary>
public readonly struct Secret : IEquatable<Secret>
{
    /// <summary>What is printed in place of a secret.</summary>
    public const string Mask = "***";

    private readonly string? value;

    /// <summary>Hides a text.</summary>
    /// <param name="value">The text to hide; null or empty is no secret at all.</param>
    public Secret(string? value) => this.value = string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Whether there is nothing to hide.</summary>
    public bool IsEmpty => value is null;

    /// <summary>Whether two secrets hide the same text.</summary>
    public static bool operator ==(Secret left, Secret right) => left.Equals(right);

    /// <summary>Whether two secrets hide different texts.</summary>
    public static bool operator !=(Secret left, Secret right) => !left.Equals(right);

    /// <summary>The hidden text, or an empty one; to be put into a request header and nowhere else.</summary>
    public string Reveal() => value ?? "";

    /// <summary>Always <c>***</c>, or an empty text when there is nothing to hide.</summary>
    public override string ToString() => IsEmpty ? "" : Mask;

    /// <inheritdoc/>
    public bool Equals(Secret other) => value == other.value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Secret other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => value?.GetHashCode(StringComparison.Ordinal) ?? 0;
}
