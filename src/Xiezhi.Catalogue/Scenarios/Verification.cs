using System.Collections.Immutable;
using Xiezhi.Catalogue.Procedures;
using Xiezhi.Catalogue.Yaml;
using Xiezhi.Law.Cases;
using Xiezhi.Law.Procedures;
using Xiezhi.Law.Time;

namespace Xiezhi.Catalogue.Scenarios;

/// <summary>Compares a case with what a story says must hold.</summary>
internal sealed class Verification(Edition edition, CaseState state, IReadOnlyList<Entry> entries, IOtherCases others, WorkingCalendar calendar, Cast cast)
{
    /// <summary>The first thing that differs, or null.</summary>
    public ScenarioDifference? Difference(Place step, Expectation then) =>
        Same(then.Stage, "the stage", state.IsClosed ? "closed" : edition.Stages[state.Stage].Id)
        ?? Same(then.Outcome, "the outcome", state.Outcome < 0 ? "none" : edition.Outcomes[state.Outcome].Id)
        ?? First(then.Due, pair => Due(pair, clock => clock.Rolled, "due"))
        ?? First(then.Strict, pair => Due(pair, clock => clock.Strict, "strictly due"))
        ?? First(then.Clocks, ClockStands)
        ?? First(then.Effective, Counts)
        ?? First(then.Linked, LinkedStand)
        ?? AllOf(step, then.Marks, "marks", edition.Marks.Where(m => state.Marked(m.Index)).Select(m => m.Id))
        ?? AllOf(step, then.Findings, "findings", entries.SelectMany(e => e.Findings).Distinct().Select(f => edition.Findings[f].Id));

    private static ScenarioDifference? First(ImmutableArray<YamlPair> pairs, Func<YamlPair, ScenarioDifference?> check) =>
        pairs.Select(check).FirstOrDefault(d => d is not null);

    private static ScenarioDifference? Same(YamlScalar? expected, string what, string actual) =>
        expected is null || expected.Text == actual ? null : new ScenarioDifference(expected.At, $"expected {what} {expected.Text}, but it is {actual}", []);

    private static ScenarioDifference? AllOf(Place step, ImmutableArray<YamlScalar>? expected, string what, IEnumerable<string> actual)
    {
        if (expected is not { } words) { return null; }
        var wanted = words.Select(w => w.Text).ToHashSet(StringComparer.Ordinal);
        var there = actual.ToList();
        var at = words.IsEmpty ? step : words[0].At;
        return wanted.SetEquals(there)
            ? null
            : new ScenarioDifference(at, $"expected the {what} [{string.Join(", ", wanted)}], but there is [{string.Join(", ", there)}]", []);
    }

    private ScenarioDifference? Due(YamlPair pair, Func<Clock, DateOnly> day, string word)
    {
        if (Find(pair.Key) is not { } limit) { return NoLimit(pair.Key); }
        if (pair.Value is YamlMap each) { return First(each.Pairs, one => Due(limit, one, one.Key, day, word)); }
        return Due(limit, pair, null, day, word);
    }

    private ScenarioDifference? Due(Limit limit, YamlPair pair, YamlScalar? of, Func<Clock, DateOnly> day, string word)
    {
        if ($"{pair.Value}" == "none" && ClockOf(limit, of) is not { Runs: true }) { return null; }
        if (ClockOf(limit, of) is not { } clock)
        {
            return new ScenarioDifference(pair.Value.At, $"expected '{limit.Id}' {word} {pair.Value}, but its clock has not started", []);
        }

        var minute = clock.DueMinute >= 0 && $"{pair.Value}".Contains('T') ? $"T{clock.DueMinute / 60:00}:{clock.DueMinute % 60:00}" : "";
        var actual = day(clock) == Clock.Unknown ? "open" : $"{day(clock):yyyy-MM-dd}{minute}";
        return actual == $"{pair.Value}"
            ? null
            : new ScenarioDifference(pair.Value.At, $"expected '{limit.Id}' {word} {pair.Value}, but it is {actual}", Working(clock));
    }

