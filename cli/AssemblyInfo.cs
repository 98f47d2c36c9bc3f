using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Ata.Tests")]
[assembly: InternalsVisibleTo("EndToEnd.Tests")]
[assembly: InternalsVisibleTo("TradeML.Campaign")]
