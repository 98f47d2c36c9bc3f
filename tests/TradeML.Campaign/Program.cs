using TradeML.Campaign;

// child --cut N --start INSTANT --lake DIR: one process of the node, whose power goes at its N-th step.
// campaign --kills N --seed N [--only STORY]: kills children and compares what the lake holds in the end with a run
// that was never killed. stage0 [--symbols N] [--seed N]: a node from an empty disk through a week of trouble on a
// clock that jumps.
return args switch
{
    ["child", .. var rest] => await NodeProcess.RunAsync(rest),
    ["stage0", .. var rest] => await StageZero.RunAsync(rest),
    _ => await CrashCampaign.RunAsync(args),
};
