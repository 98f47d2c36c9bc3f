namespace TradeML.Node.Replication;

/// <summary>One file of a lake as the object store holds it.</summary>
/// <param name="Path">Path relative to the lake, with forward slashes.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hex.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Name">Name of the object.</param>
internal sealed record RemoteFile(string Path, string Sha256, long Bytes, string Name);
