using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Checks;

/// <summary>Whether an edition that takes over cases of the one before knows what becomes of every stage.</summary>
internal static class TransitionCheck
{
    /// <param name="editions">In the order of their first days, each with the place of its file.</param>
    public static void Run(IReadOnlyList<(Edition Edition, Place At)> editions, Diagnostics diagnostics)
    {
        for (var i = 0; i < editions.Count; i++)
        {
            var (edition, at) = editions[i];
            if (edition.Transition is not { } transition) { continue; }
            if (i == 0 || editions[i - 1].Edition is var before && before.From != transition.From)
            {
                diagnostics.Error(at, Rule.WrongValue, $"the transition takes cases over from {transition.From:yyyy-MM-dd}, which is not the edition before"
                    + (i == 0 ? "; there is none before" : $"; write from: {editions[i - 1].Edition.From:yyyy-MM-dd}"));
                continue;
            }

            if (transition.OpenCases == OpenCases.Stay) { continue; }
            foreach (var stage in before.Stages.Where(stage => !transition.Stages.ContainsKey(stage.Id)))
            {
                diagnostics.Error(at, Rule.MissingKey, $"the transition does not say what becomes of a case in the stage '{stage.Id}'; add it under stages");
            }

            foreach (var gone in transition.Stages.Keys.Where(id => before.Stages.All(stage => stage.Id != id)))
            {
                diagnostics.Error(at, Rule.UnknownId, $"the edition before has no stage '{gone}'{Yaml.Nearest.Suggestion(gone, before.Stages.Select(s => s.Id))}");
            }
        }
    }
}
