using TradeML.Core.Errors;

namespace TradeML.Models.Training;

/// <summary>
/// The trainers of this project by the names of their models: a folder with a trainer in it is all that a new model
/// needs.
/// </summary>
public static class Trainers
{
    private static readonly Lazy<IReadOnlyDictionary<string, IModelTrainer>> All =
        new(() => typeof(Trainers).Assembly.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IModelTrainer)))
        .Select(type => (IModelTrainer)Activator.CreateInstance(type)!)
        .ToDictionary(trainer => trainer.Model, StringComparer.Ordinal));

    /// <summary>The trainer of a model.</summary>
    /// <param name="model">Name of the model.</param>
    /// <exception cref="TradeMLException">Bad input: no trainer has that name.</exception>
    public static IModelTrainer Find(string model) =>
        All.Value.TryGetValue(model, out var trainer) ? trainer : throw new TradeMLException(
            ErrorKind.BadInput, $"There is no trainer of a model '{model}'.", $"training/{model}.yml",
            $"Models that can be trained: {string.Join(", ", All.Value.Keys.Order(StringComparer.Ordinal))}.");
}
