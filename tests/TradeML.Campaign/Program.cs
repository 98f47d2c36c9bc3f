using TradeML.Campaign;

// child --cut N --start INSTANT --lake DIR: one process of the node, whose power goes at its N-th step.
// campaign --kills N --seed N [--only N]: kills children and compares what the lake holds in the end with a run that was never killed.
return args is ["child", ..] ? await NodeProcess.RunAsync(args[1..]) : await CrashCampaign.RunAsync(args);
