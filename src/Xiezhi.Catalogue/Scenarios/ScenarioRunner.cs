using System.Collections.Immutable;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>Runs stories through the law as it stands in the catalogue.</summary>
/// <param name="book">The catalogue without a city, for stories that name none.</param>
/// <param name="cityBook">The catalogue with a city, by its id; null when there is no such city.</param>
public sealed class ScenarioRunner(LawBook book, Func<string, LawBook?> cityBook)
{
    /// <summary>What becomes of the case between two steps, as a store would keep it; it stays as it is unless said otherwise.</summary>
    public Func<CaseState, CaseState> Keep { get; init; } = state => state;

    /// <summary>Runs one story with the edition in force on its first day, up to the first difference.</summary>
    public ScenarioResult Run(Scenario scenario)
    {
        if (scenario.Steps.IsEmpty) { return Differs(scenario, scenario.At, "the scenario has no steps"); }
        var law = scenario.City == "none" ? book : cityBook(scenario.City);
        if (law is null) { return Differs(scenario, scenario.At, $"there is no city '{scenario.City}'"); }
        var editions = law.EditionsOf(scenario.Procedure);
        if (editions.IsEmpty)
        {
            return Differs(scenario, scenario.At, $"there is no procedure '{scenario.Procedure}'{Nearest.Suggestion(scenario.Procedure, law.Procedures)}");
        }

        // A story may begin before the first edition to show that nothing is in force then.
        var edition = law.InForce(scenario.Procedure, scenario.Steps[0].When.Day) ?? editions[0];
        var performance = new Performance(edition, scenario, law, scenario.City == "none" ? null : law.City, Keep);
        foreach (var pair in scenario.Roles)
        {
            if (edition.FindRole(pair.Key.Text) is not { } role)
            {
                if (performance.Cast.Others.SelectMany(e => e.Roles).Any(r => r.Id == pair.Key.Text)) { continue; }

                return Differs(scenario, pair.Key.At,
                    $"{edition.Id} has no role '{pair.Key.Text}'{Nearest.Suggestion(pair.Key.Text, edition.Roles.Select(r => r.Id))}");
            }

            if (performance.Cast.ActorOf(role) is null)
            {
                return Differs(scenario, pair.Value.At,
                    $"{law.City.Id} has no organ '{pair.Value}' that could be "
                    + $"'{role.Id}'{Nearest.Suggestion($"{pair.Value}", law.City.Organs.Select(o => o.Id))}");
            }
        }

        ScenarioDifference? difference = null;
        for (var i = 0; i < scenario.Steps.Length && difference is null; i++) { difference = performance.Play(scenario.Steps[i]); }
        return new ScenarioResult(scenario, difference) { Case = performance.Case, Opened = edition, Entries = performance.Entries, Calendars = performance.Calendars, Refusals = performance.Refusals, Others = performance.Others, City = performance.Cast.City };
    }

    private static ScenarioResult Differs(Scenario scenario, Place at, string message) => new(scenario, new ScenarioDifference(at, message, []));
}