    private ScenarioDifference? ClockStands(YamlPair pair)
    {
        if (Find(pair.Key) is not { } limit) { return NoLimit(pair.Key); }
        return pair.Value is YamlMap each ? First(each.Pairs, one => ClockStands(limit, one, one.Key)) : ClockStands(limit, pair, null);
    }

    private ScenarioDifference? ClockStands(Limit limit, YamlPair pair, YamlScalar? of)
    {
        var clock = ClockOf(limit, of);
        var actual = clock is null ? "not started" : clock.Value.State.ToString().ToLowerInvariant();
        if (actual == $"{pair.Value}") { return null; }
        var working = clock is { } known ? Working(known) : [];
        return new ScenarioDifference(pair.Value.At, $"expected the clock '{limit.Id}' {pair.Value}, but it is {actual}", working);
    }

    private ScenarioDifference? Counts(YamlPair pair)
    {
        if (edition.FindAct(pair.Key.Text) is not { } act)
        {
            return new ScenarioDifference(pair.Key.At,
                $"{edition.Id} has no act '{pair.Key.Text}'{Nearest.Suggestion(pair.Key.Text, edition.Acts.Select(a => a.Id))}", []);
        }

        var last = entries.LastOrDefault(e => e.Kind == EntryKind.Act && e.Subject == act.Index);
        var actual = last is null ? "never" : $"{last.Effective:yyyy-MM-dd}";
        return actual == $"{pair.Value}"
            ? null
            : new ScenarioDifference(pair.Value.At, $"expected '{act.Id}' to count from {pair.Value}, but it does from {actual}", []);
    }

    private ScenarioDifference? LinkedStand(YamlPair pair)
    {
        if (edition.FindLink(pair.Key.Text) is not { } link)
        {
            return new ScenarioDifference(pair.Key.At, $"{edition.Id} has no link '{pair.Key.Text}'{Nearest.Suggestion(pair.Key.Text, edition.Links.Select(l => l.Id))}", []);
        }

        var stand = new List<string>();
        foreach (var run in state.Links) { if (run.Link == link.Index) { stand.Add(others.Find(run.Case) is { IsClosed: true } ? "closed" : "open"); } }
        var expected = pair.Value is YamlSeq list ? string.Join(' ', list.Items) : $"{pair.Value}";
        var actual = stand.Count == 0 ? "none" : string.Join(' ', stand);
        return expected == actual ? null : new ScenarioDifference(pair.Value.At, $"expected the cases of '{link.Id}' to stand {expected}, but they stand {actual}", []);
    }

    private Limit? Find(YamlScalar name) => edition.FindLimit(name.Text);

    private ScenarioDifference NoLimit(YamlScalar name) =>
        new(name.At, $"{edition.Id} has no limit '{name.Text}'{Nearest.Suggestion(name.Text, edition.Limits.Select(l => l.Id))}", []);

    // The running clock of the limit, else the last one; of several, that of a holder or a value.
    private Clock? ClockOf(Limit limit, YamlScalar? name)
    {
        Clock? found = null;
        var of = name is null ? null : KeyOf(limit, name.Text);
        if (name is not null && of is null) { return null; }
        foreach (ref readonly var clock in state.Clocks)
        {
            if (clock.Limit == limit.Index && (of is null || clock.Of == of) && (found is null || clock.Runs || !found.Value.Runs)) { found = clock; }
        }

        return found;
    }

    private long? KeyOf(Limit limit, string name) => limit switch
    {
        { PerRole: >= 0 and var role } => cast.HolderNamed(edition.Roles[role], name),
        { PerFact: >= 0 and var fact } when FactText.TryRead(edition.Facts[fact], name, cast.City, out var value, out _) => value.Number,
        _ => null,
    };

    private ImmutableArray<string> Working(Clock clock)
    {
        if (edition.Limits[clock.Limit].IsDated || Measure.Awaited(in clock, state)) { return []; }
        var derivation = new Derivation();
        _ = Measure.Compute(in clock, state, calendar, cast.City, ref derivation);
        return [.. derivation.Steps.Select(step => StepText.Chinese(step))];
    }
}
