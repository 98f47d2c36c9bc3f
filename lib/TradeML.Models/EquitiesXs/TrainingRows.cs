using TradeML.Core.Errors;
using TradeML.Models.Training;
using TradeML.Research.Validation;

namespace TradeML.Models.EquitiesXs;

/// <summary>
/// The rows one fit learns from, with their targets and weights. Targets are made from these rows alone: a session's
/// mean or ranks never contain the label of a row that the split has purged.
/// </summary>
internal sealed record TrainingRows(int[] Rows, float[] Targets, float[] Weights)
{
    private const double DaysPerMonth = 30.4375;

    /// <summary>
    /// Picks the labelled rows among <paramref name="allowed"/>, transforms their labels, samples sessions and weighs
    /// them.
    /// </summary>
    /// <param name="sample">The sample.</param>
    /// <param name="config">Transformation, sampling and half-life.</param>
    /// <param name="allowed">Ascending sample rows that may be trained on.</param>
    public static TrainingRows Build(TrainingSample sample, EquitiesXsConfig config, ReadOnlySpan<int> allowed)
    {
        var labels = sample.Labels.Span;
        var labelled = new List<int>(allowed.Length);
        foreach (var row in allowed)
        {
            if (double.IsFinite(labels[row])) labelled.Add(row);
        }

        var all = labelled.ToArray();
        var targets = Transform(sample, config.LabelTransform, all);
        var day = sample.Day.Span;
        var last = sample.Sessions.Length - 1;
        var kept = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if ((last - day[all[i]]) % config.SampleEverySessions != 0) continue;
            all[kept] = all[i];
            targets[kept++] = targets[i];
        }

        if (kept == 0)
        {
            throw new TradeMLException(ErrorKind.DataMissing, "No labelled row is left to train on.", null,
                "Take a longer history, fewer folds, or a smaller sample_every.");
        }

        Array.Resize(ref all, kept);
        return new TrainingRows(all, Narrow(targets.AsSpan(0, kept)), Weigh(sample, config.HalfLifeMonths, all));
    }

    private static double[] Transform(TrainingSample sample, LabelTransform transform, int[] rows)
    {
        var labels = sample.Labels.Span;
        var targets = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++) targets[i] = labels[rows[i]];
        if (transform == LabelTransform.Raw) return targets;
        var sections = new SessionRows(sample.Day.Span, rows, sample.Sessions.Length);
        for (var session = 0; session < sections.Sessions; session++)
        {
            var members = sections.Of(session);
            if (members.IsEmpty) continue;
            var values = new double[members.Length];
            for (var i = 0; i < values.Length; i++) values[i] = targets[members[i]];
            Transform(transform, values);
            for (var i = 0; i < values.Length; i++) targets[members[i]] = values[i];
        }

        return targets;
    }

    private static void Transform(LabelTransform transform, double[] values)
    {
        if (transform == LabelTransform.Demeaned)
        {
            double mean = 0;
            foreach (var value in values) mean += value;
            mean /= values.Length;
            foreach (ref var value in values.AsSpan()) value -= mean;
            return;
        }

        var ranks = new double[values.Length];
        RankCorrelation.AverageRanks(values, ranks);
        for (var i = 0; i < values.Length; i++)
        {
            var place = values.Length == 1 ? 0 : ((ranks[i] - 1) / (values.Length - 1)) - 0.5;
            values[i] = transform == LabelTransform.Ranked ? place : place > 0 ? 1 : 0;
        }
    }

    /// <summary>
    /// Exponential decay by calendar time; the mean weight is 1, so only ratios matter and no reference date does.
    /// </summary>
    private static float[] Weigh(TrainingSample sample, double halfLifeMonths, int[] rows)
    {
        var result = new float[rows.Length];
        if (halfLifeMonths == 0)
        {
            Array.Fill(result, 1f);
            return result;
        }

        var sessions = sample.Sessions.Span;
        var day = sample.Day.Span;
        var newest = 0;
        foreach (var row in rows) newest = Math.Max(newest, sessions[day[row]].DayNumber);
        var bySession = new double[sessions.Length];
        for (var i = 0; i < bySession.Length; i++)
            bySession[i] = Math.Pow(2, (sessions[i].DayNumber - newest) / (DaysPerMonth * halfLifeMonths));
        double sum = 0;
        foreach (var row in rows) sum += bySession[day[row]];
        var scale = rows.Length / sum;
        for (var i = 0; i < rows.Length; i++) result[i] = (float)(bySession[day[rows[i]]] * scale);
        return result;
    }

    private static float[] Narrow(ReadOnlySpan<double> values)
    {
        var result = new float[values.Length];
        for (var i = 0; i < values.Length; i++) result[i] = (float)values[i];
        return result;
    }
}
