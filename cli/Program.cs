using TradeML.Cli;

var name = InvokedName.OfThisProcess();
if (Overview.IsAskedBy(InvokedName.Expand(name, args))) return Overview.Print(args, Console.Out);
return await AtaApp.RunAsync(args, name, AtaHost.ForProcess(), CancellationToken.None);
